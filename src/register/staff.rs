//! What administrators do with the company's people.

use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Refusal, db};
use crate::{
    app::App,
    audit,
    db::{Deed, Once, constraint_of},
    error::{AppError, Result},
    i18n::Lang,
    ids::{CommunityId, DepartmentId, PersonId},
    mail,
    people::{self, NewPerson, Role, account},
    text::{Email, FullName, digest, text_enum},
};

text_enum! {
    /// Entries of the audit log about people.
    pub enum Action {
        Invited => "invited",
        LinkSent => "link_sent",
        SwitchedOff => "switched_off",
        SwitchedOn => "switched_on",
        SignedOut => "signed_out",
        RoleGiven => "role_given",
        RoleTaken => "role_taken",
        Joined => "joined",
        Left => "left",
        HeadNamed => "head_named",
        HeadEnded => "head_ended",
        Corrected => "corrected",
        HomeAdded => "home_added",
        HomeEnded => "home_ended",
    }
}

pub(super) async fn note(
    d: &mut Deed,
    by: PersonId,
    action: Action,
    person: PersonId,
    data: Value,
) -> Result<()> {
    audit::record(d, Some(by), action.as_str(), person, data).await
}

/// Somebody new, and what they start with.
#[derive(Debug, Clone)]
pub struct Invite {
    pub name: FullName,
    pub email: Email,
    pub login: String,
    pub language: Lang,
    pub role: Option<(Role, Option<CommunityId>)>,
    pub department: Option<DepartmentId>,
}

/// Makes the person and the account, and mails the set-up link. The same form twice makes one.
pub async fn invite(app: &App, by: PersonId, key: Uuid, new: Invite) -> Result<PersonId> {
    app.deed(move |d| {
        let new = new.clone();
        Box::pin(async move {
            let now = d.now;
            let body = digest(&[new.name.as_str(), new.email.as_str(), &new.login]);
            if let Once::Again(answer) = d.once(key, Some(by), &body, "").await? {
                return answer.parse().map_err(AppError::from);
            }
            let made = NewPerson {
                name: new.name.as_str(),
                email: Some(new.email.as_str()),
                language: new.language,
                ..NewPerson::default()
            };
            let person = people::add_person(d.conn(), &made, now)
                .await
                .map_err(taken)?;
            let facts = json!({ "login": new.login });
            send_link(d, person, &new.login, new.email, new.language).await?;
            if let Some(department) = new.department {
                people::join_department(d.conn(), person, department).await?;
            }
            if let Some((role, community)) = new.role {
                people::grant(d.conn(), person, role, everywhere(role, community)).await?;
            }
            note(d, by, Action::Invited, person, facts).await?;
            if let Some(department) = new.department {
                let facts = json!({ "department": department });
                note(d, by, Action::Joined, person, facts).await?;
            }
            if let Some((role, community)) = new.role {
                let facts = json!({ "role": role, "community": everywhere(role, community) });
                note(d, by, Action::RoleGiven, person, facts).await?;
            }
            d.answer(key, &person.to_string()).await?;
            Ok(person)
        })
    })
    .await
}

/// An address that somebody else has, as a refusal.
pub(super) fn taken(error: AppError) -> AppError {
    let AppError::Accident(cause) = &error else {
        return error;
    };
    match cause.downcast_ref().and_then(constraint_of) {
        Some("person_email") => Refusal::EmailTaken.into(),
        _ => error,
    }
}

/// Administrators keep the whole company's settings.
fn everywhere(role: Role, community: Option<CommunityId>) -> Option<CommunityId> {
    community.filter(|_| role != Role::Admin)
}

async fn send_link(
    d: &mut Deed,
    person: PersonId,
    login: &str,
    to: Email,
    language: Lang,
) -> Result<()> {
    let now = d.now;
    let token = account::invite(d.conn(), person, login, now).await?;
    let l = language.at(now);
    let address = d.app.config.absolute(&token.path());
    let text = l.aa("register-mail", "address", address, "login", login);
    let subject = l.t("register-mail-subject").into_owned();
    let mail = mail::Outgoing::new(Uuid::new_v4(), to, &subject, text);
    mail::post(d.conn(), &mail.good_until(now + account::LINK_LIFE), now).await
}

