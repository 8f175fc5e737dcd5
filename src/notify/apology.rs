//! When the owner hears of a broken promise, and by what.

use super::hearers::{Concerned, Told};
use crate::{
    db::Deed,
    error::Result,
    ids::{PromiseId, TicketId},
    ticket::{self, EventKind},
};

/// Of every promise to the owner that was broken; but news that were promised in an apology and did not come are a matter for
/// the telephone, not for another letter.
pub fn is_due(told: &Told, concerned: &Concerned) -> bool {
    told.kind == EventKind::PromiseBroken
        && told.public
        && concerned.reporter.is_some()
        && !(concerned.apologised && told.is_about("update_owner"))
}

pub async fn apologise(d: &mut Deed, ticket: TicketId, told: &Told) -> Result<()> {
    match told.data.get("promise").and_then(serde_json::Value::as_i64) {
        Some(promise) => ticket::apologise(d, ticket, PromiseId(promise)).await,
        None => Ok(()),
    }
}
