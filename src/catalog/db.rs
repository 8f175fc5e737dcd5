//! All SQL of the catalogue.

use sqlx::{PgConnection, types::Json};

use super::{
    data::Written,
    model::{Category, Danger, Kind, Responsible, Urgency},
};
use crate::{error::Result, i18n::Label, ids::CategoryId};

/// More than any tree of tiles.
const MOST: i64 = 2_000;

/// One statement for the whole file: a start of the product touches only rows that differ.
pub async fn upsert(conn: &mut PgConnection, list: &[Written]) -> Result<()> {
    sqlx::query!(
        "insert into category as c (kind, slug, parent_slug, label, title, icon, position, responsible, why, urgency, danger, self_help, season, retired)
         select w.kind, w.slug, w.parent_slug, w.label, w.title, w.icon, w.position, w.responsible, w.why, w.urgency, w.danger, w.self_help, w.season, false
         from jsonb_to_recordset($1) as w (kind text, slug text, parent_slug text, label jsonb, title jsonb, icon text, position int, responsible text,
                                           why jsonb, urgency text, danger text, self_help jsonb, season text)
         order by w.position
         on conflict on constraint category_once do update set
           parent_slug = excluded.parent_slug, label = excluded.label, title = excluded.title, icon = excluded.icon, position = excluded.position,
           responsible = excluded.responsible, why = excluded.why, urgency = excluded.urgency, danger = excluded.danger,
           self_help = excluded.self_help, season = excluded.season, retired = false
         where (c.parent_slug, c.label, c.title, c.icon, c.position, c.responsible, c.why, c.urgency, c.danger, c.self_help, c.season, c.retired)
           is distinct from (excluded.parent_slug, excluded.label, excluded.title, excluded.icon, excluded.position, excluded.responsible, excluded.why,
                             excluded.urgency, excluded.danger, excluded.self_help, excluded.season, false)",
        Json(list) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Retires what is not among these; a slug is looked at together with its kind.
pub async fn retire_others(
    conn: &mut PgConnection,
    kinds: &[String],
    slugs: &[String],
) -> Result<()> {
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
        r#"select id as "id: CategoryId", kind as "kind: Kind", slug, parent_slug, label as "label: Json<Label>", title as "title: Json<Label>", icon, position,
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
                title: row.title.0,
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
