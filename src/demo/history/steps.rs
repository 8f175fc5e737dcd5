//! What happens to the matters of the last days, step by step.

use chrono::{NaiveTime, TimeDelta};

use super::{
    super::{
        places::Estate,
        recent::{Deed, Step},
    },
    Life,
};
use crate::{
    catalog::Kind,
    error::{AppError, Result},
    ticket::{
        By, Number, Outcome, WaitReason,
        conversation::{self, Progress},
        handoff::{self, To},
        resolution::{self, Resolution},
        waiting,
    },
};

impl Life<'_> {
    pub(super) async fn step(
        &mut self,
        estate: &Estate,
        number: Number,
        step: &Step,
    ) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        // Notes are for colleagues; the rest is read by whoever reported it.
        let mut said = self.said(step.words.clone(), detail.language);
        match step.what {
            Deed::Take => handoff::take(self.app, &by, &number).await,
            Deed::Answer => conversation::answer(self.app, &by, &number, said).await,
            Deed::Spoke => conversation::spoke(self.app, &by, &number, said).await,
            Deed::Write => {
                let owner = detail.reporter.ok_or(AppError::NotFound)?;
                conversation::write(self.app, &By::Owner(owner), &number, said).await
            }
            Deed::Note => {
                said.language = estate.language;
                conversation::note(self.app, &by, &number, said).await
            }
            Deed::Visit => {
                conversation::report_progress(self.app, &by, &number, Progress::Visited, said).await
            }
            Deed::Safe => {
                conversation::report_progress(self.app, &by, &number, Progress::MadeSafe, said)
                    .await
            }
            Deed::Hold => {
                // Before the first hour of the day: `in_hours` makes that the morning.
                let day = self.now + TimeDelta::days(step.days);
                let into = day.with_timezone(&estate.zone).time() - NaiveTime::MIN;
                let until = self.in_hours(day - into + TimeDelta::hours(6), estate.zone);
                let reason = step.reason.unwrap_or(WaitReason::Parts);
                let words = step.words.clone();
                waiting::hold(self.app, &by, &number, reason, until, words, None).await
            }
            Deed::Offer => {
                let to = step.to.as_deref().unwrap_or_default();
                let to = match self.world.departments.get(to) {
                    Some(department) => To::Department(*department),
                    None => To::Person(*self.world.logins.get(to).ok_or(AppError::NotFound)?),
                };
                handoff::offer(self.app, &by, &number, to, step.words.clone(), None).await
            }
            Deed::Route => self.triage(estate, number, step.to.clone()).await,
            Deed::Resolve if detail.kind == Kind::FeeDispute => {
                self.decide(&detail).await.map(drop)
            }
            Deed::Resolve if detail.kind == Kind::Complaint => {
                self.answer_in_writing(&detail, &by).await
            }
            Deed::Resolve => {
                let resolution = Resolution {
                    key: self.key(),
                    outcome: if detail.kind == Kind::Repair {
                        Outcome::Fixed
                    } else {
                        Outcome::Answered
                    },
                    words: step.words.clone(),
                    language: detail.language,
                    files: vec![],
                    seen_version: None,
                };
                resolution::resolve(self.app, &by, &number, resolution).await
            }
        }
    }
}
