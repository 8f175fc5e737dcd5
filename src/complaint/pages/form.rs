//! The steps of a complaint: one question a page, everything said so far carried hidden.

use crate::{
    complaint::model::{About, Affects, AnswerBy},
    error::FieldErrors,
    i18n::Message,
    ids::{DepartmentId, PersonId},
    repair::BestTime,
    text::{Words, text_enum},
    ticket::Number,
    web::Fields,
};

/// What goes from page to page.
pub(super) const CARRIED: &[&str] = &[
    "key",
    "unit",
    "words",
    "file",
    "about",
    "whom",
    "name",
    "wants",
    "affects",
    "answer_by",
    "best",
    "anonymous",
    "checked",
];
pub(super) const MOST_WORDS: usize = 2_000;
pub(super) const MOST_WANTS: usize = 500;

text_enum! {
    /// A page of the form, in order.
    pub(super) enum Step {
        Words => "words",
        About => "about",
        Whom => "whom",
        Wants => "wants",
        Reply => "reply",
        Check => "check",
    }
}

impl Step {
    /// The fields this page asks; all others it carries.
    pub fn asks(self) -> &'static [&'static str] {
        match self {
            Self::Words => &["words", "file"],
            Self::About => &["about"],
            Self::Whom => &["whom", "name"],
            Self::Wants => &["wants", "affects"],
            Self::Reply => &["answer_by", "best", "anonymous"],
            Self::Check => &[],
        }
    }

    /// The page after this one; whom it is about is asked only where that can be somebody.
    pub fn next(self, fields: &Fields) -> Self {
        match self {
            Self::Words => Self::About,
            Self::About if asks_whom(about(fields)) => Self::Whom,
            Self::About | Self::Whom => Self::Wants,
            Self::Wants => Self::Reply,
            Self::Reply | Self::Check => Self::Check,
        }
    }

    pub fn before(self, fields: &Fields) -> Option<Self> {
        match self {
            Self::Words | Self::Check => None,
            Self::About => Some(Self::Words),
            Self::Whom => Some(Self::About),
            Self::Wants if asks_whom(about(fields)) => Some(Self::Whom),
            Self::Wants => Some(Self::About),
            Self::Reply => Some(Self::Wants),
        }
    }

    /// What is wrong with the answers of this page.
    pub fn errors(self, fields: &Fields) -> FieldErrors {
        let mut errors = FieldErrors::default();
        let mut check = |field: &'static str, result: Result<(), Message>| {
            if let Err(message) = result {
                errors.push(field, message);
            }
        };
        match self {
            Self::Words => check(
                "words",
                Words::parse(fields.get("words"), 10..=MOST_WORDS)
                    .map(drop)
                    .map_err(|message| {
                        let is_missing = message.key == "form-empty";
                        if is_missing {
                            Message::new("complaint-words-missing")
                        } else {
                            message
                        }
                    }),
            ),
            Self::About => check(
                "about",
                about(fields)
                    .map(drop)
                    .ok_or(Message::new("complaint-about-missing")),
            ),
            Self::Whom => check("name", Words::optional(fields.get("name"), 120).map(drop)),
            Self::Wants => check(
                "wants",
                Words::optional(fields.get("wants"), MOST_WANTS).map(drop),
            ),
            Self::Reply | Self::Check => {}
        }
        errors
    }
}

pub(super) fn about(fields: &Fields) -> Option<About> {
    fields.get("about").parse().ok()
}

fn asks_whom(about: Option<About>) -> bool {
    matches!(
        about,
        Some(About::Service | About::Staff | About::Department | About::Decision)
    )
}

/// Whom or what it is about, as chosen: `person-7`, `department-3`, `ticket-R-7KQ4M2-8`; nothing when it is not in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whom {
    Person(PersonId),
    Department(DepartmentId),
    Ticket(Number),
    NotListed,
}

impl Whom {
    fn read(fields: &Fields) -> Self {
        let (what, id) = fields.get("whom").split_once('-').unwrap_or_default();
        let read = match what {
            "person" => id.parse().ok().map(Self::Person),
            "department" => id.parse().ok().map(Self::Department),
            "ticket" => id.parse().ok().map(Self::Ticket),
            _ => None,
        };
        read.unwrap_or(Self::NotListed)
    }
}

/// Everything said, parsed.
#[derive(Debug)]
pub(super) struct Told {
    pub words: String,
    pub about: About,
    pub whom: Whom,
    pub name: Option<String>,
    pub wants: String,
    pub affects: Vec<Affects>,
    pub answer_by: AnswerBy,
    pub best_time: BestTime,
    pub anonymous: bool,
}

impl Told {
    /// The first page that has something wrong, if one has.
    pub fn parse(fields: &Fields) -> Result<Self, (Step, FieldErrors)> {
        for &step in Step::ALL {
            let errors = step.errors(fields);
            if !errors.is_empty() {
                return Err((step, errors));
            }
        }
        let about = about(fields).unwrap_or(About::Other);
        let whom = if asks_whom(Some(about)) {
            Whom::read(fields)
        } else {
            Whom::NotListed
        };
        let words = |name: &str| fields.get(name).to_owned();
        let mut affects: Vec<Affects> = fields
            .all("affects")
            .filter_map(|affects| affects.parse().ok())
            .collect();
        affects.dedup();
        Ok(Self {
            words: words("words"),
            about,
            name: Some(words("name")).filter(|name| {
                !name.is_empty() && whom == Whom::NotListed && asks_whom(Some(about))
            }),
            whom,
            wants: words("wants"),
            affects,
            answer_by: fields.get("answer_by").parse().unwrap_or(AnswerBy::App),
            best_time: fields.get("best").parse().unwrap_or(BestTime::Any),
            anonymous: about.may_be_anonymous() && fields.is("anonymous", "yes"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Fields {
        Fields::from([
            ("words", "The porter shouted at my mother."),
            ("about", "staff"),
            ("whom", "person-7"),
            ("affects", "health"),
            ("anonymous", "yes"),
        ])
    }

    #[test]
    fn everything_said_is_read() {
        let told = Told::parse(&full()).expect("complete");
        assert_eq!(told.whom, Whom::Person(PersonId(7)));
        assert!(told.anonymous);
        assert_eq!(told.affects, [Affects::Health]);
    }

    #[test]
    fn the_first_page_with_something_wrong_is_named() {
        let step = |fields: &Fields| Told::parse(fields).expect_err("incomplete").0;
        assert_eq!(step(&Fields::default()), Step::Words);
        assert_eq!(step(&full().without(&["about"])), Step::About);
        let mut long = full();
        long.set("wants", "x".repeat(MOST_WANTS + 1));
        assert_eq!(step(&long), Step::Wants);
    }

    #[test]
    fn noise_is_about_nobody_by_name_and_never_anonymous() {
        let mut noise = full();
        noise.set("about", "noise");
        let told = Told::parse(&noise).expect("complete");
        assert_eq!(told.whom, Whom::NotListed);
        assert!(!told.anonymous);
        assert_eq!(Step::About.next(&noise), Step::Wants);
        assert_eq!(Step::About.next(&full()), Step::Whom);
    }
}