/// A new set-up link: for who lost password or phone, and, with a login, for who had no account. The old ones are worth nothing
/// at once.
pub async fn link(app: &App, by: PersonId, person: PersonId, login: Option<String>) -> Result<()> {
    app.deed(move |d| {
        let login = login.clone();
        Box::pin(async move {
            let known = db::load(d.conn(), person).await?;
            if known.is_off() {
                return Err(Refusal::SwitchedOff.into());
            }
            let email = known.email.as_deref().ok_or(Refusal::NoEmail)?;
            let email = Email::parse(email).map_err(AppError::Refused)?;
            let (action, login) = match (known.account, login) {
                (Some(account), _) => (Action::LinkSent, account.login),
                (None, Some(login)) => (Action::Invited, login),
                (None, None) => return Err(Refusal::NoAccount.into()),
            };
            let facts = json!({ "login": login });
            send_link(d, person, &login, email, known.language).await?;
            note(d, by, action, person, facts).await
        })
    })
    .await
}

/// Their sessions end in every process with the commit, and their live streams with its notification.
pub async fn switch_off(app: &App, by: PersonId, person: PersonId) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            if by == person {
                return Err(Refusal::Yourself.into());
            }
            let now = d.now;
            another_administrator(d.conn(), person).await?;
            account::disable(d.conn(), person, now).await?;
            note(d, by, Action::SwitchedOff, person, json!({})).await
        })
    })
    .await
}

pub async fn switch_on(app: &App, by: PersonId, person: PersonId) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            account::enable(d.conn(), person).await?;
            note(d, by, Action::SwitchedOn, person, json!({})).await
        })
    })
    .await
}

pub async fn sign_out(app: &App, by: PersonId, person: PersonId) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            account::sign_out(d.conn(), person).await?;
            note(d, by, Action::SignedOut, person, json!({})).await
        })
    })
    .await
}

pub async fn give_role(
    app: &App,
    by: PersonId,
    person: PersonId,
    role: Role,
    community: Option<CommunityId>,
) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            let known = db::load(d.conn(), person).await?;
            if known.account.is_none() {
                return Err(Refusal::NoAccount.into());
            }
            let community = everywhere(role, community);
            people::grant(d.conn(), person, role, community).await?;
            let facts = json!({ "role": role, "community": community });
            note(d, by, Action::RoleGiven, person, facts).await
        })
    })
    .await
}

pub async fn take_role(app: &App, by: PersonId, person: PersonId, id: i64) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            db::one_at_a_time(d.conn()).await?;
            let role = db::role(d.conn(), person, id).await?;
            if role.role == Role::Admin {
                another_administrator(d.conn(), person).await?;
            }
            db::take_role(d.conn(), id).await?;
            let facts = json!({ "role": role.role, "community": role.community });
            note(d, by, Action::RoleTaken, person, facts).await
        })
    })
    .await
}

/// Somebody is left who can open these pages. Two who take each other's role at once: the second waits here and is refused.
async fn another_administrator(conn: &mut PgConnection, person: PersonId) -> Result<()> {
    db::one_at_a_time(conn).await?;
    let left = db::administrators(conn).await?;
    if left == [person] {
        return Err(Refusal::LastAdministrator.into());
    }
    Ok(())
}

pub async fn join(
    app: &App,
    by: PersonId,
    person: PersonId,
    department: DepartmentId,
    leads: bool,
) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            let known = db::load(d.conn(), person).await?;
            if known.account.is_none() {
                return Err(Refusal::NoAccount.into());
            }
            let facts = json!({ "department": department });
            people::join_department(d.conn(), person, department).await?;
            if leads {
                db::lead(d.conn(), department, Some(person)).await?;
                return note(d, by, Action::HeadNamed, person, facts).await;
            }
            note(d, by, Action::Joined, person, facts).await
        })
    })
    .await
}

/// Out of the department; `head_only`: stays in it, and leads it no more.
pub async fn leave(
    app: &App,
    by: PersonId,
    person: PersonId,
    department: DepartmentId,
    head_only: bool,
) -> Result<()> {
    app.deed(move |d| {
        Box::pin(async move {
            let facts = json!({ "department": department });
            let led = db::stop_leading(d.conn(), department, person).await?;
            if led {
                note(d, by, Action::HeadEnded, person, facts.clone()).await?;
            }
            if !head_only && db::leave(d.conn(), department, person).await? {
                note(d, by, Action::Left, person, facts).await?;
            }
            Ok(())
        })
    })
    .await
}
