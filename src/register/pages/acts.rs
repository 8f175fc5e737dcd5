//! What administrators do on somebody's page, each a small form: read, do, back to the page.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;

use super::{
    ROLES,
    person::{Drawn, draw},
};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::Message,
    ids::{DepartmentId, OccupancyId, PersonId, UnitId},
    people::{Admin, account},
    register::{
        db,
        homes::{self, Contact, NewHome},
        staff,
    },
    text::{Email, FullName, Phone},
    web::{Choice, Fields, Form, Path, Redirect},
};

/// Back to the page with a sentence; or the form again, the refusal beside the field it is about.
async fn settle(
    app: &App,
    admin: &Admin,
    person: PersonId,
    field: &'static str,
    fields: Fields,
    done: Result<()>,
    said: &'static str,
) -> Result<Response> {
    match done {
        Ok(()) => Ok(Redirect::to(format!("/admin/people/{person}"))
            .saying(Message::new(said))
            .into_response()),
        Err(AppError::Refused(message)) => {
            let again = Drawn {
                fields,
                errors: FieldErrors(vec![(field, message)]),
                ..Drawn::default()
            };
            draw(app, admin, person, again).await
        }
        Err(other) => Err(other),
    }
}

async fn again(
    app: &App,
    admin: &Admin,
    person: PersonId,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    let again = Drawn {
        fields,
        errors,
        ..Drawn::default()
    };
    draw(app, admin, person, again).await
}

fn missing(field: &'static str, key: &'static str) -> FieldErrors {
    FieldErrors(vec![(field, Message::new(key))])
}

/// POST /admin/people/{person}/contact
pub async fn correct(
    State(app): State<App>,
    admin: Admin,
    Path(person): Path<PersonId>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let name = FullName::parse(fields.get("name")).map_err(|m| errors.push("name", m));
    let email = Email::optional(fields.get("email")).map_err(|m| errors.push("email", m));
    let phone = Phone::optional(fields.get("phone")).map_err(|m| errors.push("phone", m));
    let (Ok(name), Ok(email), Ok(phone)) = (name, email, phone) else {
        return again(&app, &admin, person, fields, errors).await;
    };
    let to = Contact {
        name,
        email,
        phone,
        seen: fields.get("seen").to_owned(),
    };
    let done = homes::correct(&app, admin.person_id, person, to).await;
    settle(
        &app,
        &admin,
        person,
        "email",
        fields,
        done,
        "register-said-saved",
    )
    .await
}

/// POST /admin/people/{person}/account: a link, off, on, out everywhere.
pub async fn account(
    State(app): State<App>,
    admin: Admin,
    Path(person): Path<PersonId>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let by = admin.person_id;
    let (done, said) = match fields.get("do") {
        "link" => (
            staff::link(&app, by, person, None).await,
            "register-said-link",
        ),
        "make" => match account::parse_login(fields.get("login")) {
            Ok(login) => (
                staff::link(&app, by, person, Some(login)).await,
                "register-said-link",
            ),
            Err(message) => {
                let errors = FieldErrors(vec![("login", message)]);
                return again(&app, &admin, person, fields, errors).await;
            }
        },
        "off" => (
            staff::switch_off(&app, by, person).await,
            "register-said-off",
        ),
        "on" => (staff::switch_on(&app, by, person).await, "register-said-on"),
        "out" => (staff::sign_out(&app, by, person).await, "register-said-out"),
        _ => return Err(AppError::NotFound),
    };
    let field = if fields.is("do", "make") {
        "login"
    } else {
        "account"
    };
    settle(&app, &admin, person, field, fields, done, said).await
}

/// POST /admin/people/{person}/roles
pub async fn give_role(
    State(app): State<App>,
    admin: Admin,
    Path(person): Path<PersonId>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let role = fields.get("role").parse().ok();
    let Some(role) = role.filter(|role| ROLES.contains(role)) else {
        let errors = missing("role", "register-role-missing");
        return again(&app, &admin, person, fields, errors).await;
    };
    let community = fields.get("community").parse().ok();
    let done = staff::give_role(&app, admin.person_id, person, role, community).await;
    settle(
        &app,
        &admin,
        person,
        "role",
        fields,
        done,
        "register-said-role",
    )
    .await
}

