//! Changed rules tried on what was filed before, and how often each rule was wrong.

use chrono::TimeDelta;
use ventanilla::{routing, text::Needle};

use crate::routing_rules::{ana, community, furnished, pool_rule};

#[tokio::test]
async fn past_matters_are_tried_with_the_facts_of_their_time() {
    let (app, mut conn) = furnished().await;
    let (ana, olivar, now) = (ana(&app).await, community(&app).await, app.now());
    let sql = "insert into ticket (number, kind, community_id, category_id, urgency, channel, summary, body, language, state, state_at,
                                   filed_at, recorded_at, department_id, accountable_id, rule_id, rule_set_id)
               select $1, 'repair', $2, c.id, 'normal', 'web', 'Pool', 'El agua está verde', 'es', 'assigned', $3, $3, $3, d.id, $4, 'repairs',
                      (select id from rule_set where community_id is null and state = 'live')
               from category c, department d where c.kind = 'repair' and c.slug = $5 and d.slug = $6 returning id";
    let mut tickets = Vec::new();
    for (number, category, department) in [
        ("R-1", "shared-pool", "cleaning"),
        ("R-2", "shared-lift", "engineering"),
    ] {
        let id: i64 = sqlx::query_scalar(sql)
            .bind(number)
            .bind(olivar.0)
            .bind(now)
            .bind(ana.0)
            .bind(category)
            .bind(department)
            .fetch_one(&app.pool)
            .await
            .expect("a ticket");
        tickets.push(id);
    }
    for (seq, kind, data) in [
        (
            1,
            "Routed",
            serde_json::json!({"decision": {"seen": {"danger": null, "getting_worse": true, "vulnerable": true,
            "urgency": "urgent", "working_time": false, "last_same_days": 3}}}),
        ),
        (2, "Rerouted", serde_json::json!({"rule": "repairs"})),
    ] {
        sqlx::query(
            "insert into event (ticket_id, seq, cycle, kind, visibility, actor_kind, recorded_at, effective_at, data, hash)
             values ($1, $2, 1, $3, 'internal', 'system', $4, $4, $5, '')",
        )
        .bind(tickets[0])
        .bind(seq)
        .bind(kind)
        .bind(now)
        .bind(data)
        .execute(&app.pool)
        .await
        .expect("an event");
    }

    let past = routing::past(&mut conn, None, 100, |_, _| true)
        .await
        .expect("past matters");
    assert_eq!(
        past.iter()
            .map(|matter| matter.number.as_str())
            .collect::<Vec<_>>(),
        ["R-2", "R-1"]
    );
    let pool = &past[1].facts;
    assert!(
        pool.vulnerable && pool.getting_worse && !pool.working_time,
        "from the record"
    );
    assert_eq!(
        (pool.last_same_days, pool.ancestors.as_slice()),
        (Some(3), ["shared".to_owned()].as_slice())
    );
    assert!(pool.text.has(&Needle::new("verde")));
    assert!(
        past[0].facts.working_time,
        "from the calendar, where no record is"
    );

    let live = routing::live_layers(&mut conn).await.expect("layers");
    let mut rules = live.company.clone();
    rules.insert(0, pool_rule());
    let trial = routing::try_it(&live, &live.with(None, rules), &past);
    assert_eq!((trial.looked_at, trial.moved.len()), (2, 1));
    assert!(trial.moved[0].comes_right());

    let figures = routing::rule_figures(
        &mut conn,
        None,
        now - TimeDelta::days(1),
        now + TimeDelta::days(1),
    )
    .await
    .expect("figures");
    assert_eq!(figures.len(), 1);
    assert_eq!(
        (
            figures[0].rule.as_str(),
            figures[0].routed,
            figures[0].rerouted
        ),
        ("repairs", 2, 1)
    );
    assert_eq!(figures[0].wrong_percent(), None, "too few to say");
}
