//! A ticket's life through its deeds: what each leaves behind, and what it refuses.

use chrono::TimeDelta;
use uuid::Uuid;
use ventanilla::{
    catalog::Kind,
    evidence,
    i18n::Lang,
    sla::{self, Metric, State as Clock},
    ticket::{
        By, Filing, Number, Outcome, Refusal, State, Urgency, WaitReason,
        conversation::{self, Said},
        handoff::{self, To},
        read,
        resolution::{self, Resolution},
        triage::{self, Route},
        waiting,
    },
};

use crate::support::{TestApp, World};

struct Case {
    t: TestApp,
    w: World,
}

impl Case {
    async fn new() -> Self {
        let t = TestApp::start().await;
        let w = World::of(&t).await;
        Self { t, w }
    }

    async fn detail(&self, number: &Number) -> read::Detail {
        let By::Staff(scope) = self.w.at_desk() else {
            panic!("staff")
        };
        let mut conn = self.t.pool.acquire().await.expect("a connection");
        read::find_for_staff(&mut conn, &scope, number)
            .await
            .expect("the desk sees it")
    }

    async fn kinds(&self, number: &Number) -> Vec<String> {
        let mut conn = self.t.pool.acquire().await.expect("a connection");
        let id = self.detail(number).await.id;
        let record = read::record_of(&mut conn, id, true)
            .await
            .expect("the record");
        record
            .into_iter()
            .map(|entry| entry.kind.to_string())
            .collect()
    }

    async fn promise(&self, number: &Number, cycle: i32, metric: Metric) -> sla::Promise {
        let mut conn = self.t.pool.acquire().await.expect("a connection");
        let id = self.detail(number).await.id;
        let promises = sla::promises_of(&mut conn, id).await.expect("promises");
        promises
            .into_iter()
            .find(|p| p.cycle == cycle && p.metric == metric)
            .unwrap_or_else(|| panic!("no {metric}"))
    }

    fn said(&self, words: &str) -> Said {
        Said {
            key: Uuid::new_v4(),
            words: words.to_owned(),
            language: Lang::Es,
            files: vec![],
            seen_version: None,
        }
    }

    fn fixed(&self) -> Resolution {
        Resolution {
            key: Uuid::new_v4(),
            outcome: Outcome::Fixed,
            words: "Cambiada la junta.".to_owned(),
            language: Lang::Es,
            files: vec![],
            seen_version: None,
        }
    }

    /// Filed, taken by whoever the rules chose.
    async fn taken(&self) -> (Number, By) {
        let number = self.w.filed(&self.t).await;
        let accountable = self.detail(&number).await.accountable.expect("somebody");
        let by = self.w.engineer(accountable);
        handoff::take(&self.t.app, &by, &number)
            .await
            .expect("taken");
        (number, by)
    }

