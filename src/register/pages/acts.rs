//! What administrators do on the page of one of the company's people, each a small form.

use axum::response::Response;

use super::{
    ROLES,
    sent::{Line, Sent},
};
use crate::{
    error::{AppError, Result},
    ids::DepartmentId,
    people::account,
    register::staff,
    web::Path,
};

/// POST /admin/people/{person}/account: a link, off, on, out everywhere.
pub async fn account(sent: Sent) -> Result<Response> {
    let (app, by, person) = (&sent.app, sent.by(), sent.person);
    let (field, said, done) = match sent.typed("do") {
        "make" => ("login", "register-said-link", make(&sent).await),
        "link" => (
            "account",
            "register-said-link",
            staff::link(app, by, person, None).await,
        ),
        "off" => (
            "account",
            "register-said-off",
            staff::switch_off(app, by, person).await,
        ),
        "on" => (
            "account",
            "register-said-on",
            staff::switch_on(app, by, person).await,
        ),
        "out" => (
            "account",
            "register-said-out",
            staff::sign_out(app, by, person).await,
        ),
        _ => return Err(AppError::NotFound),
    };
    sent.settle(field, done, said).await
}

async fn make(sent: &Sent) -> Result<()> {
    let login = account::parse_login(sent.typed("login")).map_err(AppError::Refused)?;
    staff::link(&sent.app, sent.by(), sent.person, Some(login)).await
}

/// POST /admin/people/{person}/roles
pub async fn give_role(mut sent: Sent) -> Result<Response> {
    let role = sent.typed("role").parse().ok();
    let offered = role.filter(|role| ROLES.contains(role));
    let missing = "register-role-missing";
    let Some(role) = sent.page.errors.need("role", offered, missing) else {
        return sent.again().await;
    };
    let community = sent.typed("community").parse().ok();
    let done = staff::give_role(&sent.app, sent.by(), sent.person, role, community).await;
    sent.settle("role", done, "register-said-role").await
}

/// POST /admin/people/{person}/roles/{id}/end
pub async fn take_role(Path(Line { id }): Path<Line<i64>>, sent: Sent) -> Result<Response> {
    let done = staff::take_role(&sent.app, sent.by(), sent.person, id).await;
    sent.settle("role", done, "register-said-role-taken").await
}

/// POST /admin/people/{person}/departments
pub async fn join(mut sent: Sent) -> Result<Response> {
    let Some(department) = sent.chosen("department", "register-department-missing") else {
        return sent.again().await;
    };
    let leads = sent.page.fields.has("leads");
    let done = staff::join(&sent.app, sent.by(), sent.person, department, leads).await;
    sent.settle("department", done, "register-said-department")
        .await
}

/// POST /admin/people/{person}/departments/{id}/end: out of it, or only its head no more.
pub async fn leave(Path(Line { id }): Path<Line<DepartmentId>>, sent: Sent) -> Result<Response> {
    let head_only = sent.page.fields.is("do", "head");
    let done = staff::leave(&sent.app, sent.by(), sent.person, id, head_only).await;
    sent.settle("department", done, "register-said-left").await
}
