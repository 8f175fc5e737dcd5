//! What the desk typed, as a matter to take down.

use uuid::Uuid;

use super::super::{Caller, Taken, Whom};
use crate::{
    catalog::{Catalog, Kind, Urgency},
    error::FieldErrors,
    i18n::{Lang, Message},
    ids::{AssetId, BuildingId, CategoryId, ChargeId, CommonAreaId, CommunityId, PersonId, UnitId},
    text::{FullName, Phone, Words},
    ticket::{Channel, Where},
    web::Fields,
};

const MOST: usize = 4_000;
pub const CHANNELS: [Channel; 3] = [Channel::Phone, Channel::WalkIn, Channel::Email];

/// `files`: those taken in already, and what was wrong with the others.
pub fn parse(
    fields: &Fields,
    key: Uuid,
    known: Option<PersonId>,
    catalog: &Catalog,
    (files, mut errors): (&[Uuid], FieldErrors),
) -> Result<Taken, FieldErrors> {
    let caller = match (known, fields.has("name")) {
        (Some(person), _) => Caller::Known(person),
        (None, false) => Caller::Nobody,
        (None, true) => {
            let name = FullName::parse(fields.get("name")).map(FullName::into_string);
            let phone =
                Phone::optional(fields.get("phone")).map(|phone| phone.map(Phone::into_string));
            Caller::New {
                name: errors
                    .take_or("name", name, "intake-name-missing")
                    .unwrap_or_default(),
                phone: errors.take("phone", phone).flatten(),
            }
        }
    };
    let place = errors.need("place", place(fields.get("place")), "intake-place-missing");
    let category: Option<CategoryId> = fields.get("subject").parse().ok();
    let category = errors.need("subject", category, "intake-subject-missing");
    let kind = category
        .and_then(|id| catalog.by_id(id))
        .map(|category| category.kind);
    let charges: Vec<ChargeId> = fields
        .all("charge")
        .filter_map(|id| id.parse().ok())
        .collect();
    if kind == Some(Kind::FeeDispute) {
        if charges.is_empty() {
            errors.push("charge", Message::new("intake-charge-missing"));
        }
        if place.is_some_and(|place| !matches!(place, Where::Unit(_))) {
            errors.push("place", Message::new("intake-refusal-home"));
        }
    }
    let words = Words::parse(fields.get("words"), 3..=MOST);
    if let Err(message) = &words {
        let is_missing = message.key == "form-empty";
        errors.push(
            "words",
            if is_missing {
                Message::new("intake-words-missing")
            } else {
                message.clone()
            },
        );
    }
    let reason = Words::optional(fields.get("urgency_reason"), MOST);
    let urgency: Option<Urgency> = fields.get("urgency").parse().ok();
    let reason = match (urgency, reason) {
        (Some(_), Ok(None)) => {
            errors.push("urgency_reason", Message::new("intake-reason-missing"));
            String::new()
        }
        (_, Ok(reason)) => reason.map(Words::into_string).unwrap_or_default(),
        (_, Err(message)) => {
            errors.push("urgency_reason", message);
            String::new()
        }
    };
    match (place, category, words) {
        (Some(place), Some(category), Ok(words)) if errors.is_empty() => Ok(Taken {
            key,
            caller,
            place,
            category,
            channel: fields
                .get("channel")
                .parse()
                .ok()
                .filter(|c| CHANNELS.contains(c))
                .unwrap_or(Channel::Phone),
            words: words.into_string(),
            language: Lang::from_code(fields.get("language")).unwrap_or_default(),
            getting_worse: fields.has("worse"),
            vulnerable: fields.has("vulnerable"),
            urgency: urgency.map(|urgency| (urgency, reason)),
            whom: whom(fields.get("whom")).filter(|_| kind == Some(Kind::Complaint)),
            charges,
            files: files.to_vec(),
        }),
        _ => Err(errors),
    }
}

/// `person-7`, `department-3`.
fn whom(value: &str) -> Option<Whom> {
    let (what, id) = value.split_once('-')?;
    match what {
        "person" => id.parse().ok().map(Whom::Person),
        "department" => id.parse().ok().map(Whom::Department),
        _ => None,
    }
}

/// `unit:7`, `shared:community:building:area:asset` with what is not known left out.
fn place(value: &str) -> Option<Where> {
    if let Some(unit) = value.strip_prefix("unit:") {
        return unit.parse().ok().map(|id| Where::Unit(UnitId(id)));
    }
    let mut parts = value.strip_prefix("shared:")?.split(':');
    let community = CommunityId(parts.next()?.parse().ok()?);
    let id = |part: Option<&str>| part.and_then(|id| id.parse().ok());
    Some(Where::Shared {
        community,
        building: id(parts.next()).map(BuildingId),
        area: id(parts.next()).map(CommonAreaId),
        asset: id(parts.next()).map(AssetId),
    })
}
