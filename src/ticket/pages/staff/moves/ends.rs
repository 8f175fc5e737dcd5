//! How it ends, and begins again.

use axum::{extract::State, response::Response};

use super::super::{
    super::super::{
        Number, read,
        resolution::{self, Back, GiveBack, Resolution},
        triage,
    },
    sent::Sent,
};
use crate::{
    app::App,
    error::Result,
    people::Staff,
    web::{Path, Upload},
};

/// POST /desk/tickets/{number}/resolution
pub async fn resolve(
    app: State<App>,
    staff: Staff,
    number: Path<Number>,
    upload: Upload,
) -> Result<Response> {
    let mut sent = Sent::with_photos(app, staff, number, upload, "done_photos").await?;
    let outcome = sent.choice("done_outcome", "desk-choose-outcome");
    let words = sent.words("done_words", 3);
    let Some(outcome) = outcome.filter(|_| sent.errors.is_empty()) else {
        return sent.again("resolve").await;
    };
    let resolution = Resolution {
        key: sent.key,
        outcome,
        words,
        language: sent.language(),
        files: sent.photos.clone(),
        seen_version: sent.seen(),
    };
    let done = resolution::resolve(&sent.app, &sent.by(), &sent.number, resolution).await;
    sent.settle("resolve", "resolution", done, "desk-said-resolved")
        .await
}

/// POST /desk/tickets/{number}/refusal: the company does not take it on, and says to whom it belongs.
pub async fn decline(mut sent: Sent) -> Result<Response> {
    let reason = sent.choice("decline_reason", "desk-choose-reason");
    let referral = Some(sent.optional("decline_referral")).filter(|typed| !typed.is_empty());
    let words = sent.words("decline_words", 3);
    let Some(reason) = reason.filter(|_| sent.errors.is_empty()) else {
        return sent.again("decline").await;
    };
    let (by, seen) = (sent.by(), sent.seen());
    let done = triage::decline(&sent.app, &by, &sent.number, reason, referral, words, seen).await;
    sent.settle("decline", "refusal", done, "desk-said-declined")
        .await
}

/// POST /desk/tickets/{number}/duplicate
pub async fn duplicate(mut sent: Sent) -> Result<Response> {
    let mut of: Option<Number> = sent.fields.get("duplicate_of").parse().ok();
    if let Some(typed) = &of {
        let mut conn = sent.app.pool.acquire().await?;
        if read::find_for_staff(&sent.app, &mut conn, &sent.staff.scope, typed)
            .await
            .is_err()
        {
            of = None;
        }
    }
    let Some(of) = sent.errors.need("duplicate_of", of, "desk-no-such-number") else {
        return sent.again("duplicate").await;
    };
    let done = triage::mark_duplicate(&sent.app, &sent.by(), &sent.number, &of, sent.seen()).await;
    sent.settle("duplicate", "duplicate", done, "desk-said-duplicate")
        .await
}

/// POST /desk/tickets/{number}/reopening
pub async fn reopen(mut sent: Sent, deed: GiveBack) -> Result<Response> {
    let words = sent.words("reopen_words", 3);
    if !sent.errors.is_empty() {
        return sent.again("reopen").await;
    }
    let back = Back {
        key: sent.key,
        words,
        language: sent.language(),
        files: vec![],
    };
    let done = deed(sent.app.clone(), sent.by(), sent.number.clone(), back).await;
    sent.settle("reopen", "reopening", done, "desk-said-reopened")
        .await
}
