//! How to reach somebody, and where they belong.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::{
    Refusal, db,
    staff::{Action, note, taken},
};
use crate::{
    app::App,
    db::Deed,
    error::{AppError, Result},
    ids::{OccupancyId, PersonId, UnitId},
    mail,
    property::{self, OccupancyRole},
    text::{Email, FullName, Phone},
};

#[derive(Debug, Clone)]
pub struct Contact {
    pub name: FullName,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    /// What the page showed; somebody else's correction meanwhile is not written over.
    pub seen: String,
}

/// Owners sign in with their address: with another one, sessions of the old one end.
pub async fn correct(app: &App, by: PersonId, person: PersonId, to: Contact) -> Result<()> {
    app.deed(move |d| {
        let to = to.clone();
        Box::pin(async move {
            let before = db::lock(d.conn(), person).await?;
            if before.seen() != to.seen {
                return Err(AppError::Stale);
            }
            let (email, phone) = (
                to.email.as_ref().map(Email::as_str),
                to.phone.as_ref().map(Phone::as_str),
            );
            let mut what = Vec::new();
            for (field, is_other) in [
                ("name", before.name != to.name.as_str()),
                ("email", before.email.as_deref() != email),
                ("phone", before.phone.as_deref() != phone),
            ] {
                if is_other {
                    what.push(field);
                }
            }
            if what.is_empty() {
                return Ok(());
            }
            db::correct(d.conn(), person, to.name.as_str(), email, phone)
                .await
                .map_err(taken)?;
            if what.contains(&"email") {
                if by != person {
                    crate::people::account::sign_out(d.conn(), person).await?;
                }
                tell_old_address(d, person, &before).await?;
            }
            note(d, by, Action::Corrected, person, json!({ "fields": what })).await
        })
    })
    .await
}

/// Whoever reads the old address hears that it counts no longer, and whom to ring if that is wrong: with the new one somebody can
/// sign in as them.
async fn tell_old_address(d: &mut Deed, person: PersonId, before: &db::Known) -> Result<()> {
    let Some(Ok(old)) = before.email.as_deref().map(Email::parse) else {
        return Ok(());
    };
    let now = d.now;
    let homes = property::units_of_person(d.conn(), person, now.date_naive()).await?;
    let l = before.language.at(now);
    let text = match homes.first() {
        Some(home) => l.aa(
            "register-mail-moved",
            "community",
            home.community.name.as_str(),
            "phone",
            home.community.phone.as_str(),
        ),
        None => l.t("register-mail-moved-staff").into_owned(),
    };
    let subject = l.t("register-mail-moved-subject").into_owned();
    let mail = mail::Outgoing::new(Uuid::new_v4(), old, &subject, text);
    mail::post(d.conn(), &mail, now).await
}

#[derive(Debug, Clone, Copy)]
pub struct NewHome {
    pub unit: UnitId,
    pub role: OccupancyRole,
    pub from: NaiveDate,
    /// The last day, included.
    pub until: Option<NaiveDate>,
}

pub async fn add(app: &App, by: PersonId, person: PersonId, new: NewHome) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            db::lock(d.conn(), person).await?;
            let unit = property::unit(d.conn(), new.unit).await?;
            let end = new.until.and_then(|last| last.succ_opt());
            if db::overlaps(d.conn(), person, new, end).await? {
                return Err(Refusal::AlreadyThere.into());
            }
            property::occupy(d.conn(), person, new.unit, new.role, None, new.from, end).await?;
            let facts = json!({ "unit": new.unit, "name": format!("{} · {}", unit.building_name, unit.label),
                                "role": new.role, "from": new.from, "until": new.until });
            note(d, by, Action::HomeAdded, person, facts).await
        })
    })
    .await
}

/// The last day they belong there.
pub async fn end(
    app: &App,
    by: PersonId,
    person: PersonId,
    id: OccupancyId,
    last: NaiveDate,
) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            let home = db::home(d.conn(), person, id).await?;
            let end = last.succ_opt().ok_or(Refusal::EndsBeforeItBegins)?;
            if end <= home.from_on {
                return Err(Refusal::EndsBeforeItBegins.into());
            }
            db::end_home(d.conn(), id, end).await?;
            let facts = json!({ "unit": home.unit, "name": home.place(), "role": home.role, "until": last });
            note(d, by, Action::HomeEnded, person, facts).await
        })
    })
    .await
}
