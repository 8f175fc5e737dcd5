//! What people keep about themselves.

use sqlx::PgExecutor;

use crate::{i18n::Lang, ids::PersonId};

pub struct Details {
    pub name: String,
    pub call_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub enter_when_out: bool,
}

pub async fn load(db: impl PgExecutor<'_>, person: PersonId) -> sqlx::Result<Details> {
    sqlx::query_as!(
        Details,
        "select name, call_name, email, phone, enter_when_out from person where id = $1",
        person.0
    )
    .fetch_one(db)
    .await
}

pub async fn save(
    db: impl PgExecutor<'_>,
    person: PersonId,
    call_name: Option<&str>,
    phone: Option<&str>,
    language: Lang,
    enter_when_out: bool,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update person set call_name = $2, phone = $3, language = $4, enter_when_out = $5 where id = $1",
        person.0,
        call_name,
        phone,
        language.code(),
        enter_when_out,
    )
    .execute(db)
    .await
    .map(drop)
}

pub async fn save_language(
    db: impl PgExecutor<'_>,
    person: PersonId,
    language: Lang,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update person set language = $2 where id = $1 and language <> $2",
        person.0,
        language.code(),
    )
    .execute(db)
    .await
    .map(drop)
}
