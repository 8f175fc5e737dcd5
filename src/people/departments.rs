//! The departments a company starts with.

use anyhow::Context;
use sqlx::PgConnection;

use super::db;
use crate::{error::Result, i18n::Label};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    department: Vec<Written>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    slug: String,
    name: Label,
}

fn shipped() -> anyhow::Result<Vec<(String, Label)>> {
    let file: File = toml::from_str(include_str!("../../data/departments.toml"))
        .context("data/departments.toml")?;
    Ok(file
        .department
        .into_iter()
        .map(|department| (department.slug, department.name))
        .collect())
}

/// Adds those of `data/departments.toml` that are missing; one that is there keeps its name, head and members.
pub async fn seed_departments(conn: &mut PgConnection) -> Result<()> {
    for (position, (slug, name)) in (0..).zip(shipped()?) {
        db::add_department(conn, &slug, &name, position).await?;
    }
    Ok(())
}

/// The slugs of the shipped file, for checks that need no database.
pub fn shipped_departments() -> Vec<String> {
    shipped()
        .map(|list| list.into_iter().map(|(slug, _)| slug).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_the_desk_and_its_names_in_every_language() {
        let list = shipped().expect("reads");
        assert!(list.iter().any(|(slug, _)| slug == "customer-service"));
        assert!(
            list.iter()
                .all(|(_, name)| name.0.len() == crate::i18n::Lang::ALL.len())
        );
    }
}