    /// Every check of `verify --database` is clean.
    async fn verified(&self) {
        for check in evidence::verify(&self.t.pool, &self.t.app.files)
            .await
            .expect("verified")
        {
            assert!(check.is_clean(), "{}: {:?}", check.name, check.faults);
        }
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, ventanilla::error::AppError>, refusal: &Refusal) {
    match result {
        Err(ventanilla::error::AppError::Refused(message)) => {
            assert_eq!(message, refusal.message())
        }
        other => panic!("expected {refusal:?}, got {other:?}"),
    }
}

#[tokio::test]
async fn a_leak_reaches_engineering_with_a_promised_time() {
    let c = Case::new().await;
    let number = c.w.filed(&c.t).await;
    let detail = c.detail(&number).await;
    assert_eq!(detail.state, State::Assigned);
    assert_eq!(detail.department, Some(c.w.engineering));
    assert!([c.w.luis, c.w.paco, c.w.marta].contains(&detail.accountable.expect("never nobody")));
    assert_eq!(
        c.kinds(&number).await,
        ["Filed", "Acknowledged", "Routed", "Assigned", "Promised"]
    );
    let response = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!(response.state, Clock::Running);
    assert!(response.due_at.expect("due") > c.t.now());
    c.verified().await;
}

#[tokio::test]
async fn one_key_sent_twice_is_one_ticket() {
    let c = Case::new().await;
    let new = c.w.leak(&c.t).await;
    let first = c.w.file(&c.t, new.clone()).await;
    let again = c.w.file(&c.t, new).await;
    assert!(matches!(again, Filing::Before(_)));
    assert_eq!(first.number(), again.number());
    let tickets: i64 = sqlx::query_scalar("select count(*) from ticket")
        .fetch_one(&c.t.pool)
        .await
        .expect("a count");
    assert_eq!(tickets, 1);
}

#[tokio::test]
async fn a_hundred_posts_of_one_key_at_once_are_one_ticket() {
    let c = Case::new().await;
    let new = c.w.leak(&c.t).await;
    let filings =
        futures_util::future::join_all((0..100).map(|_| c.w.file(&c.t, new.clone()))).await;
    assert!(
        filings
            .iter()
            .all(|filing| filing.number() == filings[0].number())
    );
    assert_eq!(
        filings
            .iter()
            .filter(|filing| matches!(filing, Filing::New(_)))
            .count(),
        1
    );
    c.verified().await;
}

#[tokio::test]
async fn the_same_key_with_other_words_is_refused() {
    let c = Case::new().await;
    let new = c.w.leak(&c.t).await;
    c.w.file(&c.t, new.clone()).await;
    let other = ventanilla::ticket::NewTicket {
        body: "Otra cosa".to_owned(),
        ..new
    };
    let result =
        c.t.app
            .deed(move |d| {
                let other = other.clone();
                Box::pin(async move { ventanilla::ticket::file(d, &other).await })
            })
            .await;
    assert!(matches!(
        result,
        Err(ventanilla::error::AppError::Refused(_))
    ));
}

#[tokio::test]
async fn the_load_is_spread_over_who_is_on_duty() {
    let c = Case::new().await;
    let mut hands = std::collections::BTreeMap::new();
    // Six matters that are not repeats of one another: a repeat goes to the head.
    for slug in [
        "drip",
        "blocked",
        "no-water",
        "unsure",
        "appliance",
        "fitting",
    ] {
        let new =
            c.w.matter(&c.t, Kind::Repair, &format!("kitchen-{slug}"), "")
                .await;
        let number = c.w.file(&c.t, new).await.number().clone();
        *hands
            .entry(c.detail(&number).await.accountable.expect("somebody"))
            .or_insert(0) += 1;
    }
    assert_eq!(hands.into_values().collect::<Vec<_>>(), [2, 2, 2]);
}

#[tokio::test]
async fn who_is_absent_gets_nothing_new_and_with_nobody_there_the_head_answers() {
    let c = Case::new().await;
    for person in [c.w.luis, c.w.paco, c.w.marta] {
        sqlx::query("insert into absence (person_id, from_at, to_at) values ($1, $2, $3)")
            .bind(person.0)
            .bind(c.t.now() - TimeDelta::hours(1))
            .bind(c.t.now() + TimeDelta::days(2))
            .execute(&c.t.pool)
            .await
            .expect("an absence");
        let number = c.w.filed(&c.t).await;
        let accountable = c.detail(&number).await.accountable.expect("never nobody");
        // Marta is absent last; as the head she answers all the same when nobody else can.
        assert!(accountable != person || person == c.w.marta);
    }
}

#[tokio::test]
async fn an_answer_in_time_keeps_the_promise() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    conversation::answer(&c.t.app, &by, &number, c.said("Vamos mañana a las diez."))
        .await
        .expect("answered");
    let response = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!(response.state, Clock::Kept);
    assert_eq!(c.detail(&number).await.first_response_at, Some(c.t.now()));
}

#[tokio::test]
async fn a_note_is_no_response_until_it_is_made_public() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    conversation::note(&c.t.app, &by, &number, c.said("Pedir la junta."))
        .await
        .expect("noted");
    assert_eq!(
        c.promise(&number, 1, Metric::FirstResponse).await.state,
        Clock::Running
    );

    let mut conn = c.t.pool.acquire().await.expect("a connection");
    let id = c.detail(&number).await.id;
    let record = read::record_of(&mut conn, id, true)
        .await
        .expect("the record");
    let note = record
        .iter()
        .find(|entry| entry.kind.as_str() == "Noted")
        .expect("the note")
        .id;
    conversation::make_public(&c.t.app, &by, &number, note)
        .await
        .expect("made public");
    assert_eq!(
        c.promise(&number, 1, Metric::FirstResponse).await.state,
        Clock::Kept
    );

    let public = read::record_of(&mut conn, id, false)
        .await
        .expect("the record");
    assert!(public.iter().all(|entry| entry.kind.as_str() != "Noted"));
    assert!(
        public
            .iter()
            .any(|entry| entry.kind.as_str() == "MadePublic")
    );
}

