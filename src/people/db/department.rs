use sqlx::{PgConnection, types::Json};

use crate::{error::Result, i18n::Label, ids::DepartmentId};

pub async fn department_by_slug(
    conn: &mut PgConnection,
    slug: &str,
) -> Result<Option<DepartmentId>> {
    Ok(
        sqlx::query_scalar!("select id from department where slug = $1", slug)
            .fetch_optional(conn)
            .await?
            .map(DepartmentId),
    )
}

pub async fn department_slug(
    conn: &mut PgConnection,
    department: Option<DepartmentId>,
) -> Result<Option<String>> {
    let Some(department) = department else {
        return Ok(None);
    };
    Ok(
        sqlx::query_scalar!("select slug from department where id = $1", department.0)
            .fetch_optional(conn)
            .await?,
    )
}

/// Adds a department unless there is one of that slug.
pub async fn add_department(
    conn: &mut PgConnection,
    slug: &str,
    name: &Label,
    position: i32,
) -> Result<()> {
    sqlx::query!(
        "insert into department (slug, name, position) values ($1, $2, $3) on conflict (slug) do nothing",
        slug,
        Json(name) as _,
        position
    )
    .execute(conn)
    .await?;
    Ok(())
}
