//! What departments are called: every story and every list prints it.

use std::sync::Arc;

use sqlx::PgConnection;

use super::db;
use crate::{app::App, db::Memo, error::Result, i18n::Label, ids::DepartmentId};

/// What does not change of a department.
#[derive(Debug, Clone)]
pub struct DepartmentName {
    pub id: DepartmentId,
    pub slug: String,
    pub name: Label,
}

pub type DepartmentNames = Vec<DepartmentName>;

/// In the order of the departments.
pub async fn department_names(app: &App) -> Result<Arc<DepartmentNames>> {
    let read = async { names(&mut *app.readers.acquire().await?).await };
    app.departments.get(read).await
}

async fn names(conn: &mut PgConnection) -> Result<DepartmentNames> {
    let departments = db::departments(conn).await?;
    let names = departments.into_iter().map(|d| DepartmentName {
        id: d.id,
        slug: d.slug,
        name: d.name,
    });
    Ok(names.collect())
}

/// What the department is called, for whoever holds a connection already: from memory, or else one that was just made.
pub async fn department_name(
    app: &App,
    conn: &mut PgConnection,
    id: DepartmentId,
) -> Result<Option<Label>> {
    let of = |known: &DepartmentNames| {
        let found = known.iter().find(|known| known.id == id);
        found.map(|known| known.name.clone())
    };
    let kept = app.departments.get(names(&mut *conn)).await?;
    match of(&kept) {
        Some(name) => Ok(Some(name)),
        None => Ok(of(&names(conn).await?)),
    }
}

/// The department of this slug: from memory, or else one that was just made.
pub async fn known_department(
    app: &App,
    conn: &mut PgConnection,
    slug: &str,
) -> Result<Option<DepartmentId>> {
    let names = department_names(app).await?;
    match names.iter().find(|known| known.slug == slug) {
        Some(known) => Ok(Some(known.id)),
        None => db::department_by_slug(conn, slug).await,
    }
}

/// Kept by the app.
pub type KeptDepartmentNames = Memo<DepartmentNames>;
