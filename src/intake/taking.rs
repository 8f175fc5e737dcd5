//! One deed takes the matter down: the person too, when nobody knew them yet.

use uuid::Uuid;

use crate::{
    app::App,
    catalog::{Category, Kind},
    complaint::{self, About, Affects, AnswerBy, NewComplaint},
    db::Deed,
    error::{AppError, Result},
    fees::{self, Disputed, Facts, Ground, NewDispute, NewLine},
    i18n::{Lang, Message},
    ids::{CategoryId, ChargeId, DepartmentId, PersonId},
    people::{self, NewPerson},
    repair::{self, BestTime, GettingWorse, NewRepair},
    ticket::{self, By, Channel, Filing, Number, Standing, Urgency, Where},
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

/// Whom a complaint is about, when the caller named somebody of the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    Person(PersonId),
    Department(DepartmentId),
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
    /// Of a complaint alone: to them it is not there.
    pub whom: Option<Whom>,
    /// Of a dispute alone: the lines of the account it is about.
    pub charges: Vec<ChargeId>,
    /// What was handed over the counter or came by mail, uploaded by whoever takes it down.
    pub files: Vec<Uuid>,
}

/// Orders have a price to agree on first.
pub fn is_taken_here(category: &Category) -> bool {
    category.kind != Kind::ServiceOrder
}

pub async fn take(app: &App, by: &By, taken: Taken) -> Result<Number> {
    let by = by.clone();
    app.deed(move |d| {
        let (by, taken) = (by.clone(), taken.clone());
        Box::pin(async move { take_in(d, &by, taken).await })
    })
    .await
}

async fn take_in(d: &mut Deed, by: &By, taken: Taken) -> Result<Number> {
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
    let filing = match category.kind {
        Kind::Repair => repair::report_in(d, by, &repair_of(taken, reporter)).await?,
        Kind::Complaint => {
            let about = category.slug.parse().unwrap_or(About::Other);
            complaint::file_in(d, by, &complaint_of(taken, reporter, about)).await?
        }
        Kind::FeeDispute => {
            let ground = category.slug.parse().unwrap_or(Ground::Other);
            match fees::dispute_in(d, by, &dispute_of(taken, reporter, ground)?).await? {
                Disputed::Filed(filing) => filing,
                Disputed::Open(number) => Filing::Before(number),
            }
        }
        Kind::Inquiry | Kind::Suggestion => plain(d, by, taken, reporter, category.kind).await?,
        Kind::ServiceOrder => return Err(AppError::NotFound),
    };
    Ok(filing.number().clone())
}

fn repair_of(taken: Taken, reporter: Option<PersonId>) -> NewRepair {
    NewRepair {
        key: taken.key,
        place: taken.place,
        category: taken.category,
        reporter,
        channel: taken.channel,
        words: taken.words,
        language: taken.language,
        photos: taken.files,
        getting_worse: if taken.getting_worse {
            GettingWorse::Yes
        } else {
            GettingWorse::Unsure
        },
        vulnerable: taken.vulnerable,
        enter_when_out: false,
        best_time: BestTime::Any,
        urgency: taken.urgency,
    }
}

fn complaint_of(taken: Taken, reporter: Option<PersonId>, about: About) -> NewComplaint {
    let (about_person, about_department) = match taken.whom {
        Some(Whom::Person(person)) => (Some(person), None),
        Some(Whom::Department(department)) => (None, Some(department)),
        None => (None, None),
    };
    NewComplaint {
        key: taken.key,
        place: taken.place,
        reporter,
        channel: taken.channel,
        about,
        about_person,
        about_department,
        about_ticket: None,
        words: taken.words,
        language: taken.language,
        wants: String::new(),
        affects: if taken.vulnerable {
            vec![Affects::ChildOrOlder]
        } else {
            vec![]
        },
        // whoever rang is rung
        answer_by: if taken.channel == Channel::Email {
            AnswerBy::Email
        } else {
            AnswerBy::Phone
        },
        best_time: BestTime::Any,
        anonymous: false,
        files: taken.files,
    }
}

fn dispute_of(taken: Taken, reporter: Option<PersonId>, ground: Ground) -> Result<NewDispute> {
    let Where::Unit(unit) = taken.place else {
        return Err(AppError::Refused(Message::new("intake-refusal-home")));
    };
    Ok(NewDispute {
        key: taken.key,
        unit,
        reporter,
        channel: taken.channel,
        lines: taken
            .charges
            .into_iter()
            .map(|charge| NewLine {
                charge,
                ground,
                claimed: None,
                facts: Facts::default(),
            })
            .collect(),
        words: taken.words,
        language: taken.language,
        proof: taken.files,
    })
}

async fn plain(
    d: &mut Deed,
    by: &By,
    taken: Taken,
    reporter: Option<PersonId>,
    kind: Kind,
) -> Result<Filing> {
    let standing = Standing::of(d, by, reporter, taken.place).await?;
    let mut new = standing.ticket(
        d,
        taken.key,
        kind,
        taken.channel,
        taken.words,
        taken.language,
    );
    new.category = Some(taken.category);
    new.photos = taken.files;
    new.urgency = taken.urgency;
    new.answers.vulnerable = taken.vulnerable;
    ticket::file(d, &new).await
}
