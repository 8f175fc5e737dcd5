//! What a repair has beyond every ticket.

use uuid::Uuid;

use crate::{
    i18n::Lang,
    ids::{CategoryId, PersonId},
    text::text_enum,
    ticket::{Channel, Urgency, Where},
};

text_enum! {
    /// The safety question every report ends with.
    pub enum GettingWorse {
        Yes => "yes",
        No => "no",
        Unsure => "unsure",
    }

    /// When somebody may come.
    pub enum BestTime {
        Morning => "morning",
        Afternoon => "afternoon",
        Any => "any",
    }

    /// Who pays, settled at completion.
    pub enum Payer {
        Company => "company",
        Owner => "owner",
        Warranty => "warranty",
        Insurer => "insurer",
        Utility => "utility",
    }
}

/// A repair as it is reported: by an owner, or by staff for somebody.
#[derive(Debug, Clone)]
pub struct NewRepair {
    /// One key, one ticket.
    pub key: Uuid,
    pub place: Where,
    pub category: CategoryId,
    /// Whose matter it is, when staff report; an owner who reports is always the reporter.
    pub reporter: Option<PersonId>,
    pub channel: Channel,
    /// May be empty: place and problem then speak for themselves.
    pub words: String,
    pub language: Lang,
    /// Uploads of whoever reports.
    pub photos: Vec<Uuid>,
    pub getting_worse: GettingWorse,
    /// A child, an old or ill person in the home.
    pub vulnerable: bool,
    pub enter_when_out: bool,
    pub best_time: BestTime,
    /// The desk may set it, with the reason.
    pub urgency: Option<(Urgency, String)>,
}

/// The facts of a repair beside its ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    pub getting_worse: GettingWorse,
    pub enter_when_out: bool,
    pub best_time: BestTime,
    pub payer: Option<Payer>,
}

/// What of a shared place a problem is about: picks the shared places and the assets that are offered by name.
pub(super) fn shared_kinds(category: &str) -> &'static [&'static str] {
    match category {
        "shared-trapped" | "shared-lift" => &["lift"],
        "shared-entrance" | "shared-lobby" => &["lobby", "entrance", "door", "intercom"],
        "shared-stairs" => &["stairs", "corridor"],
        "shared-lighting" => &["lobby", "stairs", "garage", "garden"],
        "shared-garage" => &["garage", "gate"],
        "shared-garden" => &["garden", "playground"],
        "shared-pool" => &["pool", "gym"],
        "shared-roof" => &["roof", "facade"],
        "shared-water" => &["pump", "boiler", "tank"],
        "shared-cleaning" => &["lobby", "stairs", "garage", "garden", "pool"],
        _ => &[],
    }
}
