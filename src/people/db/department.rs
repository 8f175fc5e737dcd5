use sqlx::PgConnection;

use crate::{error::Result, ids::DepartmentId};

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
