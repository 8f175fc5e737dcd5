//! One deed takes the matter down: the person too, when nobody knew them yet.

use uuid::Uuid;

use crate::{
    app::App,
    catalog::{Category, Kind},
    error::{AppError, Result},
    i18n::Lang,
    ids::{CategoryId, PersonId},
    people::{self, NewPerson},
    repair::{self, BestTime, GettingWorse, NewRepair},
    ticket::{self, By, Channel, Number, Standing, Urgency, Where},
};

/// Who asks.
#[derive(Debug, Clone)]
pub enum Caller {
    Known(PersonId),
    New {
        name: String,
        phone: Option<String>,
    },
    /// Would not say.
    Nobody,
}

/// A matter as the desk took it down.
#[derive(Debug, Clone)]
pub struct Taken {
    /// One key, one ticket and one person.
    pub key: Uuid,
    pub caller: Caller,
    pub place: Where,
    pub category: CategoryId,
    pub channel: Channel,
    pub words: String,
    pub language: Lang,
    pub getting_worse: bool,
    pub vulnerable: bool,
    pub urgency: Option<(Urgency, String)>,
}

/// Kinds that need nothing beyond what the desk asks here.
pub fn is_taken_here(category: &Category) -> bool {
    matches!(
        category.kind,
        Kind::Repair | Kind::Inquiry | Kind::Suggestion
    )
}

pub async fn take(app: &App, by: &By, taken: Taken) -> Result<Number> {
    let by = by.clone();
    app.deed(move |d| {
        let (by, taken) = (by.clone(), taken.clone());
        Box::pin(async move {
            if let Some(before) = d.answered(taken.key, Some(by.person())).await? {
                return Ok(before.parse()?);
            }
            let app = d.app.clone();
            let category = app
                .catalog
                .catalog(d.conn())
                .await?
                .by_id(taken.category)
                .filter(|category| is_taken_here(category))
                .cloned()
                .ok_or(AppError::NotFound)?;
            let now = d.now;
            let reporter = match &taken.caller {
                Caller::Known(person) => Some(*person),
                Caller::Nobody => None,
                Caller::New { name, phone } => {
                    let new = NewPerson {
                        name,
                        phone: phone.as_deref(),
                        language: taken.language,
                        ..NewPerson::default()
                    };
                    Some(people::add_person(d.conn(), &new, now).await?)
                }
            };
            let filing = if category.kind == Kind::Repair {
                let new = NewRepair {
                    key: taken.key,
                    place: taken.place,
                    category: taken.category,
                    reporter,
                    channel: taken.channel,
                    words: taken.words,
                    language: taken.language,
                    photos: vec![],
                    getting_worse: if taken.getting_worse {
                        GettingWorse::Yes
                    } else {
                        GettingWorse::Unsure
                    },
                    vulnerable: taken.vulnerable,
                    enter_when_out: false,
                    best_time: BestTime::Any,
                    urgency: taken.urgency,
                };
                repair::report_in(d, &by, &new).await?
            } else {
                let standing = Standing::of(d, &by, reporter, taken.place).await?;
                let mut new = standing.ticket(
                    d,
                    taken.key,
                    category.kind,
                    taken.channel,
                    taken.words,
                    taken.language,
                );
                new.category = Some(taken.category);
                new.urgency = taken.urgency;
                new.answers.vulnerable = taken.vulnerable;
                ticket::file(d, &new).await?
            };
            Ok(filing.number().clone())
        })
    })
    .await
}
