//! What staff do with a ticket, each a small form: read, do, back to the page.

pub mod ends;
pub mod hands;
pub mod triage;
pub mod work;

use axum::response::Response;

use super::{
    super::super::Number,
    case::{Drawn, draw},
    compose::MOST,
};
use crate::{
    app::App,
    error::{FieldErrors, Result},
    i18n::Message,
    people::Staff,
    text::Words,
    web::Fields,
};

/// Reads a form's fields and gathers what is wrong with them.
pub(super) struct Reading<'f> {
    pub fields: &'f Fields,
    pub errors: FieldErrors,
}

impl<'f> Reading<'f> {
    pub fn of(fields: &'f Fields) -> Self {
        Self {
            fields,
            errors: FieldErrors::default(),
        }
    }

    pub fn words(&mut self, name: &'static str, least: usize) -> String {
        self.take(name, |typed| {
            Words::parse(typed, least..=MOST).map(Words::into_string)
        })
    }

    pub fn optional(&mut self, name: &'static str) -> String {
        self.take(name, |typed| {
            Words::optional(typed, MOST)
                .map(|words| words.map(Words::into_string).unwrap_or_default())
        })
    }

    pub fn choice<T: std::str::FromStr>(&mut self, name: &'static str) -> Option<T> {
        let chosen = self.fields.get(name).parse().ok();
        if chosen.is_none() {
            self.errors.push(name, Message::new("desk-choose-one"));
        }
        chosen
    }

    fn take(
        &mut self,
        name: &'static str,
        read: impl Fn(&str) -> Result<String, Message>,
    ) -> String {
        read(self.fields.get(name)).unwrap_or_else(|message| {
            self.errors.push(name, message);
            String::new()
        })
    }
}

/// The form again, with what is wrong.
async fn again(
    app: &App,
    staff: &Staff,
    number: &Number,
    acting: &'static str,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    let drawn = Drawn {
        fields,
        errors,
        acting,
        refused: None,
        key: None,
    };
    draw(app, staff, number, drawn).await
}