#[tokio::test]
async fn a_breach_is_stamped_with_the_due_instant_and_closing_never_erases_it() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let due = c
        .promise(&number, 1, Metric::FirstResponse)
        .await
        .due_at
        .expect("due");
    c.t.app.clock.set(due + TimeDelta::minutes(7));
    ventanilla::ticket::sweep(&c.t.app).await.expect("swept");

    let broken = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!(broken.breached_at, Some(due));
    assert!(c.detail(&number).await.late);
    let mut conn = c.t.pool.acquire().await.expect("a connection");
    let record = read::record_of(&mut conn, c.detail(&number).await.id, true)
        .await
        .expect("the record");
    let breach = record
        .iter()
        .find(|entry| entry.kind.as_str() == "PromiseBroken")
        .expect("the breach");
    assert_eq!(breach.at, due);

    ventanilla::ticket::sweep(&c.t.app)
        .await
        .expect("swept again");
    let breaches = c
        .kinds(&number)
        .await
        .iter()
        .filter(|kind| *kind == "PromiseBroken")
        .count();
    assert_eq!(breaches, 1, "a breach is recorded once");

    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    resolution::confirm(
        &c.t.app,
        &c.w.owner(c.w.elena),
        &number,
        Some(2),
        String::new(),
        Lang::Es,
    )
    .await
    .expect("confirmed");
    let after = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!((after.state, after.breached_at), (Clock::Broken, Some(due)));
    c.verified().await;
}

#[tokio::test]
async fn a_late_answer_between_two_sweeps_is_recorded_by_the_deed_itself() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let due = c
        .promise(&number, 1, Metric::FirstResponse)
        .await
        .due_at
        .expect("due");
    c.t.app.clock.set(due + TimeDelta::seconds(20));
    conversation::answer(&c.t.app, &by, &number, c.said("Perdone la espera."))
        .await
        .expect("answered");
    let promise = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!(
        (promise.state, promise.breached_at),
        (Clock::Broken, Some(due))
    );
    assert!(c.kinds(&number).await.contains(&"PromiseBroken".to_owned()));
    c.verified().await;
}

#[tokio::test]
async fn on_hold_the_clock_stands_and_the_owners_answer_ends_it() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let before = c
        .promise(&number, 1, Metric::Resolve)
        .await
        .due_at
        .expect("due");
    let until = c.t.now() + TimeDelta::days(5);
    waiting::hold(
        &c.t.app,
        &by,
        &number,
        WaitReason::OwnersAnswer,
        until,
        "¿Qué tarde le va bien?".to_owned(),
        None,
    )
    .await
    .expect("on hold");
    assert!(matches!(
        c.detail(&number).await.state,
        State::Waiting { .. }
    ));

    c.t.advance(TimeDelta::days(2));
    conversation::write(
        &c.t.app,
        &c.w.owner(c.w.elena),
        &number,
        c.said("El jueves."),
    )
    .await
    .expect("wrote");
    assert_eq!(c.detail(&number).await.state, State::InProgress);
    let after = c
        .promise(&number, 1, Metric::Resolve)
        .await
        .due_at
        .expect("due");
    assert!(
        after > before,
        "two days on hold do not count: {before} then {after}"
    );
    c.verified().await;
}

#[tokio::test]
async fn a_hold_ends_by_itself_at_its_date() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let until = c.t.now() + TimeDelta::days(1);
    waiting::hold(
        &c.t.app,
        &by,
        &number,
        WaitReason::Parts,
        until,
        "Esperamos la pieza.".to_owned(),
        None,
    )
    .await
    .expect("on hold");
    c.t.app.clock.set(until + TimeDelta::minutes(1));
    ventanilla::ticket::sweep(&c.t.app).await.expect("swept");
    assert_eq!(c.detail(&number).await.state, State::InProgress);
    c.verified().await;
}

