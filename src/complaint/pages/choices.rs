//! What each step of a complaint offers to choose from.

use super::form::Step;
use crate::{
    app::App,
    complaint::{
        db,
        model::{About, Affects, AnswerBy},
    },
    error::Result,
    i18n::L,
    people::{self, Owner},
    repair::BestTime,
    web::Choice,
};

/// The step's question and, where it asks a second one, that one's.
pub(super) async fn choices(
    app: &App,
    owner: &Owner,
    l: L,
    step: Step,
    about: Option<About>,
) -> Result<(Vec<Choice>, Vec<Choice>)> {
    let word = |of: &str, word: &str| Choice::new(word, l.word(of, word));
    let mut more = Vec::new();
    let choices = match step {
        Step::Words | Step::Check => Vec::new(),
        Step::About => About::ALL
            .iter()
            .map(|one| word("complaint-about", one.as_str()))
            .collect(),
        Step::Whom => whom(app, owner, l, about).await?,
        Step::Wants => {
            let affects = Affects::ALL.iter();
            more.extend(affects.map(|one| word("complaint-affects", one.as_str())));
            Vec::new()
        }
        Step::Reply => {
            let times = BestTime::ALL.iter();
            more.extend(times.map(|one| word("repair-best", one.as_str())));
            AnswerBy::ALL
                .iter()
                .map(|one| word("complaint-answer-by", one.as_str()))
                .collect()
        }
    };
    Ok((choices, more))
}

/// Whom or which matter it can be about: those they had to do with, and none of these.
async fn whom(app: &App, owner: &Owner, l: L, about: Option<About>) -> Result<Vec<Choice>> {
    let mut conn = app.pool.acquire().await?;
    let mut choices: Vec<_> = match about {
        Some(About::Staff) => {
            let met = db::met(&mut conn, owner.person_id).await?;
            let one = |(person, name)| Choice::new(format!("person-{person}"), name);
            met.into_iter().map(one).collect()
        }
        Some(About::Department) => {
            let all = people::departments(&mut conn).await?;
            all.iter()
                .map(|one| Choice::new(format!("department-{}", one.id), l.label(&one.name)))
                .collect()
        }
        _ => {
            let recent = db::recent(&mut conn, owner.person_id).await?;
            recent
                .into_iter()
                .map(|(number, summary)| {
                    Choice::new(format!("ticket-{number}"), number.as_str()).hint(summary)
                })
                .collect()
        }
    };
    choices.push(Choice::new("", l.t("complaint-whom-none")));
    Ok(choices)
}
