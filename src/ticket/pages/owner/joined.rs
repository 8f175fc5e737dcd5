//! Where the ticket stands that an owner's own one was joined with: its number and state, and more only to whom it is there.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::url;
use crate::{
    error::Result,
    ids::PersonId,
    ticket::{
        Kind, State,
        db::owner::{self as db, Other},
        read::Detail,
    },
};

pub(super) struct Joined {
    pub number: String,
    pub state: &'static str,
    pub reason: &'static str,
    /// Where the reader finds what they may know of it.
    pub href: Option<String>,
}

impl Joined {
    pub async fn of(
        conn: &mut PgConnection,
        detail: &Detail,
        owner: PersonId,
        today: NaiveDate,
    ) -> Result<Option<Self>> {
        if !matches!(detail.state, State::Duplicate { .. }) {
            return Ok(None);
        }
        let other = db::joined_with(conn, owner, detail.id, today).await?;
        Ok(other.map(Self::from))
    }
}

impl From<Other> for Joined {
    fn from(other: Other) -> Self {
        let is_shared = other.kind == Kind::Repair && other.unit.is_none();
        Self {
            href: if other.sees {
                Some(url(&other.number))
            } else {
                (is_shared && other.follows).then(|| format!("/report/same/{}", other.number))
            },
            state: other.state.as_str(),
            reason: match &other.state {
                State::Waiting { reason, .. } => reason.as_str(),
                _ => "",
            },
            number: other.number.to_string(),
        }
    }
}
