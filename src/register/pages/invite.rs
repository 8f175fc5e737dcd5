//! Somebody new: name, address, what they start with. The set-up link goes by mail; nobody but them sees it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::Offers;
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::{Lang, Message},
    people::{Admin, account},
    register::{
        Refusal,
        staff::{self, Invite},
    },
    text::{Email, FullName},
    web::{Choice, Fields, Form, Frame, Nav, Redirect, drawn},
};

#[derive(Template)]
#[template(path = "register/invite.html")]
struct InvitePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    languages: Vec<Choice>,
    offers: Offers,
}

/// GET /admin/people/new
pub async fn show(State(app): State<App>, admin: Admin) -> Result<Response> {
    let fields = Fields::from([("language", admin.language.code())]);
    draw(&app, &admin, fields, FieldErrors::default(), Uuid::new_v4()).await
}

async fn draw(
    app: &App,
    admin: &Admin,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Result<Response> {
    let frame = Frame::staff(app, admin)
        .title("register-invite-title")
        .at(Nav::Admin)
        .back("/admin/people", "register-back")
        .wrong_if(&errors);
    let mut conn = app.pool.acquire().await?;
    Ok(drawn(
        !errors.is_empty(),
        InvitePage {
            languages: Lang::ALL
                .map(|lang| Choice::new(lang, lang.own_name()))
                .to_vec(),
            offers: Offers::of(&mut conn, frame.l).await?,
            frame,
            fields,
            errors,
            key,
        },
    ))
}

/// POST /admin/people/new
pub async fn send(State(app): State<App>, admin: Admin, form: Form) -> Result<Response> {
    let new = match parse(&form.fields) {
        Ok(new) => new,
        Err(errors) => return draw(&app, &admin, form.fields, errors, form.key).await,
    };
    let to = new.email.to_string();
    let refused = match staff::invite(&app, admin.person_id, form.key, new).await {
        Ok(person) => {
            let said = Message::new("register-said-invited").with("address", to);
            let page = Redirect::to(format!("/admin/people/{person}")).saying(said);
            return Ok(page.into_response());
        }
        Err(AppError::Refused(message)) => message,
        Err(other) => return Err(other),
    };
    let field = if refused.key == Refusal::EmailTaken.message().key {
        "email"
    } else {
        "login"
    };
    let errors = FieldErrors(vec![(field, refused)]);
    draw(&app, &admin, form.fields, errors, form.key).await
}

fn parse(fields: &Fields) -> Result<Invite, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take_or(
        "name",
        FullName::parse(fields.get("name")),
        "register-name-missing",
    );
    let email = errors.take_or(
        "email",
        Email::parse(fields.get("email")),
        "register-email-missing",
    );
    // without a login of its own, the part before the @ will do
    let login = match (fields.get("login"), &email) {
        ("", Some(email)) => email.as_str().split('@').next(),
        ("", None) => None,
        (login, _) => Some(login),
    };
    let login = login.and_then(|login| errors.take("login", account::parse_login(login)));
    let role = fields
        .get("role")
        .parse()
        .ok()
        .filter(|role| super::ROLES.contains(role));
    match (name, email, login) {
        (Some(name), Some(email), Some(login)) => Ok(Invite {
            name,
            email,
            login,
            language: fields.get("language").parse().unwrap_or_default(),
            role: role.map(|role| (role, fields.get("community").parse().ok())),
            department: fields.get("department").parse().ok(),
        }),
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_login_is_taken_from_the_address_when_none_is_typed() {
        let typed = [("name", "Eva Sol"), ("email", "Eva.Sol@example.org")];
        let new = parse(&Fields::from(typed)).expect("fine");
        assert_eq!(new.login, "eva.sol");
        assert!(new.role.is_none() && new.department.is_none());
    }

    #[test]
    fn every_field_is_told_what_is_wrong_with_it() {
        let errors = parse(&Fields::from([("login", "é ")])).expect_err("wrong");
        let named: Vec<_> = errors.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(named, ["name", "email", "login"]);
    }
}
