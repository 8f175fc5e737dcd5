//! What a staff member may see, as the arrays that the one visibility condition takes.

use crate::ids::{CommunityId, DepartmentId, PersonId};

/// Read once per request from roles, memberships and headships. Company-wide roles are written out as every community, so that
/// the condition in SQL has no special case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Scope {
    pub me: i64,
    /// Every ticket of these communities: the desk's and the managers'.
    pub desk: Vec<i64>,
    /// Tickets of these departments (as member or head) …
    pub departments: Vec<i64>,
    /// … within these communities.
    pub department_communities: Vec<i64>,
    /// Fee disputes of these communities.
    pub finance: Vec<i64>,
}

impl Scope {
    pub fn person(&self) -> PersonId {
        PersonId(self.me)
    }

    pub fn has_desk(&self, community: CommunityId) -> bool {
        self.desk.contains(&community.0)
    }

    pub fn has_department(&self, department: DepartmentId, community: CommunityId) -> bool {
        self.departments.contains(&department.0)
            && self.department_communities.contains(&community.0)
    }
}
