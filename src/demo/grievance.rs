//! Complaints, the written answers to them, and the second look.

use super::{
    history::{Life, pick},
    places::Dweller,
};
use crate::{
    complaint::{self, About, Answer, AnswerBy, Finding, NewComplaint, Written},
    error::Result,
    ids::{PersonId, UnitId},
    repair::BestTime,
    ticket::{By, Channel, Number, Where, read::Detail},
};

impl Life<'_> {
    /// Which number it got, and where the desk sends it if no rule does.
    pub(super) async fn complain(
        &mut self,
        unit: UnitId,
        who: Dweller,
    ) -> Result<(Number, Option<String>)> {
        let report = pick(&mut self.rng, &self.data.complaint);
        let words = self.words(&report.says, who.speaks);
        let about = report.about.unwrap_or(About::Other);
        let number = self.complain_of(unit, who, about, None, words).await?;
        Ok((number, report.triage.clone()))
    }

    pub(super) async fn complain_of(
        &mut self,
        unit: UnitId,
        who: Dweller,
        about: About,
        whom: Option<PersonId>,
        words: String,
    ) -> Result<Number> {
        let new = NewComplaint {
            key: self.key(),
            place: Where::Unit(unit),
            reporter: None,
            channel: Channel::Web,
            about,
            about_person: whom,
            about_department: None,
            about_ticket: None,
            words,
            language: who.speaks,
            wants: String::new(),
            affects: vec![],
            answer_by: AnswerBy::App,
            best_time: BestTime::Any,
            anonymous: false,
            files: vec![],
        };
        let filing = complaint::file(self.app, &By::Owner(who.id), new).await?;
        Ok(filing.number().clone())
    }

    /// What was complained of has its own answer; the second look has another.
    pub(super) async fn answer_in_writing(&mut self, detail: &Detail, by: &By) -> Result<()> {
        let lang = detail.language;
        let report = self
            .data
            .complaint
            .iter()
            .find(|report| report.says.holds(&detail.body));
        let mut conn = self.app.pool.acquire().await?;
        let complaint = complaint::find(&mut conn, detail.id).await?;
        drop(conn);
        let is_second = complaint.is_some_and(|complaint| complaint.stage > 1);
        let (finding, parts) = match report {
            Some(report) if !is_second => (
                report.finding.unwrap_or(Finding::Partly),
                report.done.of(lang),
            ),
            Some(_) | None => (Finding::Partly, self.data.second.of(lang)),
        };
        let part = |n: usize| parts.get(n).cloned().unwrap_or_default();
        let answer = Answer {
            key: self.key(),
            written: Written {
                finding,
                reasons: part(0),
                remedy: part(1),
                next_steps: part(2),
                further: self.words(&self.data.further, lang),
            },
            files: vec![],
            seen_version: None,
        };
        complaint::answer(self.app, by, &detail.number, answer).await
    }

    pub(super) async fn ask_again(&mut self, detail: &Detail, who: Dweller) -> Result<()> {
        let (key, why) = (self.key(), self.words(&self.data.unhappy, who.speaks));
        complaint::escalate(self.app, who.id, &detail.number, key, why, who.speaks).await
    }
}
