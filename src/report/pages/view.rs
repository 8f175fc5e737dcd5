//! What several pages of figures print alike.

use super::Sight;
use crate::{
    catalog::Catalog,
    i18n::L,
    ids::CategoryId,
    report::{
        db::{Closing, Counted},
        figure::{BANDS, Figure, Group, Pick, Span},
        repeat::Repeat,
    },
    web::chart::Bullet,
};

/// From so many on a percentage says something.
pub const ENOUGH: i64 = 20;

/// "92%"; of few, "11 of 12"; of none, a dash.
pub fn share(l: L, counted: &Counted) -> String {
    match counted.n {
        0 => "–".to_owned(),
        1..ENOUGH => l.aa(
            "report-of",
            "kept",
            l.number(counted.marked),
            "n",
            l.number(counted.n),
        ),
        _ => l.percent(percent(counted)),
    }
}

pub fn percent(counted: &Counted) -> i64 {
    (counted.marked * 100 + counted.n / 2)
        .checked_div(counted.n)
        .unwrap_or(0)
}

pub fn bullet(l: L, label: &str, counted: &Counted, target: u8) -> Bullet {
    let target = i64::from(target);
    Bullet {
        label: l.t(label).into_owned(),
        words: share(l, counted),
        counted: counted.n,
        value: percent(counted),
        target,
        usual: None,
        most: 100,
        bands: [target * 2 / 3, target],
    }
}

/// "4.0"; nothing closed, a dash.
pub fn days(l: L, days: Option<f64>) -> String {
    days.map_or("–".to_owned(), |days| l.decimal(days))
}

pub fn median(l: L, closing: &Closing) -> String {
    days(l, closing.median)
}

pub fn band(l: L, band: usize) -> String {
    match BANDS.get(band + 1) {
        Some(to) => l.aa("frame-age-days", "from", BANDS[band], "to", to),
        None => l.a("frame-age-over", "from", BANDS[band]),
    }
}

/// What keeps happening at one place, with its list.
pub struct Again {
    pub n: String,
    pub words: String,
    pub href: String,
}

pub fn again(
    l: L,
    sight: &Sight,
    catalogue: &Catalog,
    span: Span,
    repeats: &[Repeat],
) -> Vec<Again> {
    let line = |repeat: &Repeat| {
        let category = catalogue.by_id(CategoryId(repeat.category));
        let category = category.map_or("", |category| l.label(&category.title));
        Again {
            n: l.number(repeat.n),
            words: format!("{category} · {}", repeat.building),
            href: sight.list(&Pick::of(Figure::Filed, span).within(Group::Repeat, &repeat.key)),
        }
    };
    repeats.iter().map(line).collect()
}

/// Address, words, whether it is this one.
pub type Way = (String, String, bool);

pub fn spans(l: L, path: &str, chosen: Span) -> Vec<Way> {
    Span::ALL
        .iter()
        .map(|span| {
            let words = l.word("report-span", span.as_str()).into_owned();
            (format!("{path}span={span}"), words, *span == chosen)
        })
        .collect()
}
