//! Who is signed in, and what their rows say they may do. Kept in the session's row and forgotten with any of the rows it was read
//! from, so that a role taken away or an account switched off holds from the next click.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Scope;
use crate::{
    error::Audience,
    i18n::Lang,
    ids::{CommunityId, DepartmentId, PersonId},
    text::text_enum,
};

text_enum! {
    /// What somebody may do for the company; rows of `staff_role`.
    pub enum Role {
        Desk => "desk",
        /// Narrows a department member's work to communities; the membership itself is `department_member`.
        Department => "department",
        Manager => "manager",
        Finance => "finance",
        Admin => "admin",
        /// An owner on the owners' committee: figures and notices of the community.
        Committee => "committee",
    }
}

/// Somebody signed in, as the session's query found them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    pub person_id: PersonId,
    pub audience: Audience,
    pub name: String,
    /// What they want to be called, when that is not the name.
    pub call_name: Option<String>,
    pub email: Option<String>,
    pub language: Lang,
    pub roles: Vec<Role>,
    /// What they may see as staff; empty for owners.
    pub scope: Scope,
    /// Communities they run.
    pub manages: Vec<CommunityId>,
    /// Communities on whose owners' committee they sit.
    pub committee: Vec<CommunityId>,
    /// Departments they lead.
    pub heads: Vec<DepartmentId>,
    /// Their community, or the first of several; none before the first is set up.
    pub home: Option<Home>,
    /// Notices in the product they have not read on this side of the counter; a hundred are counted as many.
    pub unread: i64,
}

/// What every page says about the community: whose clock it goes by, whom to ring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub id: CommunityId,
    pub community: String,
    pub zone: Tz,
    pub phone: String,
    pub emergency_phone: String,
}

/// Rows about one person, from which a [`SignedIn`] is made.
#[derive(Debug, Clone, Default)]
pub(super) struct Grants {
    /// No community is the whole company.
    pub roles: Vec<(Role, Option<i64>)>,
    pub member_of: Vec<i64>,
    pub heads: Vec<i64>,
    pub communities: Vec<i64>,
}

impl Grants {
    /// Communities in which one of these roles holds, written out.
    fn reach(&self, roles: &[Role]) -> Vec<i64> {
        let granted = |community: i64| {
            let holds = |(role, of): &(Role, Option<i64>)| {
                roles.contains(role) && of.is_none_or(|c| c == community)
            };
            self.roles.iter().any(holds)
        };
        self.communities
            .iter()
            .copied()
            .filter(|c| granted(*c))
            .collect()
    }

    fn scope(&self, me: PersonId) -> Scope {
        let mut departments = self.member_of.clone();
        departments.extend(self.heads.iter().filter(|d| !self.member_of.contains(d)));
        // a `department` role narrows; without one the membership holds wherever the company works
        let is_narrowed = self.roles.iter().any(|(role, _)| *role == Role::Department);
        let department_communities = match (departments.is_empty(), is_narrowed) {
            (true, _) => Vec::new(),
            (false, true) => self.reach(&[Role::Department]),
            (false, false) => self.communities.clone(),
        };
        Scope {
            me: me.0,
            desk: self.reach(&[Role::Desk, Role::Manager]),
            departments,
            department_communities,
            finance: self.reach(&[Role::Finance]),
        }
    }
}

impl SignedIn {
    pub(super) const KEY: &str = "viewer";

    pub(super) fn granted(self, grants: &Grants) -> Self {
        let communities = |ids: Vec<i64>| ids.into_iter().map(CommunityId).collect();
        let committee = communities(grants.reach(&[Role::Committee]));
        match self.audience {
            Audience::Owner => Self { committee, ..self },
            Audience::Staff => {
                let mut roles: Vec<_> = grants.roles.iter().map(|(role, _)| *role).collect();
                roles.sort();
                roles.dedup();
                Self {
                    roles,
                    scope: grants.scope(self.person_id),
                    manages: communities(grants.reach(&[Role::Manager])),
                    heads: grants.heads.iter().copied().map(DepartmentId).collect(),
                    committee,
                    ..self
                }
            }
        }
    }

    /// What pages call them.
    pub fn greeting_name(&self) -> &str {
        self.call_name.as_deref().unwrap_or(&self.name)
    }

    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}
