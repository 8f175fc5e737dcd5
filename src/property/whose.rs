//! Whose settings a page is about: rules, promises.

use axum::{extract::FromRequestParts, http::request::Parts};
use sqlx::PgConnection;

use super::{communities, community};
use crate::{
    error::{AppError, Result},
    i18n::L,
    ids::CommunityId,
    web::Fields,
};

/// A community's, or, with none, the company's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose(pub Option<CommunityId>);

/// One of those a page could be about.
pub struct OfWhom {
    pub href: String,
    pub name: String,
    pub is_here: bool,
}

impl<S: Sync> FromRequestParts<S> for Whose {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Ok(query) = Fields::from_request_parts(parts, state).await;
        match query.get("community") {
            "" => Ok(Self(None)),
            id => id
                .parse()
                .map(|id| Self(Some(id)))
                .map_err(|_| AppError::NotFound),
        }
    }
}

impl Whose {
    /// This page about the same settings.
    pub fn at(self, path: &str) -> String {
        match self.0 {
            Some(id) => format!("{path}?community={id}"),
            None => path.to_owned(),
        }
    }

    /// This page about one of the same settings.
    pub fn at_one(self, path: &str, name: &str, value: &str) -> String {
        let join = if self.0.is_some() { '&' } else { '?' };
        format!("{}{join}{name}={value}", self.at(path))
    }

    /// In words. A community that is not there has no settings.
    pub async fn name(self, conn: &mut PgConnection, l: L) -> Result<String> {
        match self.0 {
            Some(id) => Ok(community(conn, id).await?.name),
            None => Ok(l.t("property-company").into_owned()),
        }
    }

    /// The same page about the company's and every community's.
    pub async fn others(self, conn: &mut PgConnection, path: &str, l: L) -> Result<Vec<OfWhom>> {
        let place = |whose: Self, name: String| OfWhom {
            href: whose.at(path),
            name,
            is_here: whose == self,
        };
        let company = place(Self(None), l.t("property-company").into_owned());
        let own = communities(conn).await?.into_iter();
        Ok(std::iter::once(company)
            .chain(own.map(|c| place(Self(Some(c.id)), c.name)))
            .collect())
    }
}
