//! What departments are called: every story and every list prints it.

use std::sync::Arc;

use super::db;
use crate::{app::App, db::Memo, error::Result, i18n::Label, ids::DepartmentId};

pub type DepartmentNames = Vec<(DepartmentId, Label)>;

/// In the order of the departments.
pub async fn department_names(app: &App) -> Result<Arc<DepartmentNames>> {
    let read = async {
        let departments = db::departments(&mut *app.readers.acquire().await?).await?;
        let names = departments.into_iter().map(|d| (d.id, d.name));
        Ok(names.collect())
    };
    app.departments.get(read).await
}

/// Kept by the app.
pub type KeptDepartmentNames = Memo<DepartmentNames>;
