//! Where a page of a list begins, as it stands in the address.

use std::fmt;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::Row;
use crate::{error::Result, ids::TicketId};

/// Where a page of a list begins: after this row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    pub(super) at: At,
    pub(super) id: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Late,
    When(DateTime<Utc>),
    Unpromised,
}

impl At {
    pub(super) fn sql(self) -> String {
        match self {
            Self::Late => "-infinity".to_owned(),
            Self::When(at) => at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
            Self::Unpromised => "infinity".to_owned(),
        }
    }
}

impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            At::Late => f.write_str("late")?,
            At::When(at) => at.timestamp_micros().fmt(f)?,
            At::Unpromised => f.write_str("none")?,
        }
        write!(f, ".{}", self.id)
    }
}

impl After {
    /// From the address; what is spoilt is the first page.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        let at = match at {
            "late" => At::Late,
            "none" => At::Unpromised,
            micros => At::When(DateTime::from_timestamp_micros(micros.parse().ok()?)?),
        };
        Some(Self {
            at,
            id: id.parse().ok()?,
        })
    }

    pub(super) fn row(row: &Row, by_promise: bool) -> Self {
        if by_promise {
            Self::promised(row.id, row.late, row.next_due_at)
        } else {
            let at = At::When(row.filed_at);
            Self { at, id: row.id.0 }
        }
    }

    fn promised(id: TicketId, late: bool, next_due_at: Option<DateTime<Utc>>) -> Self {
        let at = match (late, next_due_at) {
            (true, _) => At::Late,
            (false, Some(due)) => At::When(due),
            (false, None) => At::Unpromised,
        };
        Self { at, id: id.0 }
    }

    /// After this ticket, in the order of promises.
    pub async fn ticket(conn: &mut PgConnection, id: TicketId) -> Result<Self> {
        let row = sqlx::query!("select late, next_due_at from ticket where id = $1", id.0)
            .fetch_one(conn)
            .await?;
        Ok(Self::promised(id, row.late, row.next_due_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_survives_the_address() {
        let at = DateTime::from_timestamp_micros(1_790_000_000_123_456).expect("an instant");
        for at in [At::Late, At::When(at), At::Unpromised] {
            let after = After { at, id: 42 };
            assert_eq!(After::parse(&after.to_string()), Some(after));
        }
        for spoilt in ["", "x.1", "late", "late.x", "999999999999999999999.1"] {
            assert_eq!(After::parse(spoilt), None, "{spoilt}");
        }
    }
}
