//! What is promised, and the moments in a ticket's life that start and meet promises.

use crate::text::text_enum;

text_enum! {
    /// What a promise is about.
    pub enum Metric {
        Acknowledge => "acknowledge",
        /// The first message to the owner by a human, or a logged spoken contact.
        FirstResponse => "first_response",
        Attend => "attend",
        MakeSafe => "make_safe",
        Investigate => "investigate",
        UpdateOwner => "update_owner",
        Resolve => "resolve",
        Answer => "answer",
        EvidenceOpen => "evidence_open",
        Certify => "certify",
        DepartmentHold => "department_hold",
    }
}

text_enum! {
    /// What happens to a ticket, as far as promises are concerned: it starts clocks and meets them.
    pub enum Moment {
        Filed => "filed",
        /// The automatic receipt went out: meets an acknowledgement only where the policy lets a receipt count.
        Receipt => "receipt",
        /// A human took note of it and said so.
        Acknowledged => "acknowledged",
        /// A human's message to the owner, a note made public, or a logged spoken contact.
        Responded => "responded",
        AssignedToDepartment => "assigned",
        /// Somebody attended on site.
        Visited => "visited",
        MadeSafe => "made_safe",
        Investigated => "investigated",
        UpdatedOwner => "updated_owner",
        Answered => "answered",
        Resolved => "resolved",
        EvidenceOpened => "evidence_opened",
        Certified => "certified",
        /// The second stage of a complaint was asked for.
        Escalated => "escalated",
        Reopened => "reopened",
        Closed => "closed",
        /// We said sorry for a broken promise and owe news: starts the clock for them.
        Apologised => "apologised",
    }
}

text_enum! {
    /// Where a promise stands. Running with a breach is late and still open; kept was met by its due instant; broken was met
    /// late, or is over and unmet; dropped was not needed any more and had not been breached.
    pub enum State {
        Waiting => "waiting",
        Running => "running",
        Kept => "kept",
        Broken => "broken",
        Dropped => "dropped",
    }
}

impl Moment {
    /// What has happened with it, in order: a written answer is also the first human message, and that also acknowledges.
    pub fn implies(self) -> &'static [Self] {
        match self {
            Self::Responded => &[Self::Acknowledged],
            Self::Answered | Self::Resolved => &[Self::Acknowledged, Self::Responded],
            Self::Filed
            | Self::Receipt
            | Self::Acknowledged
            | Self::AssignedToDepartment
            | Self::Visited
            | Self::MadeSafe
            | Self::Investigated
            | Self::UpdatedOwner
            | Self::EvidenceOpened
            | Self::Certified
            | Self::Escalated
            | Self::Reopened
            | Self::Closed
            | Self::Apologised => &[],
        }
    }

    /// The promises it meets. Proof (`certify`) and open books (`evidence_open`) are not met by the work being done.
    pub fn meets(self) -> &'static [Metric] {
        match self {
            Self::Receipt | Self::Acknowledged => &[Metric::Acknowledge],
            Self::Responded => &[Metric::FirstResponse],
            Self::Visited => &[Metric::Attend],
            Self::MadeSafe => &[Metric::MakeSafe],
            Self::Investigated => &[Metric::Investigate],
            Self::UpdatedOwner => &[Metric::UpdateOwner],
            Self::Answered => &[Metric::Answer, Metric::UpdateOwner],
            Self::Resolved => &[
                Metric::Attend,
                Metric::MakeSafe,
                Metric::Investigate,
                Metric::UpdateOwner,
                Metric::Answer,
                Metric::Resolve,
                Metric::DepartmentHold,
            ],
            Self::EvidenceOpened => &[Metric::EvidenceOpen],
            Self::Certified => &[Metric::Certify],
            Self::Filed
            | Self::AssignedToDepartment
            | Self::Escalated
            | Self::Reopened
            | Self::Closed
            | Self::Apologised => &[],
        }
    }
}

impl Metric {
    /// Still owed when the ticket is closed: the proof that a repair was certified, the books an owner may see.
    pub fn outlives_closing(self) -> bool {
        matches!(self, Self::Certify | Self::EvidenceOpen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_as_what_was_written() {
        for metric in Metric::ALL {
            assert_eq!(metric.as_str().parse(), Ok(*metric));
            assert_eq!(serde_json::to_value(metric).unwrap(), metric.as_str());
        }
        for moment in Moment::ALL {
            assert_eq!(moment.as_str().parse(), Ok(*moment));
        }
        assert_eq!(
            "soon".parse::<Metric>(),
            Err(crate::text::UnknownWord("soon".into()))
        );
    }

    #[test]
    fn every_metric_is_met_by_some_moment() {
        for metric in Metric::ALL {
            assert!(
                Moment::ALL
                    .iter()
                    .any(|moment| moment.meets().contains(metric)),
                "{metric}"
            );
        }
    }

    #[test]
    fn an_automatic_receipt_acknowledges_and_is_no_first_response() {
        assert_eq!(Moment::Receipt.meets(), [Metric::Acknowledge]);
        assert!(Moment::Receipt.implies().is_empty());
    }

    #[test]
    fn work_done_is_not_proof_filed() {
        assert!(!Moment::Resolved.meets().contains(&Metric::Certify));
    }
}
