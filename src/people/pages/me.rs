//! What people can say about themselves: how to call and reach them, how they read, whether we may come in.

use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use crate::{
    app::App,
    error::{FieldErrors, Result},
    i18n::{Lang, Message},
    people::{Owner, SignedIn, db::details as db},
    text::{FullName, Phone},
    web::{Choice, Fields, Form, Frame, Nav, Redirect, drawn, reader},
};

#[derive(Template)]
#[template(path = "people/me.html")]
struct MePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    name: String,
    /// The address they sign in with: changed at the front desk alone, so that a phone left lying does not lose an account.
    email: Option<String>,
    languages: Vec<Choice>,
    sizes: Vec<Choice>,
    themes: Vec<Choice>,
}

/// GET /me
pub async fn show(State(app): State<App>, owner: Owner) -> Result<Response> {
    let details = db::load(&app.pool, owner.person_id).await?;
    let mut fields = Fields::default();
    fields.set("call_name", details.call_name.as_deref().unwrap_or(""));
    fields.set("phone", details.phone.as_deref().unwrap_or(""));
    fields.set("language", owner.language.code());
    if details.enter_when_out {
        fields.set("enter", "yes");
    }
    let errors = FieldErrors::default();
    Ok(page(&app, &owner, details, fields, errors, Uuid::new_v4()))
}

fn page(
    app: &App,
    owner: &Owner,
    details: db::Details,
    mut fields: Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Response {
    let frame = Frame::owner(app, owner)
        .title("people-me-title")
        .at(Nav::Me)
        .wrong_if(&errors);
    let theme = match frame.theme() {
        "" => "device",
        chosen => chosen,
    };
    fields.set("size", frame.text_size().to_string());
    fields.set("theme", theme);
    let words = |of: &str, value: &str| Choice::new(value, frame.l.word(of, value));
    let (sizes, themes) = (["100", "125", "150"], ["device", "light", "dark"]);
    drawn(
        !errors.is_empty(),
        MePage {
            languages: Lang::ALL
                .map(|lang| Choice::new(lang, lang.own_name()))
                .to_vec(),
            sizes: sizes.map(|size| words("people-me-size", size)).to_vec(),
            themes: themes.map(|theme| words("people-me-theme", theme)).to_vec(),
            name: details.name,
            email: details.email,
            frame,
            fields,
            errors,
            key,
        },
    )
}

struct NewDetails {
    call_name: Option<FullName>,
    phone: Option<Phone>,
    language: Lang,
    enter_when_out: bool,
}

fn parse(fields: &Fields) -> Result<NewDetails, FieldErrors> {
    let mut errors = FieldErrors::default();
    let call_name = errors.take("call_name", FullName::optional(fields.get("call_name")));
    let phone = errors.take("phone", Phone::optional(fields.get("phone")));
    let language = fields.get("language").parse().ok();
    let language = errors.need("language", language, "people-me-language-missing");
    match (call_name, phone, language) {
        (Some(call_name), Some(phone), Some(language)) => Ok(NewDetails {
            call_name,
            phone,
            language,
            enter_when_out: fields.is("enter", "yes"),
        }),
        _ => Err(errors),
    }
}

/// POST /me
pub async fn save(State(app): State<App>, owner: Owner, form: Form) -> Result<Response> {
    let new = match parse(&form.fields) {
        Ok(new) => new,
        Err(errors) => {
            let details = db::load(&app.pool, owner.person_id).await?;
            return Ok(page(&app, &owner, details, form.fields, errors, form.key));
        }
    };
    db::save(
        &app.pool,
        owner.person_id,
        new.call_name.as_ref().map(FullName::as_str),
        new.phone.as_ref().map(Phone::as_str),
        new.language,
        new.enter_when_out,
    )
    .await?;
    let saved = Redirect::to("/me").saying(Message::new("people-me-saved"));
    let mut response = saved.into_response();
    // what was chosen in this browser would count before the account
    reader::keep(&app, &mut response, "lang", new.language.code());
    Ok(response)
}

/// POST /reading: kept in the browser, and the language in the account too, for mails and other devices.
pub async fn reading(
    State(app): State<App>,
    who: Option<SignedIn>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response> {
    if let (Some(who), Ok(language)) = (who, form.fields.get("lang").parse::<Lang>()) {
        db::save_language(&app.pool, who.person_id, language).await?;
    }
    Ok(reader::choose(&app, &headers, &form.fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_language_has_to_be_said() {
        let new = parse(&Fields::from([("language", "es"), ("phone", " ")])).expect("fine");
        assert!(new.phone.is_none() && new.call_name.is_none() && !new.enter_when_out);
        assert_eq!(new.language, Lang::Es);
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        let errors = parse(&Fields::from([("language", "fr"), ("phone", "no")])).err();
        let fields: Vec<_> = errors
            .expect("wrong")
            .0
            .iter()
            .map(|(field, _)| *field)
            .collect();
        assert_eq!(fields, ["phone", "language"]);
    }
}