/// POST /admin/people/{person}/roles/{id}/end
pub async fn take_role(
    State(app): State<App>,
    admin: Admin,
    Path((person, id)): Path<(PersonId, i64)>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let done = staff::take_role(&app, admin.person_id, person, id).await;
    settle(
        &app,
        &admin,
        person,
        "role",
        fields,
        done,
        "register-said-role-taken",
    )
    .await
}

/// POST /admin/people/{person}/departments
pub async fn join(
    State(app): State<App>,
    admin: Admin,
    Path(person): Path<PersonId>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let Ok(department) = fields.get("department").parse::<DepartmentId>() else {
        let errors = missing("department", "register-department-missing");
        return again(&app, &admin, person, fields, errors).await;
    };
    let leads = fields.has("leads");
    let done = staff::join(&app, admin.person_id, person, department, leads).await;
    settle(
        &app,
        &admin,
        person,
        "department",
        fields,
        done,
        "register-said-department",
    )
    .await
}

/// POST /admin/people/{person}/departments/{id}/end: out of it, or only its head no more.
pub async fn leave(
    State(app): State<App>,
    admin: Admin,
    Path((person, id)): Path<(PersonId, DepartmentId)>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let head_only = fields.is("do", "head");
    let done = staff::leave(&app, admin.person_id, person, id, head_only).await;
    settle(
        &app,
        &admin,
        person,
        "department",
        fields,
        done,
        "register-said-left",
    )
    .await
}

/// POST /admin/people/{person}/homes
pub async fn add_home(
    State(app): State<App>,
    admin: Admin,
    Path(person): Path<PersonId>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let found = db::units(&mut *app.pool.acquire().await?, fields.get("unit")).await?;
    let chosen: Option<UnitId> = fields.get("which").parse().ok();
    let unit = match found.as_slice() {
        [(only, _)] => Some(*only),
        several => several
            .iter()
            .map(|(id, _)| *id)
            .find(|id| Some(*id) == chosen),
    };
    let mut units = Vec::new();
    match (unit, found.is_empty()) {
        (Some(_), _) => {}
        (None, true) => errors.push("unit", Message::new("register-unit-missing")),
        (None, false) => {
            errors.push("which", Message::new("register-unit-several"));
            units = found
                .iter()
                .map(|(id, place)| Choice::new(id, place))
                .collect();
        }
    }
    let role = fields.get("home_role").parse().ok();
    if role.is_none() {
        errors.push("home_role", Message::new("register-role-missing"));
    }
    let from: Option<NaiveDate> = fields.get("from").parse().ok();
    if from.is_none() {
        errors.push("from", Message::new("register-day-missing"));
    }
    let until = match fields.get("until") {
        "" => None,
        day => day.parse::<NaiveDate>().ok().or_else(|| {
            errors.push("until", Message::new("register-day-missing"));
            None
        }),
    };
    if until.zip(from).is_some_and(|(until, from)| until < from) {
        errors.push("until", Message::new("register-refusal-ends-before"));
    }
    let (Some(unit), Some(role), Some(from), true) = (unit, role, from, errors.is_empty()) else {
        let again = Drawn {
            fields,
            errors,
            units,
            ..Drawn::default()
        };
        return draw(&app, &admin, person, again).await;
    };
    let new = NewHome {
        unit,
        role,
        from,
        until,
    };
    let done = homes::add(&app, admin.person_id, person, new).await;
    settle(
        &app,
        &admin,
        person,
        "unit",
        fields,
        done,
        "register-said-home",
    )
    .await
}

/// POST /admin/people/{person}/homes/{id}/end
pub async fn end_home(
    State(app): State<App>,
    admin: Admin,
    Path((person, id)): Path<(PersonId, OccupancyId)>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let wrong = |message: Message, fields: Fields| Drawn {
        fields,
        errors: FieldErrors(vec![("last", message)]),
        ending: Some(id),
        ..Drawn::default()
    };
    let Ok(last) = fields.get("last").parse::<NaiveDate>() else {
        let again = wrong(Message::new("register-day-missing"), fields);
        return draw(&app, &admin, person, again).await;
    };
    match homes::end(&app, admin.person_id, person, id, last).await {
        Err(AppError::Refused(message)) => draw(&app, &admin, person, wrong(message, fields)).await,
        done => {
            settle(
                &app,
                &admin,
                person,
                "last",
                fields,
                done,
                "register-said-home-ended",
            )
            .await
        }
    }
}
