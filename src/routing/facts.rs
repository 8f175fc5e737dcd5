//! What the rules look at: plain data, gathered by whoever files or tries.

use chrono::NaiveDateTime;

use crate::{
    catalog::{Danger, Kind, Urgency},
    i18n::Lang,
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, UnitId},
    property::OccupancyRole,
    text::{Folded, text_enum},
};

text_enum! {
    /// How a matter came in.
    pub enum Channel {
        Web => "web",
        Phone => "phone",
        WalkIn => "walk_in",
        Email => "email",
        Api => "api",
        Import => "import",
        Proactive => "proactive",
    }
}

/// One matter at the moment it is routed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub kind: Kind,
    pub category: Option<String>,
    /// The slugs above the category, nearest first.
    pub ancestors: Vec<String>,
    pub community: CommunityId,
    pub building: Option<BuildingId>,
    pub unit: Option<UnitId>,
    pub common_area: Option<CommonAreaId>,
    pub common_area_kind: Option<String>,
    pub asset: Option<AssetId>,
    pub asset_kind: Option<String>,
    pub danger: Option<Danger>,
    pub getting_worse: bool,
    /// Somebody there needs care: oxygen, an infant, a wheelchair.
    pub vulnerable: bool,
    /// As category and answers suggest it.
    pub urgency: Urgency,
    pub channel: Channel,
    pub language: Lang,
    /// In the community's zone.
    pub local: NaiveDateTime,
    /// Whether the community's working calendar is open then.
    pub working_time: bool,
    pub occupancy_role: Option<OccupancyRole>,
    /// Whole days since the last matter of the same category at the same place.
    pub last_same_days: Option<u32>,
    pub text: Folded,
    /// Whom a complaint is about: it never goes there. No other kind is about anybody.
    pub about_department: Option<String>,
    pub about_person: Option<PersonId>,
}

impl Facts {
    /// A matter of which nothing is known but its kind, its community and when.
    pub fn bare(kind: Kind, community: CommunityId, local: NaiveDateTime) -> Self {
        Self {
            kind,
            category: None,
            ancestors: Vec::new(),
            community,
            building: None,
            unit: None,
            common_area: None,
            common_area_kind: None,
            asset: None,
            asset_kind: None,
            danger: None,
            getting_worse: false,
            vulnerable: false,
            urgency: Urgency::Normal,
            channel: Channel::Web,
            language: Lang::En,
            local,
            working_time: true,
            occupancy_role: None,
            last_same_days: None,
            text: Folded::default(),
            about_department: None,
            about_person: None,
        }
    }
}
