//! A form of a ticket's page under way: who sent it, about which ticket, and what was typed.

use axum::{
    extract::{FromRequest, FromRequestParts, Request, State},
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::{
    super::super::{By, Number, read},
    by,
    case::{Drawn, draw},
    path, stale,
};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    files,
    i18n::{Lang, Message},
    people::Staff,
    text::Words,
    web::{Fields, Form, Path, Redirect, Upload, Viewer},
};

/// Most characters of what is written on a ticket.
pub const MOST: usize = 8_000;

/// Reads the form's fields, gathers what is wrong with them, and ends the request: on to the ticket, or back to what was typed.
pub struct Sent {
    pub app: App,
    pub staff: Staff,
    pub number: Number,
    pub fields: Fields,
    /// One key, one effect.
    pub key: Uuid,
    /// Taken in already, and kept with the form when it is drawn again.
    pub photos: Vec<Uuid>,
    pub errors: FieldErrors,
}

impl FromRequest<App> for Sent {
    type Rejection = AppError;

    async fn from_request(req: Request, app: &App) -> Result<Self> {
        let (mut parts, body) = req.into_parts();
        let staff = Staff::from_request_parts(&mut parts, app).await?;
        let Path(number) = Path::from_request_parts(&mut parts, app).await?;
        let Form { fields, key } =
            Form::from_request(Request::from_parts(parts, body), app).await?;
        Ok(Self {
            app: app.clone(),
            staff,
            number,
            fields,
            key,
            photos: Vec::new(),
            errors: FieldErrors::default(),
        })
    }
}

impl Sent {
    /// A form that photos may come with, in the field `photos`.
    pub async fn with_photos(
        State(app): State<App>,
        staff: Staff,
        Path(number): Path<Number>,
        upload: Upload,
        photos: &'static str,
    ) -> Result<Self> {
        let (taken, errors) =
            files::take_in(&app, staff.person_id, &upload, photos, "kept").await?;
        let Upload {
            mut fields, key, ..
        } = upload;
        fields.set_all("kept", &taken);
        Ok(Self {
            app,
            staff,
            number,
            fields,
            key,
            photos: taken,
            errors,
        })
    }

    pub fn by(&self) -> By {
        by(&self.staff)
    }

    /// The version of the ticket that the page showed; without it the deed does not ask.
    pub fn seen(&self) -> Option<i32> {
        self.fields.get("version").parse().ok()
    }

    /// Staff write in the language they read.
    pub fn language(&self) -> Lang {
        Viewer::reader(&self.staff).lang
    }

    pub fn words(&mut self, name: &'static str, least: usize) -> String {
        let read = Words::parse(self.fields.get(name), least..=MOST);
        self.errors
            .take(name, read.map(Words::into_string))
            .unwrap_or_default()
    }

    pub fn optional(&mut self, name: &'static str) -> String {
        let read = Words::optional(self.fields.get(name), MOST);
        self.errors
            .take(name, read)
            .flatten()
            .map_or_else(String::new, Words::into_string)
    }

    /// One of the choices of `name`, or `missing` said beside it.
    pub fn choice<T: std::str::FromStr>(
        &mut self,
        name: &'static str,
        missing: &'static str,
    ) -> Option<T> {
        let chosen = self.fields.get(name).parse().ok();
        self.errors.need(name, chosen, missing)
    }

    /// Whether whoever sent this may still see the ticket.
    pub async fn sees_it(&self) -> Result<bool> {
        let mut conn = self.app.pool.acquire().await?;
        match read::find_for_staff(&self.app, &mut conn, &self.staff.scope, &self.number).await {
            Ok(_) => Ok(true),
            Err(AppError::NotFound) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// The form `acting` again, with what is wrong.
    pub async fn again(self, acting: &'static str) -> Result<Response> {
        let drawn = Drawn {
            fields: self.fields,
            errors: self.errors,
            acting,
            refused: None,
            key: Some(self.key),
        };
        draw(&self.app, &self.staff, &self.number, drawn).await
    }

    /// After the deed: on to the ticket, or back to the form `acting` with what stands in the way. `noun` is the last part of the
    /// form's address.
    pub async fn settle(
        self,
        acting: &'static str,
        noun: &'static str,
        done: Result<()>,
        saying: &'static str,
    ) -> Result<Response> {
        match done {
            Ok(()) => Ok(Redirect::to(path(&self.number))
                .saying(Message::new(saying))
                .into_response()),
            Err(error) => self.refuse(acting, noun, error).await,
        }
    }

    /// Nothing was done: back to the form `acting` with what stands in the way.
    pub async fn refuse(
        self,
        acting: &'static str,
        noun: &'static str,
        error: AppError,
    ) -> Result<Response> {
        match error {
            AppError::Stale => {
                stale::draw(&self.app, &self.staff, &self.number, noun, self.fields).await
            }
            AppError::Refused(message) => {
                let drawn = Drawn {
                    fields: self.fields,
                    errors: FieldErrors::default(),
                    acting,
                    refused: Some(message),
                    key: None,
                };
                draw(&self.app, &self.staff, &self.number, drawn).await
            }
            other => Err(other),
        }
    }
}
