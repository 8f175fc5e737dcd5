//! Charges in, disputes held, decisions by line and by two people.

mod decisions;
mod reopening;

use ventanilla::{
    error::{AppError, Audience},
    fees::{
        self, Decision, Disputed, Facts, Ground, LineDecision, NewDecision, NewDispute, NewLine,
        Totals,
    },
    i18n::Lang,
    ids::{ChargeId, PersonId},
    people::{Scope, SignedIn, Staff},
    ticket::{Channel, Number, resolution},
};

use crate::support::{TestApp, World};

pub const CHARGES: &str = "\
community,building,unit,reference,name,period,due,amount,paid,explanation
palmeras,Tower 2,2-A,F-1,Cuota noviembre,2026-11,2026-11-05,120.00,0,Coeficiente 1.2 % del presupuesto
palmeras,Tower 2,2-A,F-2,Derrama ascensor,2026-11,2026-11-10,900.00,0,
palmeras,Tower 2,2-B,F-3,Cuota noviembre,2026-11,2026-11-05,130.00,130.00,
palmeras,Tower 9,1-A,F-4,Cuota noviembre,2026-11,2026-11-05,130.00,0,
palmeras,Tower 2,2-A,F-1,Otra vez,2026-11,2026-11-05,120.00,0,
";

pub async fn charged(t: &TestApp) {
    fees::import::import(&t.app, CHARGES.as_bytes(), false)
        .await
        .expect("imported");
}

async fn charge(t: &TestApp, reference: &str) -> ChargeId {
    let id: i64 = sqlx::query_scalar("select id from charge where reference = $1")
        .bind(reference)
        .fetch_one(&t.pool)
        .await
        .expect("a charge");
    ChargeId(id)
}

async fn about(
    t: &TestApp,
    w: &World,
    reference: &str,
    ground: Ground,
    claimed: Option<i64>,
) -> NewDispute {
    let line = NewLine {
        charge: charge(t, reference).await,
        ground,
        claimed,
        facts: Facts::default(),
    };
    NewDispute {
        key: uuid::Uuid::new_v4(),
        unit: w.unit_2a,
        reporter: None,
        channel: Channel::Web,
        lines: vec![line],
        words: String::new(),
        language: Lang::Es,
        proof: vec![],
    }
}

async fn filed(
    t: &TestApp,
    w: &World,
    reference: &str,
    ground: Ground,
    claimed: Option<i64>,
) -> Number {
    let new = about(t, w, reference, ground, claimed).await;
    match fees::dispute(&t.app, &w.owner(w.elena), new)
        .await
        .expect("disputed")
    {
        Disputed::Filed(filing) => filing.number().clone(),
        Disputed::Open(number) => panic!("{number} is in the way"),
    }
}

async fn decision(
    t: &TestApp,
    number: &Number,
    decision: Decision,
    part: Option<i64>,
) -> NewDecision {
    let lines: Vec<i64> = sqlx::query_scalar(
        "select l.id from dispute_line l join ticket t on t.id = l.ticket_id where t.number = $1",
    )
    .bind(number.as_str())
    .fetch_all(&t.pool)
    .await
    .expect("lines");
    NewDecision {
        key: uuid::Uuid::new_v4(),
        lines: lines
            .into_iter()
            .map(|line| LineDecision {
                line: line.into(),
                decision,
                part,
                reasons: "El recibo lo dice".into(),
            })
            .collect(),
        paper: "Acta de la junta de 3 de marzo".into(),
        next: "Verá el cambio en su próximo estado de cuenta".into(),
        seen_version: None,
    }
}

/// Sofía, of finance, decides it all one way.
async fn decided(
    t: &TestApp,
    w: &World,
    number: &Number,
    what: Decision,
    part: Option<i64>,
) -> Result<fees::Decided, AppError> {
    let new = decision(t, number, what, part).await;
    fees::decide(&t.app, &staff(w, w.sofia), number, new).await
}

/// What elena owes for 2-A when nothing of it is on hold.
async fn owes(t: &TestApp, w: &World, open: i64) {
    let all_of_it = Totals {
        open,
        on_hold: 0,
        payable: open,
    };
    assert_eq!(totals(t, w).await, all_of_it);
}

