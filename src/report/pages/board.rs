use std::sync::Arc;

use axum::{extract::State, response::Response};

use super::{
    Sight,
    view::{self, Again, Way},
};
use crate::{
    app::App,
    error::Result,
    people::Overseer,
    report::{
        board::Board,
        db::Line,
        figure::{Figure, Group, Pick, Span},
    },
    web::{
        Fields, Frame, Nav,
        chart::{AgeBand, Ages, Bar, Bars, Bullet, Pairs},
        page,
    },
};

#[derive(askama::Template)]
#[template(path = "report/board.html")]
struct BoardPage {
    frame: Frame,
    board: Arc<Board>,
    department: String,
    departments: Vec<Way>,
    spans: Vec<Way>,
    act: Vec<Act>,
    act_href: String,
    tops: Vec<Top>,
    waiting: Vec<Top>,
    shares: Vec<Share>,
    ages: Ages,
    load: Bars,
    /// Who works there besides those the board shows, and on how much.
    others: Option<String>,
    flow: Pairs,
    repeats: Vec<Again>,
    /// Its own address, to be asked again.
    here: String,
    is_old: bool,
    /// Has people of their own to plan for.
    leads: bool,
}

/// A ticket to act on now, and who could have it instead.
struct Act {
    line: Line,
    others: Vec<(i64, String)>,
}

/// A number and what it counts, with its list.
struct Top {
    n: String,
    words: String,
    href: String,
    is_late: bool,
}

/// How much of what was promised for this time was kept.
struct Share {
    bullet: Bullet,
    due_href: String,
    late: i64,
    late_href: String,
}

/// So many of the busiest the board itself shows; all are asked for by `load=all`.
const BUSIEST: usize = 10;

/// GET /dept/board
pub async fn show(State(app): State<App>, viewer: Overseer, query: Fields) -> Result<Response> {
    let sight = Sight::of(&app, &viewer, &query).await?;
    let span = Span::of(&query);
    let board = app.boards.board(&app, &sight.lens, span).await?;
    let frame = Frame::staff(&app, &viewer)
        .title("report-board-title")
        .at(Nav::Board);
    let repeats = view::again(frame.l, &sight, &board.catalogue, span, &board.repeats);
    let mut drawn = BoardPage::new(frame, &sight, board, repeats);
    drawn.leads = viewer.is_head();
    if query.is("load", "all") {
        drawn.here.push_str("&load=all");
    } else {
        drawn.shorten_load();
    }
    Ok(page(drawn))
}

impl BoardPage {
    fn new(frame: Frame, sight: &Sight, board: Arc<Board>, repeats: Vec<Again>) -> Self {
        let l = frame.l;
        let pick = |figure| Pick::of(figure, board.span);
        let href = |figure| sight.list(&pick(figure));
        let top = |n: i64, key: &str, figure: Figure| Top {
            n: l.number(n),
            words: l.n(key, n),
            href: href(figure),
            is_late: figure == Figure::Late && n > 0,
        };
        let closed = |n: String, key: &str| Top {
            n,
            words: l.t(key).into_owned(),
            href: href(Figure::Closed),
            is_late: false,
        };
        let act = board.first_of_act.iter().map(|line| {
            let those = line.department.and_then(|id| board.colleagues.get(&id));
            let mut others = those.cloned().unwrap_or_default();
            others.retain(|(id, _)| Some(*id) != line.accountable);
            Act {
                line: line.clone(),
                others,
            }
        });
        let departments = sight.all.iter().map(|(id, name)| {
            let way = format!("/dept/board?department={id}&span={}", board.span);
            (way, l.label(name).to_owned(), sight.chosen == Some(*id))
        });
        let every = (
            format!("/dept/board?department=all&span={}", board.span),
            l.t("report-all-departments").into_owned(),
            sight.chosen.is_none(),
        );
        Self {
            act: act.collect(),
            act_href: href(Figure::Act),
            tops: vec![
                top(board.open.n, "report-open", Figure::Open),
                top(board.open.marked, "report-late", Figure::Late),
                top(board.today, "report-today", Figure::Today),
                top(board.waits(), "report-waiting", Figure::Waiting),
                top(board.reopened, "report-reopened", Figure::Reopened),
                Top {
                    n: l.number(board.filed),
                    words: l.n("report-filed", board.addresses),
                    href: href(Figure::Filed),
                    is_late: false,
                },
                top(board.closing.n, "report-closed", Figure::Closed),
                closed(view::median(l, &board.closing), "report-median"),
                closed(view::days(l, board.closing.ninetieth), "report-ninetieth"),
            ],
            waiting: board
                .waiting
                .iter()
                .map(|reason| Top {
                    n: l.number(reason.n),
                    words: l.word("wait", &reason.key).into_owned(),
                    href: sight.list(&pick(Figure::Waiting).within(Group::Reason, &reason.key)),
                    is_late: false,
                })
                .collect(),
            shares: [
                (
                    "report-first",
                    &board.first,
                    Figure::First,
                    Figure::FirstLate,
                ),
                ("report-done", &board.done, Figure::Done, Figure::DoneLate),
            ]
            .into_iter()
            .map(|(label, counted, due, late)| Share {
                bullet: view::bullet(l, label, counted, board.target),
                due_href: href(due),
                late: counted.n - counted.marked,
                late_href: href(late),
            })
            .collect(),
            ages: ages(&frame, sight, &board),
            load: load(&frame, sight, &board),
            others: None,
            flow: flow(&frame, sight, &board),
            repeats,
            leads: false,
            here: format!(
                "/dept/board?department={}&span={}",
                sight.word(),
                board.span
            ),
            is_old: frame.now - board.at > chrono::TimeDelta::minutes(2),
            department: sight.word(),
            departments: departments
                .chain((sight.all.len() > 1).then_some(every))
                .collect(),
            spans: view::spans(
                l,
                &format!("/dept/board?department={}&", sight.word()),
                board.span,
            ),
            board,
            frame,
        }
    }
}

