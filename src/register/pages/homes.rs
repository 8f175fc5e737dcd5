//! How to reach somebody, and where they belong, each a small form of their page.

use axum::response::Response;
use chrono::NaiveDate;

use super::sent::{Line, Sent};
use crate::{
    error::Result,
    i18n::Message,
    ids::{OccupancyId, UnitId},
    register::{
        Refusal, db,
        homes::{self, Contact, NewHome},
    },
    text::{Email, FullName, Phone},
    web::{Choice, Path},
};

/// POST /admin/people/{person}/contact
pub async fn correct(mut sent: Sent) -> Result<Response> {
    let name = sent.read("name", FullName::parse);
    let email = sent.read("email", Email::optional);
    let phone = sent.read("phone", Phone::optional);
    let (Some(name), Some(email), Some(phone)) = (name, email, phone) else {
        return sent.again().await;
    };
    let to = Contact {
        name,
        email,
        phone,
        seen: sent.typed("seen").to_owned(),
    };
    let done = homes::correct(&sent.app, sent.by(), sent.person, to).await;
    sent.settle("email", done, "register-said-saved").await
}

/// POST /admin/people/{person}/homes
pub async fn add(mut sent: Sent) -> Result<Response> {
    let unit = unit(&mut sent).await?;
    let role = sent.chosen("home_role", "register-role-missing");
    let from: Option<NaiveDate> = sent.chosen("from", "register-day-missing");
    let until = match sent.typed("until") {
        "" => None,
        _ => sent.chosen("until", "register-day-missing"),
    };
    if until.zip(from).is_some_and(|(until, from)| until < from) {
        sent.wrong("until", Refusal::EndsBeforeItBegins.message());
    }
    let (Some(unit), Some(role), Some(from), true) =
        (unit, role, from, sent.page.errors.is_empty())
    else {
        return sent.again().await;
    };
    let new = NewHome {
        unit,
        role,
        from,
        until,
    };
    let done = homes::add(&sent.app, sent.by(), sent.person, new).await;
    sent.settle("unit", done, "register-said-home").await
}

/// The one home that what was typed can mean; of several, the one chosen.
async fn unit(sent: &mut Sent) -> Result<Option<UnitId>> {
    let found = db::units(&mut *sent.app.pool.acquire().await?, sent.typed("unit")).await?;
    if let [(only, _)] = found.as_slice() {
        return Ok(Some(*only));
    }
    if found.is_empty() {
        sent.wrong("unit", Message::new("register-unit-missing"));
        return Ok(None);
    }
    let chosen = sent.typed("which").parse().ok();
    if chosen.is_some_and(|chosen| found.iter().any(|(id, _)| *id == chosen)) {
        return Ok(chosen);
    }
    sent.wrong("which", Message::new("register-unit-several"));
    sent.page.units = found
        .iter()
        .map(|(id, place)| Choice::new(id, place))
        .collect();
    Ok(None)
}

/// POST /admin/people/{person}/homes/{id}/end
pub async fn end(Path(Line { id }): Path<Line<OccupancyId>>, mut sent: Sent) -> Result<Response> {
    sent.page.ending = Some(id);
    let Some(last) = sent.chosen("last", "register-day-missing") else {
        return sent.again().await;
    };
    let done = homes::end(&sent.app, sent.by(), sent.person, id, last).await;
    sent.settle("last", done, "register-said-home-ended").await
}
