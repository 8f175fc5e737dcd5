use axum::{extract::State, response::Response};
use chrono::DateTime;

use super::{Sight, view};
use crate::{
    app::App,
    catalog,
    error::{AppError, Result},
    i18n::L,
    ids::{CategoryId, CommunityId},
    people::Overseer,
    property,
    report::{
        db::{self, After, Line, PAGE},
        figure::Pick,
    },
    web::{Fields, Frame, Nav, page},
};

#[derive(askama::Template)]
#[template(path = "report/list.html")]
struct ListPage {
    frame: Frame,
    /// What was picked, in words.
    about: Vec<String>,
    n: i64,
    lines: Vec<Line>,
    of_promises: bool,
    more: String,
}

/// GET /dept/board/list: the tickets that a figure counts.
pub async fn show(State(app): State<App>, viewer: Overseer, query: Fields) -> Result<Response> {
    let sight = Sight::of(&app, &viewer, &query).await?;
    let pick = Pick::read(&query).ok_or(AppError::NotFound)?;
    let frame = Frame::staff(&app, &viewer).at(Nav::Board).back(
        format!("/dept/board?department={}", sight.word()),
        "nav-board",
    );
    let now = frame.now;
    let mut conn = app.pool.acquire().await?;
    let n = db::count(&mut conn, &sight.lens, &pick, now).await?.n;
    let lines = db::list(&mut conn, &sight.lens, &pick, after(&query), PAGE, now).await?;
    let about = about(&app, &mut conn, frame.l, &sight, &pick).await?;
    let full = i64::try_from(lines.len()).is_ok_and(|n| n == PAGE);
    let more = match lines.last() {
        Some(last) if full => {
            let after = format!("{}-{}", last.at.timestamp_micros(), last.id);
            format!("{}&after={after}", sight.list(&pick))
        }
        _ => String::new(),
    };
    let title = frame.l.word("report-figure", pick.figure.as_str());
    Ok(page(ListPage {
        frame: frame.titled(title),
        about,
        n,
        lines,
        of_promises: pick.figure.is_of_promises(),
        more,
    }))
}

fn after(query: &Fields) -> Option<After> {
    let (at, id) = query.get("after").split_once('-')?;
    Some(After {
        at: DateTime::from_timestamp_micros(at.parse().ok()?)?,
        id: id.parse().ok()?,
    })
}

/// The narrowings, in words.
async fn about(
    app: &App,
    conn: &mut sqlx::PgConnection,
    l: L,
    sight: &Sight,
    pick: &Pick,
) -> Result<Vec<String>> {
    let mut about = Vec::new();
    let department = pick.department.or(sight.chosen.map(|id| id.0));
    match (department, sight.department(department)) {
        (Some(0), _) => about.push(l.t("report-unrouted").into_owned()),
        (_, Some(name)) => about.push(l.label(name).to_owned()),
        (_, None) => {}
    }
    if let Some(id) = pick.community {
        about.push(property::community(&mut *conn, CommunityId(id)).await?.name);
    }
    if let Some(id) = pick.building {
        about.extend(db::buildings(&mut *conn, &[id]).await?.remove(&id));
    }
    if let Some(id) = pick.category {
        let category = catalog::by_id(&app.catalog, &mut *conn, Some(CategoryId(id))).await?;
        about.extend(category.map(|category| l.label(&category.title).to_owned()));
    }
    if let Some(id) = pick.person {
        about.extend(db::people(&mut *conn, &[id]).await?.remove(&id));
    }
    about.extend(
        pick.reason
            .as_ref()
            .map(|reason| l.word("wait", reason).into_owned()),
    );
    about.extend(pick.band.map(|band| view::band(l, band)));
    match pick.day {
        Some(day) => about.push(l.day(day)),
        None if pick.figure.is_of_now() => {}
        None => about.push(l.word("report-span", pick.span.as_str()).into_owned()),
    }
    Ok(about)
}
