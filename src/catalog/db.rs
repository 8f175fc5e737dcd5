//! All SQL of the catalogue.

use sqlx::{PgConnection, types::Json};

use super::{
    data::Written,
    model::{Category, Danger, Kind, Responsible, Urgency},
};
use crate::{error::Result, i18n::Label, ids::CategoryId};

/// More than any tree of tiles.
const MOST: i64 = 2_000;

pub async fn upsert(conn: &mut PgConnection, category: &Written, position: i32) -> Result<()> {
    sqlx::query!(
        "insert into category (kind, slug, parent_slug, label, icon, position, responsible, why, urgency, danger, self_help, season, retired)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, false)
         on conflict on constraint category_once do update set
           parent_slug = excluded.parent_slug, label = excluded.label, icon = excluded.icon, position = excluded.position,
           responsible = excluded.responsible, why = excluded.why, urgency = excluded.urgency, danger = excluded.danger,
           self_help = excluded.self_help, season = excluded.season, retired = false",
        category.kind.as_str(),
        category.slug,
        category.parent_slug,
        Json(&category.label) as _,
        category.icon,
        position,
        category.responsible.as_str(),
        Json(&category.why) as _,
        category.urgency.as_str(),
        category.danger.map(Danger::as_str),
        Json(&category.self_help) as _,
        category.season.map(|season| season.to_string()),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Retires what is not among these; a slug is looked at together with its kind.
pub async fn retire_others(conn: &mut PgConnection, kinds: &[String], slugs: &[String]) -> Result<()> {
    sqlx::query!(
        "update category c set retired = true
         where not c.retired
           and not exists (select from unnest($1::text[], $2::text[]) as kept(kind, slug) where kept.kind = c.kind and kept.slug = c.slug)",
        kinds,
        slugs,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The whole tree, retired ones too, in the order of tiles.
pub async fn all(conn: &mut PgConnection) -> Result<Vec<Category>> {
    let rows = sqlx::query!(
        r#"select id as "id: CategoryId", kind as "kind: Kind", slug, parent_slug, label as "label: Json<Label>", icon, position,
                  responsible as "responsible: Responsible", why as "why: Json<Label>", urgency as "urgency: Urgency",
                  danger as "danger: Danger", self_help as "self_help: Json<Label>", season, retired
           from category order by position, id limit $1"#,
        MOST
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Category {
                id: row.id,
                kind: row.kind,
                slug: row.slug,
                parent_slug: row.parent_slug,
                label: row.label.0,
                icon: row.icon,
                position: row.position,
                responsible: row.responsible,
                why: row.why.0,
                urgency: row.urgency,
                danger: row.danger,
                self_help: row.self_help.0,
                season: row.season.map(|season| season.parse()).transpose()?,
                retired: row.retired,
            })
        })
        .collect()
}
