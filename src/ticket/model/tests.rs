use super::*;

fn at(minute: u32) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + i64::from(minute) * 60, 0).expect("a time")
}

fn ticket(state: State) -> Ticket {
    Ticket {
        id: TicketId(1),
        number: Number::draw(Kind::Repair),
        kind: Kind::Repair,
        place: Place {
            community: CommunityId(1),
            building: None,
            unit: None,
            common_area: None,
            asset: None,
        },
        category: None,
        urgency: Urgency::Normal,
        reporter: None,
        reporter_role: None,
        filed_by: None,
        language: Lang::En,
        department: Some(DepartmentId(1)),
        accountable: Some(PersonId(1)),
        state,
        state_at: at(0),
        wake_at: None,
        cycle: 1,
        version: 1,
        needs_review: false,
        tags: vec![],
        seen_by: vec![],
        seen_by_departments: vec![],
        hidden_from: vec![],
        filed_at: at(0),
        first_response_at: None,
        resolved_at: None,
        closed_at: None,
        duplicate_of: None,
        rule: None,
        rule_set: None,
        last_seq: 0,
        last_hash: None,
    }
}

fn every_state() -> Vec<State> {
    vec![
        State::New,
        State::Assigned,
        State::InProgress,
        State::Waiting {
            reason: WaitReason::Parts,
            until: at(60),
        },
        State::Resolved {
            outcome: Outcome::Fixed,
            at: at(1),
        },
        State::Closed {
            outcome: Outcome::Fixed,
            at: at(1),
        },
        State::Declined {
            reason: DeclineReason::Other,
            referral: Some("The water company".to_owned()),
        },
        State::Duplicate {
            of: Number::draw(Kind::Repair),
        },
        State::Withdrawn,
    ]
}

#[test]
fn a_state_and_its_facts_survive_the_columns() {
    for state in every_state() {
        let (text, facts) = state.to_columns();
        assert_eq!(text, state.as_str());
        assert_eq!(
            State::from_columns(&text, facts).expect("reads back"),
            state
        );
    }
}

/// The transition table: one row a move, one column a state, in the order of `every_state`.
#[test]
fn only_legal_moves_are_made() {
    type Move = fn(&mut Ticket) -> Result<(), Refusal>;
    let table: [(&str, Move, [bool; 9]); 9] = [
        (
            "assign",
            |t| t.assign(DepartmentId(2), PersonId(2), at(2)),
            [true, true, true, true, false, false, false, false, false],
        ),
        (
            "start",
            |t| t.start(at(2)),
            [false, true, true, true, false, false, false, false, false],
        ),
        (
            "hold",
            |t| t.hold(WaitReason::Parts, at(9), at(2)),
            [false, true, true, false, false, false, false, false, false],
        ),
        (
            "resume",
            |t| t.resume(at(2)),
            [false, false, false, true, false, false, false, false, false],
        ),
        (
            "resolve",
            |t| t.resolve(Outcome::Fixed, at(2), at(9)),
            [false, false, true, false, false, false, false, false, false],
        ),
        (
            "close",
            |t| t.close(at(2)),
            [false, false, false, false, true, false, false, false, false],
        ),
        (
            "reopen",
            |t| t.reopen(at(2)),
            [false, false, false, false, true, true, true, false, false],
        ),
        (
            "decline",
            |t| t.decline(DeclineReason::Other, None, at(2)),
            [true, true, true, true, false, false, false, false, false],
        ),
        (
            "withdraw",
            |t| t.withdraw(at(2)),
            [true, true, true, true, false, false, false, false, false],
        ),
    ];
    for (name, make, legal) in table {
        for (state, legal) in every_state().into_iter().zip(legal) {
            let mut t = ticket(state.clone());
            assert_eq!(
                make(&mut t).is_ok(),
                legal,
                "{name} from {}",
                state.as_str()
            );
            if !legal {
                assert_eq!(t.state, state, "a refused {name} changes nothing");
            }
        }
    }
}

#[test]
fn an_emergency_cannot_be_put_on_hold() {
    let mut t = ticket(State::InProgress);
    t.urgency = Urgency::Emergency;
    assert_eq!(
        t.hold(WaitReason::Parts, at(9), at(2)),
        Err(Refusal::EmergencyCannotWait)
    );
}

#[test]
fn a_reopening_starts_the_next_cycle() {
    let mut t = ticket(State::Closed {
        outcome: Outcome::Fixed,
        at: at(1),
    });
    t.reopen(at(2)).expect("may be reopened");
    assert_eq!((t.cycle, t.closed_at), (2, None));
}