#[tokio::test]
async fn an_emergency_cannot_be_put_on_hold() {
    let c = Case::new().await;
    let new =
        c.w.matter(&c.t, Kind::Repair, "kitchen-gas", "Huele a gas")
            .await;
    let number = c.w.file(&c.t, new).await.number().clone();
    assert_eq!(c.detail(&number).await.urgency, Urgency::Emergency);
    let by = c.w.at_desk();
    handoff::take(&c.t.app, &by, &number).await.expect("taken");
    let until = c.t.now() + TimeDelta::days(1);
    refused(
        waiting::hold(
            &c.t.app,
            &by,
            &number,
            WaitReason::Parts,
            until,
            "x".to_owned(),
            None,
        )
        .await,
        &Refusal::EmergencyCannotWait,
    );
}

#[tokio::test]
async fn not_fixed_starts_the_next_cycle_with_new_clocks_and_the_old_results_stay() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    let elena = c.w.owner(c.w.elena);
    c.t.advance(TimeDelta::days(1));
    resolution::give_back(
        &c.t.app,
        &elena,
        &number,
        Uuid::new_v4(),
        "Sigue goteando".to_owned(),
        Lang::Es,
        vec![],
    )
    .await
    .expect("returned");
    let detail = c.detail(&number).await;
    assert_eq!((detail.state, detail.cycle), (State::InProgress, 2));
    assert_eq!(
        c.promise(&number, 1, Metric::Resolve).await.state,
        Clock::Kept
    );
    assert_eq!(
        c.promise(&number, 2, Metric::Resolve).await.state,
        Clock::Running
    );

    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved again");
    resolution::confirm(
        &c.t.app,
        &elena,
        &number,
        Some(5),
        "Gracias".to_owned(),
        Lang::Es,
    )
    .await
    .expect("confirmed");
    assert!(matches!(
        c.detail(&number).await.state,
        State::Closed { .. }
    ));
    let rated: Vec<(i32, i32)> = sqlx::query_as("select cycle, score from rating")
        .fetch_all(&c.t.pool)
        .await
        .expect("ratings");
    assert_eq!(rated, [(2, 5)]);
    c.verified().await;
}

#[tokio::test]
async fn thanks_after_the_end_is_a_note_and_never_reopens() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    conversation::write(
        &c.t.app,
        &c.w.owner(c.w.elena),
        &number,
        c.said("¡Gracias!"),
    )
    .await
    .expect("wrote");
    assert!(matches!(
        c.detail(&number).await.state,
        State::Resolved { .. }
    ));
}

#[tokio::test]
async fn the_quiet_period_closes_it() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    c.t.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
    ventanilla::ticket::sweep(&c.t.app).await.expect("swept");
    assert!(matches!(
        c.detail(&number).await.state,
        State::Closed { .. }
    ));
    c.verified().await;
}

#[tokio::test]
async fn an_offer_leaves_the_giver_accountable_until_it_is_accepted() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let giver = c.detail(&number).await.accountable.expect("somebody");
    handoff::offer(
        &c.t.app,
        &by,
        &number,
        To::Department(c.w.finance),
        "Es una factura".to_owned(),
        None,
    )
    .await
    .expect("offered");
    let offered = c.detail(&number).await;
    assert_eq!(
        (offered.accountable, offered.department),
        (Some(giver), Some(c.w.engineering))
    );
    refused(
        handoff::offer(
            &c.t.app,
            &by,
            &number,
            To::Person(c.w.sofia),
            "Otra vez".to_owned(),
            None,
        )
        .await,
        &Refusal::AlreadyOffered,
    );

    let sofia = By::Staff(ventanilla::people::Scope {
        me: c.w.sofia.0,
        departments: vec![c.w.finance.0],
        department_communities: vec![c.w.palmeras.0],
        ..Default::default()
    });
    handoff::accept(&c.t.app, &sofia, &number)
        .await
        .expect("accepted");
    let taken = c.detail(&number).await;
    assert_eq!(
        (taken.accountable, taken.department),
        (Some(c.w.sofia), Some(c.w.finance))
    );
    c.verified().await;
}

