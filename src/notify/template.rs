//! The messages there are. Their words stand in `locales/*/notify.ftl`, beginning with `notify-<word>-`.

use crate::{error::Audience, text::text_enum};

text_enum! {
    /// What somebody is told. First what owners read, then what the company's people read.
    pub enum Template {
        Received => "received",
        Acknowledged => "acknowledged",
        Moved => "moved",
        Started => "started",
        Answer => "answer",
        Hold => "hold",
        Resumed => "resumed",
        Visited => "visited",
        Safe => "safe",
        Found => "found",
        Resolved => "resolved",
        ComplaintAnswer => "complaint_answer",
        Decided => "decided",
        Reopened => "reopened",
        Closed => "closed",
        Declined => "declined",
        Duplicate => "duplicate",
        Withdrawn => "withdrawn",
        Extended => "extended",
        Retimed => "retimed",
        Apology => "apology",
        ChargesHeld => "charges_held",
        Adjusted => "adjusted",
        Neighbour => "neighbour",
        Joined => "joined",
        Payer => "payer",

        Untriaged => "untriaged",
        Assigned => "assigned",
        TakenBack => "taken_back",
        Offered => "offered",
        OfferAccepted => "offer_accepted",
        OfferDeclined => "offer_declined",
        OfferLapsed => "offer_lapsed",
        Wrote => "wrote",
        Noted => "noted",
        Followed => "followed",
        WaitOver => "wait_over",
        OpenedAgain => "opened_again",
        Urgency => "urgency",
        Warned => "warned",
        Broken => "broken",
        Escalated => "escalated",
        RingOwner => "ring_owner",
        Returned => "returned",
        Rated => "rated",
        Thanked => "thanked",
        Confirmed => "confirmed",
        GivenUp => "given_up",
        StageTwo => "stage_two",
        Approve => "approve",
        Refused => "refused",
    }
}

impl Template {
    /// Who reads it.
    pub fn face(self) -> Audience {
        if self < Self::Untriaged {
            Audience::Owner
        } else {
            Audience::Staff
        }
    }

    /// All that this face reads, as stored.
    pub fn words_of(face: Audience) -> Vec<String> {
        Self::ALL
            .iter()
            .filter(|template| template.face() == face)
            .map(|template| template.as_str().to_owned())
            .collect()
    }

    /// Whether the message says what to do from here on, apart from "tell us if this is wrong".
    pub(super) fn has_own_way_back(self) -> bool {
        matches!(
            self,
            Self::Resolved | Self::ComplaintAnswer | Self::Decided | Self::Declined
        )
    }

    /// Whether it says in a few words how a matter went on that is not the reader's own.
    pub(super) fn tells_step(self) -> bool {
        matches!(self, Self::Neighbour | Self::Joined)
    }

    /// Whether it quotes what somebody wrote: the owner's own words in a receipt, staff's in an answer.
    pub(super) fn quotes(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Answer
                | Self::Hold
                | Self::Safe
                | Self::Found
                | Self::Resolved
                | Self::ComplaintAnswer
                | Self::Decided
                | Self::Declined
                | Self::Extended
                | Self::Payer
        )
    }

    /// Whether it says by when what happens; an apology has its one new time, an end has none.
    pub(super) fn promises(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Acknowledged
                | Self::Answer
                | Self::Safe
                | Self::Found
                | Self::Reopened
                | Self::Extended
                | Self::Retimed
        )
    }
}
