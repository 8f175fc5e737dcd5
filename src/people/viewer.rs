//! Who is asking, as types that handlers take: a missing permission shows in the signature.

use std::{ops::Deref, sync::Arc};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Request},
    http::{Method, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono_tz::Tz;
use tower_sessions::Session;

use super::{Role, Scope, SignedIn, session, signed_in::Home};
use crate::{
    error::{AppError, Audience, Result},
    i18n::Message,
    ids::{CommunityId, DepartmentId},
    web::{self, AtWork, HelpLine, Lent, Nav, Reader, flash, reader::AccountLang},
};

/// Layer inside the session's: finds out once who is there, for the extractors, the language and the error pages.
pub async fn know(session: Session, mut req: Request, next: Next) -> Response {
    // what is sent may take its time to arrive, and no connection waits for that
    let known = if req.method() == Method::GET {
        let lent = Lent::default();
        let known = lent.during(session.get(SignedIn::KEY)).await;
        req.extensions_mut().insert(lent);
        known
    } else {
        session.get(SignedIn::KEY).await
    };
    let known: Option<SignedIn> = match known {
        Ok(known) => known,
        Err(error) => return AppError::from(error).into_response(),
    };
    let audience = known.as_ref().map(|who| who.audience);
    if let Some(who) = known {
        let extensions = req.extensions_mut();
        extensions.insert(AccountLang(who.language));
        if let Some(Home {
            community,
            phone,
            emergency_phone,
            zone,
            ..
        }) = who.home.clone()
        {
            extensions.insert(HelpLine {
                community,
                phone,
                emergency_phone,
                zone,
            });
        }
        let who = Arc::new(who);
        extensions.insert(who.clone());
        if who.audience == Audience::Staff {
            let (mut parts, body) = req.into_parts();
            let staff = Staff(Visit {
                who,
                reader: Reader::of(&parts),
                saying: None,
            });
            parts.extensions.insert(AtWork(Arc::new(staff)));
            req = Request::from_parts(parts, body);
        }
    }
    let response = next.run(req).await;
    session::keep_cookie(&session, audience);
    response
}

/// `Option<SignedIn>`: for pages that anyone may open and that greet whoever is known.
impl<S: Sync> OptionalFromRequestParts<S> for SignedIn {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts
            .extensions
            .get::<Arc<Self>>()
            .map(|who| (**who).clone()))
    }
}

/// Somebody of one audience, with how they read and what the page before said.
#[derive(Debug, Clone)]
struct Visit {
    who: Arc<SignedIn>,
    reader: Reader,
    saying: Option<Message>,
}

impl Visit {
    async fn of(audience: Audience, parts: &Parts) -> Result<Self> {
        match parts.extensions.get::<Arc<SignedIn>>() {
            Some(who) if who.audience == audience => Ok(Self {
                who: who.clone(),
                reader: Reader::of(parts),
                saying: flash::for_page(parts).await,
            }),
            _ => Err(AppError::SignIn(audience)),
        }
    }
}

/// A person signed in on the owners' side: owner, tenant, household, agent.
#[derive(Debug, Clone)]
pub struct Owner(Visit);

/// One of the company's people, whatever their role.
#[derive(Debug, Clone)]
pub struct Staff(Visit);

macro_rules! audiences {
    ($($name:ident is $audience:ident),+) => {$(
        impl Deref for $name {
            type Target = SignedIn;
            fn deref(&self) -> &SignedIn {
                &self.0.who
            }
        }

        impl $name {
            /// For deeds done outside a request: imports, the demo's history, tests.
            pub fn new(who: SignedIn) -> Self {
                let reader = who.language.into();
                Self(Visit { who: Arc::new(who), reader, saying: None })
            }
        }

        impl<S: Sync> FromRequestParts<S> for $name {
            type Rejection = AppError;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
                Visit::of(Audience::$audience, parts).await.map(Self)
            }
        }

        impl web::Viewer for $name {
            fn reader(&self) -> Reader {
                self.0.reader
            }

            fn name(&self) -> &str {
                &self.0.who.name
            }

            fn zone(&self) -> Tz {
                self.home.as_ref().map_or(Tz::UTC, |home| home.zone)
            }

            fn phone(&self) -> &str {
                self.home.as_ref().map_or("", |home| &home.phone)
            }

            fn emergency_phone(&self) -> &str {
                self.home.as_ref().map_or("", |home| &home.emergency_phone)
            }

            fn community(&self) -> &str {
                self.home.as_ref().map_or("", |home| &home.community)
            }

            fn unread(&self) -> i64 {
                self.0.who.unread
            }

            fn may_enter(&self, nav: Nav) -> bool {
                self.enters(nav)
            }

            fn saying(&self) -> Option<&Message> {
                self.0.saying.as_ref()
            }
        }
    )+};
}

audiences! { Owner is Owner, Staff is Staff }

impl Owner {
    fn enters(&self, _: Nav) -> bool {
        true
    }
}

impl Staff {
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

    /// A head's departments, a manager's all.
    pub fn has_board(&self) -> bool {
        self.is_head() || self.is_manager()
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

    fn enters(&self, nav: Nav) -> bool {
        match nav {
            Nav::Desk | Nav::New => self.is_desk(),
            Nav::Department | Nav::Jobs => self.is_department_staff(),
            Nav::Board => self.has_board(),
            Nav::Manage => self.is_manager(),
            Nav::Admin => self.is_admin(),
            _ => true,
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
    /// Leads a department, or runs a community: has a board to look at.
    Overseer if has_board,
    Manager if is_manager,
    Finance if is_finance,
    Admin if is_admin,
}

#[cfg(test)]
mod tests;