#[tokio::test]
async fn an_offer_nobody_takes_lapses_and_returns() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    handoff::offer(
        &c.t.app,
        &by,
        &number,
        To::Department(c.w.finance),
        "Es una factura".to_owned(),
        None,
    )
    .await
    .expect("offered");
    c.t.advance(handoff::STANDS_FOR + TimeDelta::minutes(1));
    ventanilla::ticket::sweep(&c.t.app).await.expect("swept");
    assert!(c.kinds(&number).await.contains(&"HandoffLapsed".to_owned()));
    let sofia = By::Staff(ventanilla::people::Scope {
        me: c.w.sofia.0,
        departments: vec![c.w.finance.0],
        department_communities: vec![c.w.palmeras.0],
        ..Default::default()
    });
    assert!(matches!(
        handoff::accept(&c.t.app, &sofia, &number).await,
        Err(ventanilla::error::AppError::NotFound)
    ));
}

#[tokio::test]
async fn the_desk_corrects_a_wrong_department_with_a_reason() {
    let c = Case::new().await;
    let number = c.w.filed(&c.t).await;
    let to = Route {
        department: c.w.finance,
        person: None,
        urgency: None,
        reason: "Es de cuotas".to_owned(),
        seen_version: None,
    };
    triage::route(&c.t.app, &c.w.at_desk(), &number, to.clone())
        .await
        .expect("routed");
    let detail = c.detail(&number).await;
    assert_eq!(
        (detail.department, detail.accountable),
        (Some(c.w.finance), Some(c.w.sofia))
    );
    assert!(c.kinds(&number).await.contains(&"Rerouted".to_owned()));
    refused(
        triage::route(&c.t.app, &c.w.at_desk(), &number, to).await,
        &Refusal::SameDepartment,
    );
    c.verified().await;
}

#[tokio::test]
async fn an_old_page_does_not_act_on_what_changed_meanwhile() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let seen = c.detail(&number).await.version;
    conversation::write(
        &c.t.app,
        &c.w.owner(c.w.elena),
        &number,
        c.said("¿Cuándo vienen?"),
    )
    .await
    .expect("wrote");
    let old = Said {
        seen_version: Some(seen),
        ..c.said("Ya está arreglado.")
    };
    assert!(matches!(
        conversation::answer(&c.t.app, &by, &number, old).await,
        Err(ventanilla::error::AppError::Stale)
    ));
}

#[tokio::test]
async fn a_changed_entry_a_cut_tail_and_a_changed_row_are_found() {
    let c = Case::new().await;
    let (number, _) = c.taken().await;
    let id = c.detail(&number).await.id.0;
    for (tamper, undo) in [
        (
            "update event set data = '{\"x\": 1}' where ticket_id = $1 and seq = 2",
            None,
        ),
        (
            "update event_text set body = 'otra cosa' where event_id = (select id from event where ticket_id = $1 and seq = 1)",
            None,
        ),
        (
            "update ticket set state = 'assigned' where id = $1",
            Some("update ticket set state = 'in_progress' where id = $1"),
        ),
        (
            "update ticket set last_seq = last_seq + 1 where id = $1",
            Some("update ticket set last_seq = last_seq - 1 where id = $1"),
        ),
    ] {
        let before = faults(&c).await;
        let mut tx = c.t.pool.begin().await.expect("a transaction");
        sqlx::query("set local session_replication_role = replica")
            .execute(&mut *tx)
            .await
            .expect("triggers off, as a superuser can");
        sqlx::query(tamper)
            .bind(id)
            .execute(&mut *tx)
            .await
            .expect("tampered");
        tx.commit().await.expect("committed");
        assert!(faults(&c).await > before, "not found: {tamper}");
        if let Some(undo) = undo {
            sqlx::query(undo)
                .bind(id)
                .execute(&c.t.pool)
                .await
                .expect("undone");
        }
    }
}

async fn faults(c: &Case) -> usize {
    let checks = evidence::verify(&c.t.pool, &c.t.app.files)
        .await
        .expect("verified");
    checks.iter().map(|check| check.faults.len()).sum()
}