/// Finance or manager of Las Palmeras; at the desk if neither.
fn staff(w: &World, person: PersonId) -> Staff {
    let is_manager = person == w.hugo;
    let is_finance = person == w.sofia;
    let here = |it: bool| if it { vec![w.palmeras.0] } else { vec![] };
    Staff::new(SignedIn {
        person_id: person,
        audience: Audience::Staff,
        name: "Somebody".into(),
        call_name: None,
        email: None,
        language: Lang::Es,
        roles: vec![],
        scope: Scope {
            me: person.0,
            desk: here(!is_finance),
            finance: here(is_finance),
            ..Scope::default()
        },
        manages: if is_manager { vec![w.palmeras] } else { vec![] },
        committee: vec![],
        heads: vec![],
        home: None,
        unread: 0,
    })
}

async fn totals(t: &TestApp, w: &World) -> Totals {
    let mut conn = t.pool.acquire().await.expect("a connection");
    let today = t.now().date_naive();
    let charges = fees::charges_of_unit(&mut conn, w.unit_2a, Some(w.elena), today)
        .await
        .expect("charges");
    Totals::of(&charges)
}

async fn state(t: &TestApp, number: &Number) -> (String, Option<String>) {
    sqlx::query_as("select state, state_facts ->> 'outcome' from ticket where number = $1")
        .bind(number.as_str())
        .fetch_one(&t.pool)
        .await
        .expect("a ticket")
}

#[tokio::test]
async fn only_the_disputed_part_is_held_and_the_rest_stays_payable() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    charged(&t).await;
    assert_eq!(
        totals(&t, &w).await,
        Totals {
            open: 102_000,
            on_hold: 0,
            payable: 102_000
        }
    );
    let number = filed(&t, &w, "F-1", Ground::Amount, Some(8_450)).await;
    assert!(number.as_str().starts_with('F'));
    assert_eq!(
        totals(&t, &w).await,
        Totals {
            open: 102_000,
            on_hold: 3_550,
            payable: 98_450
        }
    );
    let held = t
        .count("select count(*) from event where kind = 'ChargesHeld' and visibility = 'public'")
        .await;
    assert_eq!(held, 1);
    t.run_jobs().await;
}

#[tokio::test]
async fn the_same_line_leads_to_the_open_dispute_and_a_second_tap_to_its_own() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    charged(&t).await;
    let new = about(&t, &w, "F-1", Ground::Paid, None).await;
    let by = w.owner(w.elena);
    let (one, two) = tokio::join!(
        fees::dispute(&t.app, &by, new.clone()),
        fees::dispute(&t.app, &by, new.clone())
    );
    let number = |disputed: Disputed| match disputed {
        Disputed::Filed(filing) => filing.number().clone(),
        Disputed::Open(number) => panic!("{number} stands in its own way"),
    };
    let (one, two) = (number(one.expect("one")), number(two.expect("two")));
    assert_eq!(one, two);

    let other = about(&t, &w, "F-1", Ground::Other, None).await;
    match fees::dispute(&t.app, &by, other).await.expect("answered") {
        Disputed::Open(open) => assert_eq!(open, one),
        Disputed::Filed(_) => panic!("a line stands in two disputes"),
    }
    let count = t
        .count("select count(*) from ticket where kind = 'fee_dispute'")
        .await;
    assert_eq!(count, 1);
    t.run_jobs().await;
}

#[tokio::test]
async fn only_those_with_a_say_about_money_dispute_and_only_their_own_lines() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    charged(&t).await;
    let new = about(&t, &w, "F-1", Ground::Paid, None).await;
    for stranger in [w.tomas, w.olga, w.wei] {
        let refused = fees::dispute(&t.app, &w.owner(stranger), new.clone()).await;
        assert!(matches!(refused, Err(AppError::NotFound)), "{stranger}");
    }
    let other = about(&t, &w, "F-3", Ground::Paid, None).await;
    let refused = fees::dispute(&t.app, &w.owner(w.elena), other).await;
    assert!(
        matches!(refused, Err(AppError::NotFound)),
        "a line of another unit"
    );
    let dearer = about(&t, &w, "F-1", Ground::Amount, Some(12_001)).await;
    assert!(
        fees::dispute(&t.app, &w.owner(w.elena), dearer)
            .await
            .is_err(),
        "a claim above the charge"
    );
}

#[tokio::test]
async fn a_withdrawn_dispute_lets_its_lines_go() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    charged(&t).await;
    let number = filed(&t, &w, "F-1", Ground::Paid, None).await;
    let by = w.owner(w.elena);
    resolution::withdraw(&t.app, &by, &number, String::new(), Lang::Es)
        .await
        .expect("withdrawn");
    assert_eq!(totals(&t, &w).await.on_hold, 0);
    let second = filed(&t, &w, "F-1", Ground::Paid, None).await;
    assert_ne!(second, number);
    t.run_jobs().await;
}
