//! The rules a company starts with.

use anyhow::Context;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{db, rule::Rule};
use crate::error::Result;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

/// The rules of `data/rules.toml`.
pub fn shipped() -> anyhow::Result<Vec<Rule>> {
    let file: File =
        toml::from_str(include_str!("../../data/rules.toml")).context("data/rules.toml")?;
    Ok(file.rule)
}

/// Makes the shipped rules live for the company unless it has a version already. Repeatable.
pub async fn seed(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
    db::insert_first(conn, &shipped()?, now).await
}
