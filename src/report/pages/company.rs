use std::sync::Arc;

use axum::{extract::State, response::Response};

use super::{
    Sight,
    view::{self, Again, Way},
};
use crate::{
    app::App,
    error::{AppError, Result},
    ids::CommunityId,
    people::Overseer,
    property,
    report::{
        board::strictest,
        company::{Company, Part},
        db::Counted,
        figure::{Figure, Group, Pick, Span},
    },
    web::{Fields, Frame, Nav, page},
};

#[derive(askama::Template)]
#[template(path = "report/company.html")]
struct CompanyPage {
    frame: Frame,
    company: Arc<Company>,
    spans: Vec<Way>,
    departments: Vec<Row>,
    communities: Vec<Row>,
    repeats: Vec<Again>,
    /// Its own address, to be asked again.
    here: String,
    is_old: bool,
}

struct Cell {
    words: String,
    href: String,
}

/// A department's or a community's line.
struct Row {
    name: String,
    href: String,
    filed: Cell,
    closed: Cell,
    addresses: String,
    open: Cell,
    late: Cell,
    first: Option<Dot>,
    done: Option<Dot>,
    median: String,
    ninetieth: String,
}

/// A share on its scale, with how many it was counted from.
struct Dot {
    words: String,
    n: String,
    href: String,
    /// In hundredths of the width; of few, none: the dot would say more than is known.
    at: Option<i64>,
    /// What the policies promise, on the same scale.
    target: u8,
}

/// GET /manage
pub async fn show(State(app): State<App>, viewer: Overseer, query: Fields) -> Result<Response> {
    if !viewer.is_manager() {
        return Err(AppError::NotFound);
    }
    let mut all = Fields::default();
    all.push("department", "all");
    let sight = Sight::of(&app, &viewer, &all).await?;
    let span = Span::of(&query);
    let managed: Vec<i64> = viewer.manages.iter().map(|id| id.0).collect();
    let company = app
        .boards
        .company(&app, &sight.lens, span, &managed)
        .await?;
    let mut conn = app.pool.acquire().await?;
    let known = property::communities(&mut conn).await?;
    let catalogue = app.catalog.catalog(&mut conn).await?;
    let frame = Frame::staff(&app, &viewer)
        .title("report-company-title")
        .at(Nav::Manage);
    let l = frame.l;
    let settings = app.sla.settings(&mut conn).await?;
    let target = |of: &[CommunityId]| strictest(&settings, of.iter().copied());
    let row = |group, part: &Part, target: u8, name: String, href: String| {
        Row::new(&frame, &sight, span, group, part, target, (name, href))
    };
    let of_all = target(&viewer.manages);
    let departments = company.departments.iter().map(|part| {
        let name = match sight.department(Some(part.id)) {
            Some(name) => l.label(name).to_owned(),
            None => l.t("report-unrouted").into_owned(),
        };
        let href = match part.id {
            0 => String::new(),
            id => format!("/dept/board?department={id}&span={span}"),
        };
        row(Group::Department, part, of_all, name, href)
    });
    let communities = company.communities.iter().map(|part| {
        let found = known.iter().find(|community| community.id.0 == part.id);
        let name = found.map(|community| community.name.clone());
        row(
            Group::Community,
            part,
            target(&[CommunityId(part.id)]),
            name.unwrap_or_default(),
            String::new(),
        )
    });
    let repeats = view::again(l, &sight, &catalogue, span, &company.repeats);
    Ok(page(CompanyPage {
        departments: departments.collect(),
        communities: communities.collect(),
        repeats,
        spans: view::spans(l, "/manage?", span),
        here: format!("/manage?span={span}"),
        is_old: frame.now - company.at > chrono::TimeDelta::minutes(2),
        company: company.clone(),
        frame: frame.clone(),
    }))
}

impl Row {
    fn new(
        frame: &Frame,
        sight: &Sight,
        span: Span,
        group: Group,
        part: &Part,
        target: u8,
        (name, href): (String, String),
    ) -> Self {
        let l = frame.l;
        let key = part.id.to_string();
        let list = |figure| sight.list(&Pick::of(figure, span).within(group, &key));
        let cell = |n: i64, figure| Cell {
            words: l.number(n),
            href: list(figure),
        };
        let dot = |counted: &Counted, figure| {
            (counted.n > 0).then(|| Dot {
                words: view::share(l, counted),
                n: l.number(counted.n),
                href: list(figure),
                at: (counted.n >= view::ENOUGH).then(|| view::percent(counted)),
                target,
            })
        };
        Self {
            name,
            href,
            filed: cell(part.filed, Figure::Filed),
            closed: cell(part.closing.n, Figure::Closed),
            addresses: l.number(part.addresses),
            open: cell(part.open.n, Figure::Open),
            late: cell(part.open.marked, Figure::Late),
            first: dot(&part.first, Figure::First),
            done: dot(&part.done, Figure::Done),
            median: view::median(l, &part.closing),
            ninetieth: view::days(l, part.closing.ninetieth),
        }
    }
}
