//! GET /r/{number}/promises/{id}: "why Thursday 11:00?"

use askama::Template;
use axum::{extract::State, response::Response};

use super::super::account::Account;
use crate::{
    app::App,
    error::Result,
    ids::PromiseId,
    people::Owner,
    ticket::{Number, read},
    web::{self, Frame, Path},
};

#[derive(Template)]
#[template(path = "ticket/why.html")]
struct WhyPage {
    frame: Frame,
    account: Account,
}

pub async fn why(
    State(app): State<App>,
    owner: Owner,
    Path((number, promise)): Path<(Number, PromiseId)>,
) -> Result<Response> {
    let frame = Frame::owner(&app, &owner);
    let mut conn = app.pool.acquire().await?;
    let detail = read::find_for_owner(
        &app,
        &mut conn,
        owner.person_id,
        &number,
        frame.now.date_naive(),
    )
    .await?;
    let frame = super::of_matter(frame, &mut conn, &owner, detail.community).await?;
    let account = Account::of(&app, &mut conn, &frame, detail.id, promise).await?;
    let frame = frame
        .titled(account.title.clone())
        .back(super::url(&number), "why-back");
    Ok(web::page(WhyPage { frame, account }))
}
