//! The places of the navigation: their words, addresses and icons.

/// The places of the navigation. Labels are `nav-<word>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    // owners
    Home,
    Report,
    Fees,
    Notices,
    Me,
    // staff
    Desk,
    New,
    Department,
    Board,
    Jobs,
    Search,
    Manage,
    Admin,
}

impl Nav {
    pub(super) const OWNER: [Self; 5] = [
        Self::Home,
        Self::Report,
        Self::Fees,
        Self::Notices,
        Self::Me,
    ];
    pub(super) const STAFF: [Self; 6] = [
        Self::Desk,
        Self::New,
        Self::Department,
        Self::Board,
        Self::Manage,
        Self::Admin,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Report => "report",
            Self::Fees => "fees",
            Self::Notices => "notices",
            Self::Me => "me",
            Self::Desk => "desk",
            Self::New => "new",
            Self::Department => "department",
            Self::Board => "board",
            Self::Jobs => "jobs",
            Self::Search => "search",
            Self::Manage => "manage",
            Self::Admin => "admin",
        }
    }

    pub fn href(self) -> &'static str {
        match self {
            Self::Home => "/home",
            Self::Report => "/report",
            Self::Fees => "/fees",
            Self::Notices => "/notices/mine",
            Self::Me => "/me",
            Self::Desk => "/desk",
            Self::New => "/desk/new",
            Self::Department => "/dept",
            Self::Board => "/dept/board",
            Self::Jobs => "/jobs",
            Self::Search => "/desk/search",
            Self::Manage => "/manage",
            Self::Admin => "/admin",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Report => "circle-plus",
            Self::Fees => "receipt",
            Self::Notices => "bell",
            Self::Me => "user-circle",
            Self::Desk => "inbox",
            Self::New => "plus",
            Self::Department => "users",
            Self::Board => "chart-bar",
            Self::Jobs => "tool",
            Self::Search => "search",
            Self::Manage => "adjustments",
            Self::Admin => "settings",
        }
    }
}
