//! "Which home?": asked only of those who have more than one.

use askama::Template;
use axum::response::Response;

use super::{Home, OccupancyRole, units_of_person};
use crate::{
    app::App,
    error::{AppError, Result},
    ids::UnitId,
    people::Owner,
    web::{self, Fields, Frame, Nav},
};

/// The homes somebody belongs to today.
#[derive(Debug, Clone)]
pub struct Homes {
    list: Vec<Home>,
    /// What a page says when there is none.
    none: &'static str,
}

/// The home a page is about, or the page that asks for it.
pub enum Picked {
    Home(Box<Home>),
    Ask(Response),
}

impl Homes {
    pub async fn of(app: &App, owner: &Owner) -> Result<Self> {
        let mut conn = app.readers.acquire().await?;
        let today = app.clock.now().date_naive();
        Ok(Self {
            list: units_of_person(&mut conn, owner.person_id, today).await?,
            none: "property-no-home",
        })
    }

    /// Those of them in which the person has a say about money.
    #[must_use]
    pub fn with_money(mut self) -> Self {
        use OccupancyRole::{Agent, CoOwner, Owner};
        self.list
            .retain(|home| matches!(home.role, Owner | CoOwner | Agent));
        self.none = "property-no-money-home";
        self
    }

    pub fn list(&self) -> &[Home] {
        &self.list
    }

    /// A unit of somebody else is not there.
    pub fn find(&self, unit: UnitId) -> Result<&Home> {
        let home = self.list.iter().find(|home| home.unit.id == unit);
        home.ok_or(AppError::NotFound)
    }

    /// The home of field `unit`; the only one when none is named.
    pub fn named(&self, fields: &Fields) -> Result<Option<&Home>> {
        match (fields.get("unit"), self.list.as_slice()) {
            ("", [only]) => Ok(Some(only)),
            ("", _) => Ok(None),
            (unit, _) => {
                let unit: UnitId = unit.parse().map_err(|_| AppError::NotFound)?;
                self.find(unit).map(Some)
            }
        }
    }

    /// The same, or the page that asks; its answers lead to `to` with everything else that was in the address.
    pub fn pick(self, app: &App, owner: &Owner, fields: &Fields, to: &str) -> Result<Picked> {
        if let Some(home) = self.named(fields)? {
            return Ok(Picked::Home(Box::new(home.clone())));
        }
        let choices = self
            .list
            .into_iter()
            .map(|home| {
                let mut query = fields.clone();
                query.set("unit", home.unit.id.to_string());
                (format!("{to}?{}", query.to_query()), home)
            })
            .collect();
        let frame = Frame::owner(app, owner)
            .title("property-which-home")
            .at(Nav::Report);
        Ok(Picked::Ask(web::page(WhichHome {
            frame,
            choices,
            none: self.none,
        })))
    }
}

#[derive(Template)]
#[template(path = "property/which_home.html")]
struct WhichHome {
    frame: Frame,
    choices: Vec<(String, Home)>,
    none: &'static str,
}
