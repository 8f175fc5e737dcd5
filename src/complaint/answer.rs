//! The written answer, and more time for it: bounded, with a reason, told to the owner.

use serde_json::json;
use uuid::Uuid;

use super::{
    db,
    model::{Complaint, Written},
};
use crate::{
    app::App,
    db::{Deed, Once},
    error::{AppError, Result},
    i18n::Message,
    people::Staff,
    sla::{self, Metric, State, Target},
    text,
    ticket::{
        self, Actor, By, Entry, EventKind, Number, Refusal, Ticket,
        resolution::{Resolution, resolve_in},
    },
};

#[derive(Debug, Clone)]
pub struct Answer {
    pub key: Uuid,
    pub written: Written,
    /// Uploads of whoever answers.
    pub files: Vec<Uuid>,
    pub seen_version: Option<i32>,
}

/// Answers the present stage: the answer is its resolution.
pub async fn answer(app: &App, by: &By, number: &Number, answer: Answer) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, answer) = (by.clone(), number.clone(), answer.clone());
        Box::pin(async move { answer_in(d, &by, &number, &answer).await })
    })
    .await
}

async fn answer_in(d: &mut Deed, by: &By, number: &Number, answer: &Answer) -> Result<()> {
    let written = &answer.written;
    let body = text::digest(&[
        number.as_str(),
        &written.reasons,
        &written.remedy,
        &written.next_steps,
        &written.further,
    ]);
    if d.once(answer.key, Some(by.person()), &body, number.as_str())
        .await?
        != Once::First
    {
        return Ok(());
    }
    let (mut t, complaint) = take(d, by, number, answer.seen_version).await?;
    t.must_be_open()?;
    let language = ticket::language_of_owner(d.conn(), t.id).await?;
    let (now, me) = (d.now, by.person());
    db::save_answer(d.conn(), t.id, complaint.stage, written, me, now).await?;
    ticket::take_up_in(d, &mut t, by).await?;
    let resolution = Resolution {
        key: answer.key,
        outcome: written.finding.outcome(),
        words: written.letter(language.lasting()),
        language,
        files: answer.files.clone(),
        seen_version: None,
    };
    let facts = json!({ "stage": complaint.stage, "finding": written.finding.as_str() });
    resolve_in(
        d,
        &mut t,
        by,
        &resolution,
        EventKind::ComplaintAnswered,
        facts,
    )
    .await
}

/// The complaint, locked, for those who work on it and have nothing to do with what it is about.
async fn take(
    d: &mut Deed,
    by: &By,
    number: &Number,
    seen_version: Option<i32>,
) -> Result<(Ticket, Complaint)> {
    let t = by.take_to_work(d, number, seen_version).await?;
    let complaint = db::find(d.conn(), t.id).await?.ok_or(AppError::NotFound)?;
    let me = by.person();
    if complaint.about_person == Some(me) {
        return Err(Refusal::AboutYourself.into());
    }
    if let Some(department) = complaint.about_department
        && db::hands_of(d.conn(), department, t.place.community)
            .await?
            .contains(&me.0)
    {
        return Err(Refusal::AboutThatDepartment.into());
    }
    if complaint.stage == 2 && db::first_hands(d.conn(), t.id).await?.contains(&me) {
        return Err(AppError::Refused(Message::new(
            "complaint-refusal-first-hand",
        )));
    }
    Ok((t, complaint))
}

/// More working days for the answer, as far as the policy lets: the owner hears the reason and the new date.
pub async fn extend(
    app: &App,
    staff: &Staff,
    number: &Number,
    days: u32,
    reason: String,
) -> Result<()> {
    let (staff, number) = (staff.clone(), number.clone());
    app.deed(move |d| {
        let (staff, number, reason) = (staff.clone(), number.clone(), reason.clone());
        Box::pin(async move {
            let by = By::Staff(staff.scope.clone());
            let (mut t, _) = take(d, &by, &number, None).await?;
            t.must_be_open()?;
            let target: Target = format!("{days} wd").parse()?;
            let promises = sla::promises_of(d.conn(), t.id).await?;
            let running = |metric: Metric| {
                let mut running = promises
                    .iter()
                    .filter(|promise| promise.cycle == t.cycle && promise.state == State::Running);
                running.find(|promise| promise.metric == metric)
            };
            let promise = running(Metric::Answer).or_else(|| running(Metric::Resolve));
            let promise = promise.ok_or(sla::Refusal::NotExtendable)?.id;
            let (app, now) = (d.app.clone(), d.now);
            let change = sla::extend(
                &app.sla,
                d.conn(),
                promise,
                target,
                &reason,
                staff.person_id,
                now,
            )
            .await?;
            db::extended(d.conn(), t.id, change.due_at).await?;
            let data = json!({
                "promise": promise,
                "metric": change.metric.as_str(),
                "due": change.due_at,
                "by": target.to_string(),
            });
            let entry = Entry::public(
                EventKind::PromiseExtended,
                Actor::Staff(staff.person_id),
                now,
            )
            .data(data)
            .text(&reason, staff.language);
            ticket::append(d, &mut t, vec![entry]).await
        })
    })
    .await
}
