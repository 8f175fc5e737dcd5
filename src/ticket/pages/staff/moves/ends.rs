//! How it ends, and begins again.

use axum::{extract::State, response::Response};

use super::{
    super::{
        super::super::{
            Number, read,
            resolution::{self, Resolution},
            triage,
        },
        by,
        compose::{carry, language, seen, settle},
    },
    Reading, again,
};
use crate::{
    app::App,
    error::{FieldErrors, Result},
    files,
    i18n::Message,
    people::Staff,
    web::{Form, Path, Upload},
};

/// POST /desk/tickets/{number}/resolution
pub async fn resolve(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    upload: Upload,
) -> Result<Response> {
    let (photos, mut errors) =
        files::take_in(&app, staff.person_id, &upload, "done_photos", "kept").await?;
    let (mut fields, key) = (upload.fields, upload.key);
    carry(&mut fields, &photos);
    let mut form = Reading::of(&fields);
    let outcome = form.choice("done_outcome");
    let words = form.words("done_words", 3);
    errors.0.extend(form.errors.0);
    let Some(outcome) = outcome.filter(|_| errors.is_empty()) else {
        return again(&app, &staff, &number, "resolve", fields, errors).await;
    };
    let resolution = Resolution {
        key,
        outcome,
        words,
        language: language(&fields, &staff),
        files: photos,
        seen_version: seen(&fields),
    };
    let done = resolution::resolve(&app, &by(&staff), &number, resolution).await;
    settle(
        &app,
        &staff,
        &number,
        "resolve",
        "resolution",
        fields,
        done,
        Message::new("desk-said-resolved"),
    )
    .await
}

/// POST /desk/tickets/{number}/refusal: the company does not take it on, and says to whom it belongs.
pub async fn decline(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let mut form = Reading::of(&fields);
    let reason = form.choice("decline_reason");
    let referral = form.optional("decline_referral");
    let words = form.words("decline_words", 3);
    let errors = form.errors;
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        return again(&app, &staff, &number, "decline", fields, errors).await;
    };
    let referral = (!referral.is_empty()).then_some(referral);
    let done = triage::decline(
        &app,
        &by(&staff),
        &number,
        reason,
        referral,
        words,
        seen(&fields),
    )
    .await;
    settle(
        &app,
        &staff,
        &number,
        "decline",
        "refusal",
        fields,
        done,
        Message::new("desk-said-declined"),
    )
    .await
}

/// POST /desk/tickets/{number}/duplicate
pub async fn duplicate(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let of: Option<Number> = fields.get("duplicate_of").parse().ok();
    let known = match &of {
        Some(of) => {
            let mut conn = app.pool.acquire().await?;
            read::find_for_staff(&mut conn, &staff.scope, of)
                .await
                .is_ok()
        }
        None => false,
    };
    let Some(of) = of.filter(|_| known) else {
        let mut errors = FieldErrors::default();
        errors.push("duplicate_of", Message::new("desk-no-such-number"));
        return again(&app, &staff, &number, "duplicate", fields, errors).await;
    };
    let done = triage::mark_duplicate(&app, &by(&staff), &number, &of, seen(&fields)).await;
    settle(
        &app,
        &staff,
        &number,
        "duplicate",
        "duplicate",
        fields,
        done,
        Message::new("desk-said-duplicate"),
    )
    .await
}

/// POST /desk/tickets/{number}/reopening
pub async fn reopen(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, key }: Form,
) -> Result<Response> {
    let mut form = Reading::of(&fields);
    let words = form.words("reopen_words", 3);
    let errors = form.errors;
    if !errors.is_empty() {
        return again(&app, &staff, &number, "reopen", fields, errors).await;
    }
    let lang = language(&fields, &staff);
    let done = resolution::give_back(&app, &by(&staff), &number, key, words, lang, vec![]).await;
    settle(
        &app,
        &staff,
        &number,
        "reopen",
        "reopening",
        fields,
        done,
        Message::new("desk-said-reopened"),
    )
    .await
}
