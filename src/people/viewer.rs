//! Who is asking. Read with the session in one query, afresh for every request, so that a role taken away or an account
//! switched off holds from the next click.

use std::{ops::Deref, sync::Arc};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use crate::{
    error::{AppError, Audience, Result},
    i18n::Lang,
    ids::{CommunityId, DepartmentId, PersonId},
};

/// What somebody may do for the company; rows of `staff_role`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Desk,
    /// Narrows a department member's work to communities; the membership itself is `department_member`.
    Department,
    Manager,
    Finance,
    Admin,
    /// An owner on the owners' committee: figures and notices of the community.
    Committee,
}

impl Role {
    pub const ALL: [Self; 6] = [Self::Desk, Self::Department, Self::Manager, Self::Finance, Self::Admin, Self::Committee];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Department => "department",
            Self::Manager => "manager",
            Self::Finance => "finance",
            Self::Admin => "admin",
            Self::Committee => "committee",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = anyhow::Error;

    fn from_str(s: &str) -> anyhow::Result<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == s).ok_or_else(|| anyhow::anyhow!("no such role: {s}"))
    }
}

/// The communities in which a role holds. In SQL: `($all or community_id = any($ids))`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The whole company; `communities` does not matter then.
    pub all: bool,
    pub communities: Vec<CommunityId>,
}

impl Scope {
    pub fn everywhere() -> Self {
        Self { all: true, communities: Vec::new() }
    }

    pub fn nowhere() -> Self {
        Self::default()
    }

    pub fn is_nowhere(&self) -> bool {
        !self.all && self.communities.is_empty()
    }

    pub fn contains(&self, community: CommunityId) -> bool {
        self.all || self.communities.contains(&community)
    }

    /// For binding to `bigint[]`.
    pub fn ids(&self) -> Vec<i64> {
        self.communities.iter().map(|c| c.0).collect()
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
    /// Role and community; no community is the whole company.
    pub roles: Vec<(Role, Option<CommunityId>)>,
    pub member_of: Vec<DepartmentId>,
    pub heads: Vec<DepartmentId>,
}

impl Viewer {
    pub(super) const KEY: &str = "viewer";

    /// Whoever this session belongs to.
    pub async fn of(session: &Session) -> Result<Option<Self>> {
        Ok(session.get(Self::KEY).await?)
    }

    /// What pages call them.
    pub fn greeting_name(&self) -> &str {
        self.call_name.as_deref().unwrap_or(&self.name)
    }

    fn scope(&self, role: Role) -> Scope {
        let of_role = self.roles.iter().filter(|(r, _)| *r == role);
        let mut scope = Scope::nowhere();
        for (_, community) in of_role {
            match community {
                None => return Scope::everywhere(),
                Some(community) => scope.communities.push(*community),
            }
        }
        scope
    }

    async fn from_parts(parts: &mut Parts) -> Result<Option<Arc<Self>>> {
        if let Some(known) = parts.extensions.get::<Arc<Self>>() {
            return Ok(Some(known.clone()));
        }
        let Some(session) = parts.extensions.get::<Session>() else { return Ok(None) };
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
        Ok(Self::from_parts(parts).await?.map(|viewer| (*viewer).clone()))
    }
}

/// A person signed in on the owners' side: owner, tenant, household, agent.
#[derive(Debug, Clone)]
pub struct Owner(Arc<Viewer>);

impl Owner {
    /// Communities whose owners' committee they sit on.
    pub fn committee(&self) -> Scope {
        self.0.scope(Role::Committee)
    }
}

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
        !self.desk().is_nowhere()
    }

    pub fn is_manager(&self) -> bool {
        !self.manages().is_nowhere()
    }

    pub fn is_finance(&self) -> bool {
        !self.finance().is_nowhere()
    }

    pub fn is_admin(&self) -> bool {
        !self.0.scope(Role::Admin).is_nowhere()
    }

    pub fn is_head(&self) -> bool {
        !self.heads.is_empty()
    }

    pub fn is_head_of(&self, department: DepartmentId) -> bool {
        self.heads.contains(&department)
    }

    /// Where they work at the front desk.
    pub fn desk(&self) -> Scope {
        self.0.scope(Role::Desk)
    }

    pub fn manages(&self) -> Scope {
        self.0.scope(Role::Manager)
    }

    pub fn finance(&self) -> Scope {
        self.0.scope(Role::Finance)
    }

    /// Departments they belong to or lead.
    pub fn departments(&self) -> Vec<DepartmentId> {
        let mut all = self.member_of.clone();
        all.extend(self.heads.iter().filter(|d| !self.member_of.contains(d)));
        all
    }

    pub fn is_department_staff(&self) -> bool {
        !(self.member_of.is_empty() && self.heads.is_empty())
    }

    /// The departments they lead.
    pub fn heads(&self) -> &[DepartmentId] {
        &self.heads
    }

    /// Where their department's tickets concern them: the communities named by their `department` roles, or the whole
    /// company when none narrows it. Nowhere without a department.
    pub fn department_scope(&self) -> Scope {
        let named = self.0.scope(Role::Department);
        match (self.is_department_staff(), named.is_nowhere()) {
            (false, _) => Scope::nowhere(),
            (true, true) => Scope::everywhere(),
            (true, false) => named,
        }
    }

    /// Every community in which they have anything to do.
    pub fn communities(&self) -> Scope {
        let mut all = Scope::nowhere();
        for scope in [self.desk(), self.manages(), self.finance(), self.department_scope()] {
            if scope.all {
                return scope;
            }
            all.communities.extend(scope.communities);
        }
        all.communities.sort();
        all.communities.dedup();
        all
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
        Staff::new(Viewer {
            person_id: PersonId(1),
            audience: Audience::Staff,
            name: "Ana Ruiz".into(),
            call_name: None,
            email: None,
            language: Lang::En,
            roles: roles.iter().map(|(r, c)| (*r, c.map(CommunityId))).collect(),
            member_of: member_of.iter().copied().map(DepartmentId).collect(),
            heads: heads.iter().copied().map(DepartmentId).collect(),
        })
    }

    #[test]
    fn a_role_without_a_community_holds_everywhere() {
        let ana = staff(&[(Role::Desk, Some(2)), (Role::Desk, None)], &[], &[]);
        assert!(ana.is_desk() && ana.desk().contains(CommunityId(99)) && !ana.is_manager());
        let luis = staff(&[(Role::Desk, Some(2))], &[], &[]);
        assert!(luis.desk().contains(CommunityId(2)) && !luis.desk().contains(CommunityId(3)));
    }

    #[test]
    fn a_department_role_narrows_and_grants_nothing_by_itself() {
        assert!(staff(&[(Role::Department, Some(2))], &[], &[]).department_scope().is_nowhere());
        assert!(staff(&[], &[7], &[]).department_scope().all);
        let narrowed = staff(&[(Role::Department, Some(2))], &[7], &[7, 8]);
        assert_eq!(narrowed.department_scope().ids(), [2]);
        assert_eq!(narrowed.departments(), [DepartmentId(7), DepartmentId(8)]);
    }

    #[test]
    fn an_administrator_has_no_community_by_that_role_alone() {
        assert!(staff(&[(Role::Admin, None)], &[], &[]).communities().is_nowhere());
    }
}
