//! What the company does about a matter, and what its owner says of it.

use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt;

use super::{
    super::places::{Dweller, Estate},
    Act, Life,
};
use crate::{
    catalog::Kind,
    error::{AppError, Result},
    fees::{self, Decided},
    ticket::{
        By, Number, Outcome, State, Urgency, WaitReason,
        conversation::{self, Progress},
        handoff,
        read::Detail,
        resolution::{self, Back, Resolution},
        triage::{self, Route},
        waiting,
    },
};

impl Life<'_> {
    /// The desk's part: to a department, or a look at what a rule was not sure of.
    pub(super) async fn triage(
        &mut self,
        estate: &Estate,
        number: Number,
        to: Option<String>,
    ) -> Result<()> {
        let by = self.staff(estate.desk);
        let detail = self.detail(estate, &number).await?;
        if detail.state != State::New {
            return triage::confirm(self.app, &by, &number, None).await;
        }
        let to = to.as_deref().unwrap_or("customer-service");
        let Some(&department) = self.world.departments.get(to) else {
            return Err(AppError::NotFound);
        };
        let route = Route {
            department,
            person: None,
            urgency: None,
            reason: String::new(),
            seen_version: None,
        };
        triage::route(self.app, &by, &number, route).await
    }

    pub(super) async fn take(&mut self, estate: &Estate, of: usize, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        handoff::take(self.app, &by, &number).await?;
        let most = if detail.urgency > Urgency::Urgent {
            40
        } else {
            5
        };
        let soon = self.app.clock.now() + TimeDelta::minutes(self.rng.random_range(1..most));
        self.at(soon, of, Act::Answer(number.clone()));
        // One in eleven takes far longer than promised.
        let slow = self.rng.random_bool(0.09);
        let (visit, days) = match (detail.urgency, detail.kind) {
            (Urgency::Emergency, _) => {
                let minutes = self.rng.random_range(15..100);
                (self.app.clock.now() + TimeDelta::minutes(minutes), 0..1)
            }
            (Urgency::Urgent, _) if slow => (self.later(estate, 1, 6), 3..6),
            (Urgency::Urgent, _) => (self.later(estate, 1, 6), 0..2),
            (_, Kind::Repair) if slow => (self.later(estate, 6, 40), 12..20),
            (_, Kind::Repair) => (self.later(estate, 6, 40), 0..6),
            (_, Kind::Complaint | Kind::FeeDispute) if slow => (self.later(estate, 6, 40), 11..15),
            (_, Kind::Complaint | Kind::FeeDispute) => (self.later(estate, 6, 40), 1..7),
            _ if slow => (self.later(estate, 2, 20), 6..9),
            _ => (self.later(estate, 2, 20), 0..2),
        };
        let end = visit + TimeDelta::hours(2) + TimeDelta::days(self.rng.random_range(days));
        let end = if detail.urgency == Urgency::Emergency {
            end
        } else {
            self.in_hours(end, estate.zone)
        };
        if detail.kind == Kind::Repair {
            self.at(visit, of, Act::Visit(number.clone()));
            let why = if slow {
                (WaitReason::Parts, end - TimeDelta::hours(20))
            } else {
                (WaitReason::Appointment, end - TimeDelta::hours(1))
            };
            let at = visit + TimeDelta::minutes(30);
            if why.1 > at && self.rng.random_bool(if slow { 0.8 } else { 0.25 }) {
                self.at(at, of, Act::Hold(number.clone(), why.0, why.1));
            }
        }
        self.at(end, of, Act::Resolve(number));
        Ok(())
    }

    pub(super) async fn answer(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        let from = if detail.kind == Kind::Repair {
            &self.data.answers
        } else {
            &self.data.replies
        };
        let words = self.words(from, detail.language);
        let said = self.said(words, detail.language);
        conversation::answer(self.app, &by, &number, said).await
    }

    pub(super) async fn note(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let by = self.whoever(estate, &number).await?;
        let words = self.words(&self.data.note, estate.language);
        let said = self.said(words, estate.language);
        conversation::note(self.app, &by, &number, said).await
    }

    pub(super) async fn hold(
        &mut self,
        estate: &Estate,
        number: Number,
        reason: WaitReason,
        until: DateTime<Utc>,
    ) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        let from = if reason == WaitReason::Parts {
            &self.data.parts
        } else {
            &self.data.appointment
        };
        let words = self.words(from, detail.language);
        waiting::hold(self.app, &by, &number, reason, until, words, None).await
    }

    pub(super) async fn visit(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        let words = if detail.urgency > Urgency::Urgent && self.rng.random_bool(0.5) {
            self.words(&self.data.seen, detail.language)
        } else {
            String::new()
        };
        let said = self.said(words, detail.language);
        conversation::report_progress(self.app, &by, &number, Progress::Visited, said).await?;
        if detail.urgency == Urgency::Emergency {
            let said = self.said(String::new(), detail.language);
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
        let judge = self.app.clock.now() + TimeDelta::hours(self.rng.random_range(1..90));
        match detail.kind {
            Kind::Complaint => {
                self.answer_in_writing(&detail, &by).await?;
                self.at(judge, of, Act::Judge(number));
                return Ok(());
            }
            Kind::FeeDispute => {
                let decided = self.decide(&detail).await?;
                if decided == Some(Decided::Proposed) {
                    let soon = self.later(estate, 1, 20);
                    self.at(soon, of, Act::Agree(number));
                } else {
                    self.at(judge, of, Act::Judge(number));
                }
                return Ok(());
            }
            Kind::Repair | Kind::Suggestion | Kind::Inquiry | Kind::ServiceOrder => {}
        }
        let words = self.words_of_the_end(&detail);
        let resolution = Resolution {
            key: self.key(),
            outcome: if detail.kind == Kind::Repair {
                Outcome::Fixed
            } else {
                Outcome::Answered
            },
            words,
            language: detail.language,
            files: vec![],
            seen_version: None,
        };
        resolution::resolve(self.app, &by, &number, resolution).await?;
        self.at(judge, of, Act::Judge(number));
        Ok(())
    }

    /// What was done, as it fits what was reported.
    fn words_of_the_end(&mut self, detail: &Detail) -> String {
        let data = self.data;
        let known = data
            .repair
            .iter()
            .chain(&data.question)
            .find(|report| report.says.holds(&detail.body));
        let from = known.map_or(&data.done, |report| &report.done);
        self.words(from, detail.language)
    }

    pub(super) async fn agree_to(
        &mut self,
        estate: &Estate,
        of: usize,
        number: Number,
    ) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        self.agree(&detail).await?;
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
        let (by, lang) = (By::Owner(owner), detail.language);
        let dice: f64 = self.rng.random();
        let again = dice < 0.06 && detail.cycle == 1;
        if again && detail.kind == Kind::Repair {
            let back = Back {
                key: self.key(),
                words: self.words(&self.data.still, lang),
                language: lang,
                files: vec![],
            };
            fees::give_back(self.app.clone(), by, number.clone(), back).await?;
            let answer = self.later(estate, 1, 3);
            self.at(answer, of, Act::Answer(number.clone()));
            let end = self.later(estate, 8, 40);
            self.at(end, of, Act::Resolve(number));
        } else if dice < 0.3 && detail.kind == Kind::Complaint {
            let who = Dweller {
                id: owner,
                speaks: lang,
            };
            self.ask_again(&detail, who).await?;
            // When all of Customer service had their hands in it, it is the desk that finds somebody else.
            let sent = self.later(estate, 1, 2);
            if self.detail(estate, &number).await?.state == State::New {
                let elsewhere = Some("finance".to_owned());
                self.at(sent, of, Act::Triage(number.clone(), elsewhere));
            }
            let take = self.later(estate, 3, 5).max(sent + TimeDelta::minutes(20));
            self.at(take, of, Act::Take(number));
        } else if dice < 0.6 {
            let score = [5, 5, 5, 5, 4, 4, 4, 3, 2][self.rng.random_range(0..9)];
            let from = if score > 3 {
                &self.data.praise
            } else {
                &self.data.grumble
            };
            let verdict = resolution::Verdict {
                key: self.key(),
                score: Some(score),
                words: self.words(from, lang),
                language: lang,
            };
            resolution::confirm(self.app, &by, &number, verdict).await?;
        }
        Ok(())
    }
}
