//! Complaints, and the written answers to them.

use rand::RngExt;

use super::{history::Life, places::Estate};
use crate::{
    complaint::{self, About, Answer, AnswerBy, Finding, NewComplaint, Written},
    error::Result,
    ids::{PersonId, UnitId},
    repair::BestTime,
    ticket::{By, Channel, Number, Where},
};

impl Life<'_> {
    pub(super) async fn complain(
        &mut self,
        estate: &Estate,
        unit: UnitId,
        who: PersonId,
    ) -> Result<Number> {
        let reports = &self.data.complaint;
        let report = &reports[self.rng.random_range(0..reports.len())];
        let words = report.words(estate.language);
        let new = NewComplaint {
            key: self.key(),
            place: Where::Unit(unit),
            reporter: None,
            channel: Channel::Web,
            about: report.about.unwrap_or(About::Other),
            about_person: None,
            about_department: None,
            about_ticket: None,
            words: words[self.rng.random_range(0..words.len())].clone(),
            language: estate.language,
            wants: String::new(),
            affects: vec![],
            answer_by: AnswerBy::App,
            best_time: BestTime::Any,
            anonymous: false,
            files: vec![],
        };
        Ok(complaint::file(self.app, &By::Owner(who), new)
            .await?
            .number()
            .clone())
    }

    pub(super) async fn answer_in_writing(
        &mut self,
        estate: &Estate,
        by: &By,
        number: &Number,
    ) -> Result<()> {
        let parts = self.data.written.of(estate.language);
        let part = |n: usize| parts.get(n).cloned().unwrap_or_default();
        let finding =
            [Finding::Upheld, Finding::Partly, Finding::NotUpheld][self.rng.random_range(0..3)];
        let answer = Answer {
            key: self.key(),
            written: Written {
                finding,
                reasons: part(0),
                remedy: part(1),
                next_steps: part(2),
                further: part(3),
            },
            files: vec![],
            seen_version: None,
        };
        complaint::answer(self.app, by, number, answer).await
    }
}
