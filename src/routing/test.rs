//! The questions a condition is made of.

use serde::{Deserialize, Serialize};

use super::{
    facts::Channel,
    values::{Hours, Phrase, Subject},
};
use crate::{
    catalog::{Danger, Kind, Season, Urgency},
    i18n::Lang,
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, UnitId},
    property::OccupancyRole,
};

/// One question about one fact. Those with a list hold when the fact is one of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    Kind(Vec<Kind>),
    /// The category or one above it.
    Category(Vec<Subject>),
    Community(Vec<CommunityId>),
    Building(Vec<BuildingId>),
    Unit(Vec<UnitId>),
    CommonArea(Vec<CommonAreaId>),
    CommonAreaKind(Vec<String>),
    Asset(Vec<AssetId>),
    AssetKind(Vec<String>),
    Danger(Vec<Danger>),
    GettingWorse,
    Vulnerable,
    Urgency(Vec<Urgency>),
    Channel(Vec<Channel>),
    Language(Vec<Lang>),
    /// Local time of day, from the first until before the second, over midnight where the second is the earlier.
    Time(Hours),
    /// 1 = Monday … 7 = Sunday.
    Weekday(Vec<u8>),
    /// Local date, by month and day.
    Season(Season),
    /// The community's working calendar is open.
    WorkingTime,
    OccupancyRole(Vec<OccupancyRole>),
    /// The same category at the same place at most so many days ago.
    RepeatWithin(u32),
    /// One of these words or phrases stands in the text.
    Words(Vec<Phrase>),
    AboutDepartment(Vec<String>),
    AboutPerson(Vec<PersonId>),
}

impl Test {
    /// Every fact, in the order the editor offers them.
    pub const FACTS: [&str; 24] = [
        "kind",
        "category",
        "community",
        "building",
        "unit",
        "common_area",
        "common_area_kind",
        "asset",
        "asset_kind",
        "danger",
        "getting_worse",
        "vulnerable",
        "urgency",
        "channel",
        "language",
        "time",
        "weekday",
        "season",
        "working_time",
        "occupancy_role",
        "repeat_within",
        "words",
        "about_department",
        "about_person",
    ];

    /// The name of the fact it looks at: the stored word, and the end of its message keys.
    pub fn fact(&self) -> &'static str {
        match self {
            Self::Kind(_) => "kind",
            Self::Category(_) => "category",
            Self::Community(_) => "community",
            Self::Building(_) => "building",
            Self::Unit(_) => "unit",
            Self::CommonArea(_) => "common_area",
            Self::CommonAreaKind(_) => "common_area_kind",
            Self::Asset(_) => "asset",
            Self::AssetKind(_) => "asset_kind",
            Self::Danger(_) => "danger",
            Self::GettingWorse => "getting_worse",
            Self::Vulnerable => "vulnerable",
            Self::Urgency(_) => "urgency",
            Self::Channel(_) => "channel",
            Self::Language(_) => "language",
            Self::Time(_) => "time",
            Self::Weekday(_) => "weekday",
            Self::Season(_) => "season",
            Self::WorkingTime => "working_time",
            Self::OccupancyRole(_) => "occupancy_role",
            Self::RepeatWithin(_) => "repeat_within",
            Self::Words(_) => "words",
            Self::AboutDepartment(_) => "about_department",
            Self::AboutPerson(_) => "about_person",
        }
    }
}
