//! Something is broken: one deed files the ticket and keeps what only repairs have.

use super::{
    db,
    model::{GettingWorse, NewRepair},
};
use crate::{
    app::App,
    catalog::{Category, Kind},
    db::Deed,
    error::{AppError, Result},
    i18n::Lang,
    ticket::{self, Answers, By, Filing, Standing},
};

/// Files a repair, once per key.
pub async fn report(app: &App, by: &By, new: NewRepair) -> Result<Filing> {
    let by = by.clone();
    app.deed(move |d| {
        let (by, new) = (by.clone(), new.clone());
        Box::pin(async move { report_in(d, &by, &new).await })
    })
    .await
}

pub(crate) async fn report_in(d: &mut Deed, by: &By, new: &NewRepair) -> Result<Filing> {
    let app = d.app.clone();
    let catalog = app.catalog.catalog(d.conn()).await?;
    let category = catalog
        .by_id(new.category)
        .filter(|category| category.kind == Kind::Repair)
        .ok_or(AppError::NotFound)?;
    let standing = Standing::of(d, by, new.reporter, new.place).await?;
    let body = if new.words.is_empty() {
        in_words(
            catalog.parent(category).map(AsRef::as_ref),
            category,
            new.language,
        )
    } else {
        new.words.clone()
    };
    let mut filed = standing.ticket(d, new.key, Kind::Repair, new.channel, body, new.language);
    filed.category = Some(category.id);
    filed.photos.clone_from(&new.photos);
    filed.urgency.clone_from(&new.urgency);
    filed.answers = Answers {
        getting_worse: new.getting_worse == GettingWorse::Yes,
        vulnerable: new.vulnerable,
    };
    let filing = ticket::file(d, &filed).await?;
    if let Filing::New(ticket) = &filing {
        db::insert(d.conn(), ticket.id, new).await?;
    }
    Ok(filing)
}

/// Place and problem as a line, when a photo said the rest: "Kitchen: tap or pipe drips".
fn in_words(place: Option<&Category>, what: &Category, lang: Lang) -> String {
    if what.title != what.label {
        return what.title.in_lang(lang).to_owned();
    }
    let what = what.label.in_lang(lang);
    match (place.map(|place| place.label.in_lang(lang)), lang) {
        (Some(place), Lang::Zh) => format!("{place}：{what}"),
        (Some(place), Lang::En | Lang::Es) => format!("{place}: {what}"),
        (None, _) => what.to_owned(),
    }
}
