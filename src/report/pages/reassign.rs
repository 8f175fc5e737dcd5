use axum::extract::State;

use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    ids::PersonId,
    people::Overseer,
    ticket::{By, Number, handoff},
    web::{Form, Redirect},
};

/// POST /dept/board/hands: a ticket goes to a colleague at once.
pub async fn give(
    State(app): State<App>,
    viewer: Overseer,
    Form { fields, .. }: Form,
) -> Result<Redirect> {
    let number: Number = fields
        .get("number")
        .parse()
        .map_err(|_| AppError::NotFound)?;
    let person: PersonId = fields
        .get("person")
        .parse()
        .map_err(|_| AppError::NotFound)?;
    let seen = fields.get("version").parse().ok();
    let by = By::Staff(viewer.scope.clone());
    let reason = fields.get("reason").chars().take(500).collect();
    handoff::reassign(&app, &by, &number, person, reason, seen).await?;
    app.boards.forget();
    let back = match fields.get("department").parse::<i64>() {
        Ok(id) => format!("/dept/board?department={id}"),
        Err(_) => "/dept/board?department=all".to_owned(),
    };
    Ok(Redirect::to(back).saying(Message::new("report-given").with("number", number)))
}