impl BoardPage {
    /// To the busiest, with a line for the others. One more than fits is no others.
    fn shorten_load(&mut self) {
        if self.board.load.len() <= BUSIEST + 1 {
            return;
        }
        self.load.0.truncate(BUSIEST);
        let l = self.frame.l;
        let others = &self.board.load[BUSIEST..];
        let n: i64 = others.iter().map(|(counted, _)| counted.n).sum();
        let late: i64 = others.iter().map(|(counted, _)| counted.marked).sum();
        let people = l.n("report-load-others", others.len());
        let open = if late > 0 {
            l.aa("report-load-late", "n", n, "late", late)
        } else {
            l.number(n)
        };
        self.others = Some(format!("{people}: {open}"));
    }
}

fn ages(frame: &Frame, sight: &Sight, board: &Board) -> Ages {
    let band = |(band, counted): (usize, &crate::report::db::Counted)| AgeBand {
        label: view::band(frame.l, band),
        within: counted.n - counted.marked,
        past: counted.marked,
        href: sight.list(&Pick::of(Figure::Open, board.span).within(Group::Band, &counted.key)),
    };
    Ages(board.ages.iter().enumerate().map(band).collect())
}

fn load(frame: &Frame, sight: &Sight, board: &Board) -> Bars {
    let bar = |(counted, name): &(crate::report::db::Counted, String)| Bar {
        label: name.clone(),
        words: if counted.marked > 0 {
            let (n, late) = (counted.n, counted.marked);
            frame.l.aa("report-load-late", "n", n, "late", late)
        } else {
            frame.l.number(counted.n)
        },
        value: counted.n,
        mark: None,
        href: sight.list(&Pick::of(Figure::Open, board.span).within(Group::Person, &counted.key)),
    };
    Bars(board.load.iter().map(bar).collect())
}

fn flow(frame: &Frame, sight: &Sight, board: &Board) -> Pairs {
    let of = |figure, day: &chrono::NaiveDate| {
        sight.list(&Pick::of(figure, Span::Month).within(Group::Day, &day.to_string()))
    };
    Pairs {
        names: ["report-came", "report-went"].map(|key| frame.l.t(key).into_owned()),
        days: board
            .flow
            .iter()
            .map(|(day, came, went)| (day.format("%-d").to_string(), *came, *went))
            .collect(),
        hrefs: board
            .flow
            .iter()
            .map(|(day, ..)| [of(Figure::Filed, day), of(Figure::Ended, day)])
            .collect(),
    }
}
