//! /admin/people: who works here and who lives here.

mod acts;
mod homes;
mod invite;
mod list;
mod person;
mod sent;
mod told;

use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{get, post},
};

use crate::{app::App, i18n::L, people, people::Role, property, web::Choice};

pub fn admin_routes(app: &App) -> Router<App> {
    Router::new()
        .route("/admin/people", get(list::show))
        .route("/admin/people/new", get(invite::show).post(invite::send))
        .route("/admin/people/{person}", get(person::show))
        .route("/admin/people/{person}/contact", post(homes::correct))
        .route("/admin/people/{person}/account", post(acts::account))
        .route("/admin/people/{person}/roles", post(acts::give_role))
        .route(
            "/admin/people/{person}/roles/{id}/end",
            post(acts::take_role),
        )
        .route("/admin/people/{person}/departments", post(acts::join))
        .route(
            "/admin/people/{person}/departments/{id}/end",
            post(acts::leave),
        )
        .route("/admin/people/{person}/homes", post(homes::add))
        .route("/admin/people/{person}/homes/{id}/end", post(homes::end))
        .layer(from_fn_with_state(app.clone(), people::pages::prove::ask))
}

/// What staff can be given; a place on the owners' committee comes with the owners.
const ROLES: [Role; 5] = [
    Role::Desk,
    Role::Department,
    Role::Manager,
    Role::Finance,
    Role::Admin,
];

/// What a form offers, "none" first when that is a choice.
struct Offers {
    roles: Vec<Choice>,
    communities: Vec<Choice>,
    departments: Vec<Choice>,
}

impl Offers {
    async fn of(conn: &mut sqlx::PgConnection, l: L) -> crate::error::Result<Self> {
        let mut communities = vec![Choice::new("", l.t("register-everywhere"))];
        for community in property::communities(&mut *conn).await? {
            communities.push(Choice::new(community.id, community.name));
        }
        let departments = people::departments(&mut *conn).await?;
        let none = || Choice::new("", l.t("register-choose"));
        Ok(Self {
            roles: std::iter::once(none())
                .chain(ROLES.map(|role| Choice::new(role, l.word("register-role", role.as_str()))))
                .collect(),
            communities,
            departments: std::iter::once(none())
                .chain(
                    departments
                        .iter()
                        .map(|department| Choice::new(department.id, l.label(&department.name))),
                )
                .collect(),
        })
    }
}
