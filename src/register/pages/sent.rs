//! A form of somebody's page under way: who sent it, about whom, and what was typed.

use std::str::FromStr;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::person::{Drawn, draw};
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    ids::PersonId,
    people::Admin,
    web::{Form, Path, Redirect},
};

/// Reads the form's fields, gathers what is wrong with them, and ends the request: back to the page, or to what was typed.
pub struct Sent {
    pub app: App,
    pub admin: Admin,
    pub person: PersonId,
    /// The page if it must be looked at again.
    pub page: Drawn,
}

/// Whose page it is; the address may go on behind it.
#[derive(Deserialize)]
struct Whose {
    person: PersonId,
}

/// Which line of the page the form belongs to.
#[derive(Deserialize)]
pub struct Line<T> {
    pub id: T,
}

impl FromRequest<App> for Sent {
    type Rejection = AppError;

    async fn from_request(req: Request, app: &App) -> Result<Self> {
        let (mut parts, body) = req.into_parts();
        let admin = Admin::from_request_parts(&mut parts, app).await?;
        let Path(Whose { person }) = Path::from_request_parts(&mut parts, app).await?;
        let Form { fields, .. } = Form::from_request(Request::from_parts(parts, body), app).await?;
        Ok(Self {
            app: app.clone(),
            admin,
            person,
            page: Drawn {
                fields,
                ..Drawn::default()
            },
        })
    }
}

impl Sent {
    /// Who does it.
    pub fn by(&self) -> PersonId {
        self.admin.person_id
    }

    pub fn typed(&self, field: &str) -> &str {
        self.page.fields.get(field)
    }

    /// The value, or beside the field why it is none.
    pub fn read<T>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> Option<T> {
        let read = parse(self.typed(field));
        self.page.errors.take(field, read)
    }

    /// A choice or a day; without one, the sentence `missing` beside the field.
    pub fn chosen<T: FromStr>(&mut self, field: &'static str, missing: &'static str) -> Option<T> {
        let chosen = self.typed(field).parse().ok();
        self.page.errors.need(field, chosen, missing)
    }

    pub fn wrong(&mut self, field: &'static str, message: Message) {
        self.page.errors.push(field, message);
    }

    /// The page with what was typed and what is wrong with it.
    pub async fn again(self) -> Result<Response> {
        draw(&self.app, &self.admin, self.person, self.page).await
    }

    /// Back to the page with a sentence; or the form again, the refusal beside the field it is about.
    pub async fn settle(
        mut self,
        field: &'static str,
        done: Result<()>,
        said: &'static str,
    ) -> Result<Response> {
        match done {
            Ok(()) => Ok(Redirect::to(format!("/admin/people/{}", self.person))
                .saying(Message::new(said))
                .into_response()),
            Err(AppError::Refused(message)) => {
                self.wrong(field, message);
                self.again().await
            }
            Err(other) => Err(other),
        }
    }
}
