//! Boards and the lists behind their figures.

mod board;
mod company;
mod list;
mod reassign;
mod view;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Label,
    ids::DepartmentId,
    people::{self, Overseer},
    web::{Fields, Viewer},
};

use super::figure::{Lens, Pick};

pub fn staff_routes() -> Router<App> {
    Router::new()
        .route("/dept/board", get(board::show))
        .route("/dept/board/list", get(list::show))
        .route("/dept/board/hands", post(reassign::give))
        .route("/manage", get(company::show))
}

/// Which departments somebody looks at, and which they could.
struct Sight {
    lens: Lens,
    /// One of them, or all.
    chosen: Option<DepartmentId>,
    all: Vec<(DepartmentId, Label)>,
}

impl Sight {
    /// A head sees the departments they lead, a manager every one; another's is not there. Without a choice: the head's own.
    async fn of(app: &App, viewer: &Overseer, query: &Fields) -> Result<Self> {
        let is_manager = viewer.is_manager();
        let names = people::department_names(app).await?;
        let all: Vec<_> = names
            .iter()
            .filter(|known| is_manager || viewer.is_head_of(known.id))
            .map(|known| (known.id, known.name.clone()))
            .collect();
        let chosen = match query.get("department") {
            "" => viewer.heads().first().copied(),
            "all" => None,
            id => {
                let id: DepartmentId = id.parse().map_err(|_| AppError::NotFound)?;
                let known = all.iter().any(|(known, _)| *known == id);
                if !known {
                    return Err(AppError::NotFound);
                }
                Some(id)
            }
        };
        let departments = match chosen {
            Some(id) => vec![id.0],
            None => all.iter().map(|(id, _)| id.0).collect(),
        };
        let lens = Lens {
            scope: viewer.scope.clone(),
            departments,
            unrouted: is_manager && chosen.is_none(),
            zone: Viewer::zone(viewer),
        };
        Ok(Self { lens, chosen, all })
    }

    /// As addresses carry it.
    fn word(&self) -> String {
        self.chosen.map_or("all".to_owned(), |id| id.to_string())
    }

    fn list(&self, pick: &Pick) -> String {
        format!(
            "/dept/board/list?department={}&{}",
            self.word(),
            pick.to_query()
        )
    }

    /// What one of them is called.
    fn department(&self, id: Option<i64>) -> Option<&Label> {
        let found = self.all.iter().find(|(known, _)| Some(known.0) == id);
        found.map(|(_, name)| name)
    }
}
