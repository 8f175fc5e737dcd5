//! What the company does about a matter, and what its owner says of it.

use chrono::TimeDelta;
use rand::RngExt;

use super::{super::places::Estate, Act, Life, pick};
use crate::{
    catalog::Kind,
    error::Result,
    fees,
    ticket::{
        By, Number, Outcome, State, Urgency, WaitReason,
        conversation::{self, Progress},
        handoff,
        resolution::{self, Back, Resolution},
        waiting,
    },
};

impl Life<'_> {
    pub(super) async fn take(&mut self, estate: &Estate, of: usize, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        handoff::take(self.app, &by, &number).await?;
        let soon = self.app.clock.now() + TimeDelta::minutes(self.rng.random_range(1..40));
        self.at(soon, of, Act::Answer(number.clone()));
        let (visit, done) = match detail.urgency {
            Urgency::Emergency => (
                self.app.clock.now() + TimeDelta::minutes(self.rng.random_range(15..100)),
                TimeDelta::hours(3),
            ),
            Urgency::Urgent => (self.later(estate, 2, 20), TimeDelta::hours(5)),
            Urgency::Normal | Urgency::Low => (self.later(estate, 6, 70), TimeDelta::hours(2)),
        };
        if detail.kind == Kind::Repair {
            self.at(visit, of, Act::Visit(number.clone()));
        }
        if detail.urgency > Urgency::Urgent && self.rng.random_bool(0.2) {
            self.at(
                visit + TimeDelta::minutes(30),
                of,
                Act::Hold(number.clone()),
            );
        }
        // One in nine takes far longer than promised.
        let days = if self.rng.random_bool(0.11) {
            self.rng.random_range(9..24)
        } else {
            self.rng.random_range(0..6)
        };
        let end = visit
            + done
            + TimeDelta::days(if detail.urgency == Urgency::Emergency {
                0
            } else {
                days
            });
        let end = if detail.urgency == Urgency::Emergency {
            end
        } else {
            self.in_hours(end, estate.zone)
        };
        self.at(end, of, Act::Resolve(number));
        Ok(())
    }

    pub(super) async fn answer(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let by = self.whoever(estate, &number).await?;
        let words = pick(&mut self.rng, self.data.answers.of(estate.language)).clone();
        let said = self.said(words, estate.language);
        conversation::answer(self.app, &by, &number, said).await
    }

    pub(super) async fn note(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let by = self.whoever(estate, &number).await?;
        let words = pick(&mut self.rng, self.data.note.of(estate.language)).clone();
        let said = self.said(words, estate.language);
        conversation::note(self.app, &by, &number, said).await
    }

    pub(super) async fn hold(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let by = self.whoever(estate, &number).await?;
        let words = self.data.hold.of(estate.language);
        let which = self.rng.random_range(0..words.len());
        let reason = if which == 0 {
            WaitReason::Parts
        } else {
            WaitReason::Appointment
        };
        let until = self.later(estate, 30, 150);
        waiting::hold(
            self.app,
            &by,
            &number,
            reason,
            until,
            words[which].clone(),
            None,
        )
        .await
    }

    pub(super) async fn visit(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        let said = self.said(String::new(), estate.language);
        conversation::report_progress(self.app, &by, &number, Progress::Visited, said).await?;
        if detail.urgency == Urgency::Emergency {
            let said = self.said(String::new(), estate.language);
            conversation::report_progress(self.app, &by, &number, Progress::MadeSafe, said).await?;
        }
        Ok(())
    }

    pub(super) async fn resolve(
        &mut self,
        estate: &Estate,
        of: usize,
        number: Number,
    ) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        if matches!(detail.state, State::Waiting { .. }) {
            waiting::resume(self.app, &by, &number).await?;
        }
        if matches!(detail.kind, Kind::FeeDispute | Kind::Complaint) {
            if detail.kind == Kind::Complaint {
                self.answer_in_writing(estate, &by, &number).await?;
            } else {
                self.decide(estate, &number).await?;
            }
            let judge = self.app.clock.now() + TimeDelta::hours(self.rng.random_range(1..90));
            self.at(judge, of, Act::Judge(number));
            return Ok(());
        }
        let resolution = Resolution {
            key: self.key(),
            outcome: if detail.kind == Kind::Repair {
                Outcome::Fixed
            } else {
                Outcome::Answered
            },
            words: pick(&mut self.rng, self.data.done.of(estate.language)).clone(),
            language: estate.language,
            files: vec![],
            seen_version: None,
        };
        resolution::resolve(self.app, &by, &number, resolution).await?;
        let judge = self.app.clock.now() + TimeDelta::hours(self.rng.random_range(1..90));
        self.at(judge, of, Act::Judge(number));
        Ok(())
    }

    /// More than half say something: most that it is done, some that it is not.
    pub(super) async fn judge(&mut self, estate: &Estate, of: usize, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let Some(owner) = detail.reporter else {
            return Ok(());
        };
        let by = By::Owner(owner);
        let dice: f64 = self.rng.random();
        if dice < 0.07 && detail.cycle == 1 {
            let words = pick(&mut self.rng, self.data.still.of(estate.language)).clone();
            let key = self.key();
            let back = Back {
                key,
                words,
                language: estate.language,
                files: vec![],
            };
            fees::give_back(self.app.clone(), by, number.clone(), back).await?;
            let answer = self.later(estate, 1, 6);
            self.at(answer, of, Act::Answer(number.clone()));
            let end = self.later(estate, 10, 70);
            self.at(end, of, Act::Resolve(number));
        } else if dice < 0.6 {
            let score = [5, 5, 5, 4, 4, 3, 2, 1][self.rng.random_range(0..8)];
            let words = pick(&mut self.rng, self.data.praise.of(estate.language)).clone();
            let verdict = resolution::Verdict {
                key: self.key(),
                score: Some(score),
                words,
                language: estate.language,
            };
            resolution::confirm(self.app, &by, &number, verdict).await?;
        }
        Ok(())
    }
}
