//! What the pages of a report hand on to each other, and what the last one is read into.

use std::sync::Arc;

use crate::{
    app::App,
    catalog::{Catalog, Category, Kind},
    error::{FieldErrors, Result},
    i18n::{L, Label},
    ids::{AssetId, CommonAreaId},
    property::{self, Home},
    repair::model::{BestTime, GettingWorse, shared_kinds},
    text::Words,
    ticket::Where,
    web::{Choice, Fields},
};

/// What goes from page to page, in the address.
pub(super) const CARRIED: &[&str] = &["unit", "place", "what", "photo", "at"];

/// The place everybody uses.
const SHARED: &str = "shared";

/// What was chosen so far.
pub(super) struct Chosen {
    pub home: Home,
    pub place: Arc<Category>,
    pub what: Option<Arc<Category>>,
}

impl Chosen {
    /// `None` while the place was not chosen.
    pub fn read(catalog: &Catalog, home: Home, fields: &Fields) -> Option<Self> {
        let place = catalog
            .top(Kind::Repair)
            .find(|place| place.slug == fields.get("place"))?
            .clone();
        let what = catalog
            .below(&place)
            .find(|what| what.slug == fields.get("what"))
            .cloned();
        Some(Self { home, place, what })
    }

    pub fn is_shared(&self) -> bool {
        self.place.slug == SHARED
    }

    /// The shared places and assets that the problem can be about, in the home's building or for the whole estate.
    pub async fn things(&self, app: &App, what: &Category) -> Result<Vec<Thing>> {
        let kinds = shared_kinds(&what.slug);
        if !self.is_shared() || kinds.is_empty() {
            return Ok(Vec::new());
        }
        let mut conn = app.pool.acquire().await?;
        let (community, building) = (self.home.unit.community, self.home.unit.building);
        let here =
            |kind: &str, of: Option<_>| kinds.contains(&kind) && of.is_none_or(|of| of == building);
        let assets = property::assets(&mut conn, community).await?;
        let mut things: Vec<Thing> = assets
            .into_iter()
            .filter(|asset| here(&asset.kind, asset.building))
            .map(|asset| Thing {
                area: asset.area,
                asset: Some(asset.id),
                name: asset.name,
            })
            .collect();
        let areas = property::areas(&mut conn, community).await?;
        let areas: Vec<Thing> = areas
            .into_iter()
            .filter(|area| here(&area.kind, area.building))
            .filter(|area| !things.iter().any(|thing| thing.area == Some(area.id)))
            .map(|area| Thing {
                area: Some(area.id),
                asset: None,
                name: area.name,
            })
            .collect();
        things.extend(areas);
        Ok(things)
    }

    /// Where the ticket is: a home's matter in the unit, a shared one in the building and at the thing if it was named.
    pub fn place_of(&self, thing: Option<&Thing>) -> Where {
        if !self.is_shared() {
            return Where::Unit(self.home.unit.id);
        }
        Where::Shared {
            community: self.home.unit.community,
            building: Some(self.home.unit.building),
            area: thing.and_then(|thing| thing.area),
            asset: thing.and_then(|thing| thing.asset),
        }
    }
}

/// Lift B, the garage: something shared that has a name.
pub(super) struct Thing {
    area: Option<CommonAreaId>,
    asset: Option<AssetId>,
    pub name: Label,
}

impl Thing {
    pub fn value(&self) -> String {
        match (self.asset, self.area) {
            (Some(asset), _) => format!("asset-{asset}"),
            (None, Some(area)) => format!("area-{area}"),
            (None, None) => String::new(),
        }
    }
}

/// What the last page asks.
#[derive(Debug)]
pub(super) struct Answers {
    pub words: String,
    pub getting_worse: GettingWorse,
    pub vulnerable: bool,
    pub enter_when_out: bool,
    pub best_time: BestTime,
}

/// Most characters of the words.
pub(super) const MOST_WORDS: usize = 2_000;

impl Answers {
    pub fn parse(fields: &Fields, words_needed: bool) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let typed = fields.get("words");
        let words = if words_needed {
            Words::wanted(typed, 3..=MOST_WORDS, "repair-words-missing").map(Words::into_string)
        } else {
            Words::optional(typed, MOST_WORDS)
                .map(|words| words.map(Words::into_string).unwrap_or_default())
        };
        let answers = Self {
            words: errors.take("words", words).unwrap_or_default(),
            // What was not answered is not sure, any time, and nobody comes in.
            getting_worse: fields.get("worse").parse().unwrap_or(GettingWorse::Unsure),
            vulnerable: fields.is("vulnerable", "yes"),
            enter_when_out: fields.is("enter", "yes"),
            best_time: fields.get("best").parse().unwrap_or(BestTime::Any),
        };
        if errors.is_empty() {
            Ok(answers)
        } else {
            Err(errors)
        }
    }
}

/// The words of a list of choices: value and message key.
fn choices(l: L, of: &[(&str, &str)]) -> Vec<Choice> {
    of.iter()
        .map(|(value, key)| Choice::new(*value, l.t(key)))
        .collect()
}

pub(super) fn yes_or_no(l: L) -> Vec<Choice> {
    choices(l, &[("yes", "repair-yes"), ("no", "repair-no")])
}

pub(super) fn best_times(l: L) -> Vec<Choice> {
    let times = [
        ("morning", "repair-best-morning"),
        ("afternoon", "repair-best-afternoon"),
        ("any", "repair-best-any"),
    ];
    choices(l, &times)
}

/// A tile or a photo says what it is; "not sure" without a photo does not.
pub(super) fn words_needed(what: &Category, has_photo: bool) -> bool {
    !has_photo && what.slug.ends_with("-unsure")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_needed_only_when_nothing_else_says_what_it_is() {
        let none = Fields::default();
        assert!(Answers::parse(&none, false).is_ok());
        let errors = Answers::parse(&none, true).expect_err("words are needed");
        let said = errors.of("words").map(|m| m.key.as_ref());
        assert_eq!(said, Some("repair-words-missing"));
        let short = Answers::parse(&Fields::from([("words", "no")]), true);
        assert_eq!(short.expect_err("too short").0[0].1.key, "form-too-short");
    }

    #[test]
    fn what_was_not_answered_is_the_careful_answer() {
        let answers = Answers::parse(&Fields::from([("enter", "maybe")]), false).expect("fine");
        assert_eq!(answers.getting_worse, GettingWorse::Unsure);
        assert_eq!(answers.best_time, BestTime::Any);
        assert!(!answers.enter_when_out && !answers.vulnerable);
    }
}
