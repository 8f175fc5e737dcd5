//! What a complaint has beyond every ticket.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    i18n::{L, Lang},
    ids::{DepartmentId, PersonId, TicketId},
    repair::BestTime,
    text::text_enum,
    ticket::{Channel, Number, Outcome, Where},
};

text_enum! {
    /// What it is about; also the slug of its category.
    pub enum About {
        Service => "service",
        Staff => "staff",
        Department => "department",
        Noise => "noise",
        Neighbour => "neighbour",
        Cleanliness => "cleanliness",
        Safety => "safety",
        Decision => "decision",
        Other => "other",
    }

    /// How it affects somebody: raises the urgency, seen by handlers only.
    pub enum Affects {
        Health => "health",
        ChildOrOlder => "child_or_older",
        Disability => "disability",
        Work => "work",
        Cost => "cost",
        Other => "other",
    }

    /// How the owner wants the answer.
    pub enum AnswerBy {
        App => "app",
        Email => "email",
        Phone => "phone",
    }

    /// What the written answer finds.
    pub enum Finding {
        Upheld => "upheld",
        Partly => "partly",
        NotUpheld => "not_upheld",
    }
}

impl About {
    /// Conduct and safety may be told without a name.
    pub fn may_be_anonymous(self) -> bool {
        matches!(self, Self::Staff | Self::Safety)
    }
}

impl Affects {
    pub fn is_vulnerable(self) -> bool {
        matches!(self, Self::Health | Self::ChildOrOlder | Self::Disability)
    }
}

impl Finding {
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Upheld => Outcome::Upheld,
            Self::Partly => Outcome::PartlyUpheld,
            Self::NotUpheld => Outcome::NotUpheld,
        }
    }
}

/// A complaint as it is told: by an owner, or by staff for somebody.
#[derive(Debug, Clone)]
pub struct NewComplaint {
    /// One key, one ticket.
    pub key: Uuid,
    pub place: Where,
    /// Whose matter it is, when staff file.
    pub reporter: Option<PersonId>,
    pub channel: Channel,
    pub about: About,
    pub about_person: Option<PersonId>,
    pub about_department: Option<DepartmentId>,
    /// A ticket of theirs it is about.
    pub about_ticket: Option<Number>,
    pub words: String,
    pub language: Lang,
    pub wants: String,
    pub affects: Vec<Affects>,
    pub answer_by: AnswerBy,
    pub best_time: BestTime,
    /// Without a name: nobody can be answered, and nothing leads back to who told it.
    pub anonymous: bool,
    /// Uploads of whoever files.
    pub files: Vec<Uuid>,
}

/// The facts of a complaint beside its ticket.
#[derive(Debug, Clone)]
pub struct Complaint {
    pub ticket: TicketId,
    pub about: About,
    pub about_person: Option<PersonId>,
    pub about_department: Option<DepartmentId>,
    pub wants: String,
    pub affects: Vec<String>,
    pub anonymous: bool,
    pub stage: i32,
    pub stage2_at: Option<DateTime<Utc>>,
    pub extended_until: Option<DateTime<Utc>>,
    pub answer_by: AnswerBy,
    pub best_time: BestTime,
}

/// The fixed parts of a written answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub finding: Finding,
    pub reasons: String,
    pub remedy: String,
    pub next_steps: String,
    /// How to go further.
    pub further: String,
}

impl Written {
    /// The answer as one text, a paragraph a part, in the owner's language.
    pub fn letter(&self, l: L) -> String {
        let finding = l.word("complaint-finding", self.finding.as_str());
        [
            ("complaint-letter-finding", finding.as_ref()),
            ("complaint-letter-reasons", &self.reasons),
            ("complaint-letter-remedy", &self.remedy),
            ("complaint-letter-next", &self.next_steps),
            ("complaint-letter-further", &self.further),
        ]
        .into_iter()
        // A heading with nothing under it says that something was forgotten.
        .filter(|(_, words)| !words.trim().is_empty())
        .map(|(key, words)| format!("{}\n{words}", l.t(key)))
        .collect::<Vec<_>>()
        .join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_holds_its_five_parts_in_order() {
        let written = Written {
            finding: Finding::Partly,
            reasons: "R1".into(),
            remedy: "R2".into(),
            next_steps: "N".into(),
            further: "F".into(),
        };
        for lang in Lang::ALL {
            let letter = written.letter(lang.lasting());
            assert_eq!(letter.split("\n\n").count(), 5, "{letter}");
            let at = |part: &str| letter.find(part).expect("there");
            assert!(at("\nR1") < at("\nR2") && at("\nR2") < at("\nN") && at("\nN") < at("\nF"));
        }
        let without = Written {
            next_steps: "  ".into(),
            ..written
        };
        for lang in Lang::ALL {
            let l = lang.lasting();
            let letter = without.letter(l);
            assert_eq!(letter.split("\n\n").count(), 4, "{letter}");
            assert!(!letter.contains(l.t("complaint-letter-next").as_ref()));
        }
    }
}
