//! Who is asking. Read with the session in one query, afresh for every request, so that a role taken away or an account
//! switched off holds from the next click.

use std::{ops::Deref, sync::Arc};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::Scope;
use crate::{
    error::{AppError, Audience, Result},
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
pub struct Viewer {
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
}

/// Rows about one person, from which a [`Viewer`] is made.
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

impl Viewer {
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

    /// Whoever this session belongs to.
    pub async fn of(session: &Session) -> Result<Option<Self>> {
        Ok(session.get(Self::KEY).await?)
    }

    /// What pages call them.
    pub fn greeting_name(&self) -> &str {
        self.call_name.as_deref().unwrap_or(&self.name)
    }

    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    async fn from_parts(parts: &mut Parts) -> Result<Option<Arc<Self>>> {
        if let Some(known) = parts.extensions.get::<Arc<Self>>() {
            return Ok(Some(known.clone()));
        }
        let Some(session) = parts.extensions.get::<Session>() else {
            return Ok(None);
        };
        let viewer = Self::of(session).await?.map(Arc::new);
        if let Some(viewer) = &viewer {
            parts.extensions.insert(viewer.clone());
        }
        Ok(viewer)
    }
}

/// `Option<Viewer>`: for pages that anyone may open and that greet whoever is known.
impl<S: Sync> OptionalFromRequestParts<S> for Viewer {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>> {
        Ok(Self::from_parts(parts)
            .await?
            .map(|viewer| (*viewer).clone()))
    }
}

/// A person signed in on the owners' side: owner, tenant, household, agent.
#[derive(Debug, Clone)]
pub struct Owner(Arc<Viewer>);

impl Deref for Owner {
    type Target = Viewer;
    fn deref(&self) -> &Viewer {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Owner {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        match Viewer::from_parts(parts).await? {
            Some(viewer) if viewer.audience == Audience::Owner => Ok(Self(viewer)),
            _ => Err(AppError::SignIn(Audience::Owner)),
        }
    }
}

/// One of the company's people, whatever their role.
#[derive(Debug, Clone)]
pub struct Staff(Arc<Viewer>);

impl Deref for Staff {
    type Target = Viewer;
    fn deref(&self) -> &Viewer {
        &self.0
    }
}

impl Staff {
    /// For deeds done outside a request: imports, the demo's history, tests.
    pub fn new(viewer: Viewer) -> Self {
        Self(Arc::new(viewer))
    }

    pub fn is_desk(&self) -> bool {
        self.has(Role::Desk)
    }

    pub fn is_manager(&self) -> bool {
        self.has(Role::Manager)
    }

    pub fn is_finance(&self) -> bool {
        self.has(Role::Finance)
    }

    pub fn is_admin(&self) -> bool {
        self.has(Role::Admin)
    }

    pub fn is_department_staff(&self) -> bool {
        !self.scope.departments.is_empty()
    }

    pub fn is_head(&self) -> bool {
        !self.heads.is_empty()
    }

    pub fn is_head_of(&self, department: DepartmentId) -> bool {
        self.heads.contains(&department)
    }

    /// The departments they lead.
    pub fn heads(&self) -> &[DepartmentId] {
        &self.heads
    }

    /// Departments they belong to or lead.
    pub fn departments(&self) -> Vec<DepartmentId> {
        self.scope
            .departments
            .iter()
            .copied()
            .map(DepartmentId)
            .collect()
    }

    /// Every community in which they have anything to do.
    pub fn communities(&self) -> Vec<CommunityId> {
        let Scope {
            desk,
            department_communities,
            finance,
            ..
        } = &self.scope;
        let all = [desk, department_communities, finance]
            .into_iter()
            .flatten()
            .copied();
        all.map(CommunityId)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect()
    }
}

impl<S: Sync> FromRequestParts<S> for Staff {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        match Viewer::from_parts(parts).await? {
            Some(viewer) if viewer.audience == Audience::Staff => Ok(Self(viewer)),
            _ => Err(AppError::SignIn(Audience::Staff)),
        }
    }
}

macro_rules! narrowings {
    ($($(#[$doc:meta])* $name:ident if $has:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(Staff);

        impl Deref for $name {
            type Target = Staff;
            fn deref(&self) -> &Staff {
                &self.0
            }
        }

        impl<S: Sync> FromRequestParts<S> for $name {
            type Rejection = AppError;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
                let staff = Staff::from_request_parts(parts, state).await?;
                if staff.$has() { Ok(Self(staff)) } else { Err(AppError::NotFound) }
            }
        }
    )+};
}

narrowings! {
    /// The front desk.
    Desk if is_desk,
    /// Member or head of a department.
    DepartmentStaff if is_department_staff,
    /// Leads a department.
    Head if is_head,
    Manager if is_manager,
    Finance if is_finance,
    Admin if is_admin,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff(roles: &[(Role, Option<i64>)], member_of: &[i64], heads: &[i64]) -> Staff {
        let grants = Grants {
            roles: roles.to_vec(),
            member_of: member_of.to_vec(),
            heads: heads.to_vec(),
            communities: vec![1, 2, 3],
        };
        Staff::new(
            Viewer {
                person_id: PersonId(1),
                audience: Audience::Staff,
                name: "Ana Ruiz".into(),
                call_name: None,
                email: None,
                language: Lang::En,
                roles: Vec::new(),
                scope: Scope::default(),
                manages: Vec::new(),
                committee: Vec::new(),
                heads: Vec::new(),
            }
            .granted(&grants),
        )
    }

    #[test]
    fn a_role_without_a_community_holds_everywhere() {
        let ana = staff(&[(Role::Desk, Some(2)), (Role::Desk, None)], &[], &[]);
        assert!(ana.is_desk() && !ana.is_manager());
        assert_eq!(ana.scope.desk, [1, 2, 3]);
        assert_eq!(staff(&[(Role::Desk, Some(2))], &[], &[]).scope.desk, [2]);
    }

    #[test]
    fn a_department_role_narrows_and_grants_nothing_by_itself() {
        assert!(
            staff(&[(Role::Department, Some(2))], &[], &[])
                .communities()
                .is_empty()
        );
        assert_eq!(
            staff(&[], &[7], &[]).scope.department_communities,
            [1, 2, 3]
        );
        let narrowed = staff(&[(Role::Department, Some(2))], &[7], &[7, 8]);
        assert_eq!(narrowed.scope.department_communities, [2]);
        assert_eq!(narrowed.departments(), [DepartmentId(7), DepartmentId(8)]);
        assert!(narrowed.is_head_of(DepartmentId(8)));
    }

    #[test]
    fn an_administrator_sees_no_cases_by_that_role_alone() {
        let admin = staff(&[(Role::Admin, None)], &[], &[]);
        assert!(admin.is_admin() && admin.communities().is_empty());
    }
}
