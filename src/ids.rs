//! Row identities, one line each. A `TicketId` cannot be passed where a `PersonId` is meant.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    PersonId,
    DepartmentId,
    CommunityId,
    BuildingId,
    UnitId,
    CommonAreaId,
    AssetId,
    OccupancyId,
    CategoryId,
    RuleSetId,
    CalendarId,
    PolicySetId,
    PromiseId,
    PauseId,
    TicketId,
    EventId,
    HandoffId,
    ChargeId,
    DisputeLineId,
    AdjustmentId,
    JobId,
    NotificationId,
}
