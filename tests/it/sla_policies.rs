//! Versions, presets and memory: which policy holds for whom, and from when.

use ventanilla::sla::{self, ChangeKind, Metric, Moment, SlaCache, State};

use crate::sla_case::{Case, at, kinds, refused};

const STRICTER: &str = r#"[[policies]]
slug = "stricter"
name = { en = "Stricter" }
match = { kinds = ["repair"] }
promises = [{ metric = "first_response", target = "1 wh" }, { metric = "resolve", target = "5 wd" }]"#;

#[tokio::test]
async fn a_new_version_holds_for_new_tickets_and_running_clocks_keep_theirs() {
    let mut case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.publish(STRICTER).await;
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 14:00"))
    );
    case.pause("11-23 10:30", None).await;
    case.resume("11-23 11:30").await;
    assert_eq!(case.promise(Metric::FirstResponse).await.policy, "repair");
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 17:00"))
    );

    case.ticket = case.another("R-BBBBBB-2").await;
    case.file("repair", "normal", "11-23 10:00").await;
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 11:00"))
    );
}

#[tokio::test]
async fn another_process_follows_within_a_second() {
    let case = Case::new().await;
    let other = SlaCache::default();
    let mut conn = case.conn().await;
    other.settings(&mut conn).await.unwrap();
    case.publish(STRICTER).await;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let settings = other.settings(&mut conn).await.unwrap();
    assert_eq!(settings.live(None).unwrap().policies[0].slug, "stricter");
}

#[tokio::test]
async fn a_communitys_own_policies_come_before_the_companys_and_may_leave_tickets_to_them() {
    let case = Case::new().await;
    let policies: Vec<sla::Policy> = vec![sla::Policy {
        slug: "our-repair".into(),
        ..sla::preset("cn-bj-2025-grade-2").unwrap().policies[1].clone()
    }];
    let mut conn = case.conn().await;
    let (ours, now) = (Some(case.community), case.app.now());
    sla::save_draft(&mut conn, ours, &policies, None, case.person, now)
        .await
        .unwrap();
    sla::publish(&mut conn, ours, "", case.person, now)
        .await
        .unwrap();
    case.cache().forget();
    case.file("repair", "normal", "11-23 10:00").await;
    assert_eq!(
        case.promise(Metric::FirstResponse).await.policy,
        "our-repair"
    );
    let mut complaint = case.subject("complaint", "normal", at("11-23 10:00"));
    complaint.ticket = case.another("C-BBBBBB-2").await;
    sla::open_cycle(case.cache(), &mut conn, &complaint)
        .await
        .unwrap();
    let promised = sla::promises_of(&mut conn, complaint.ticket).await.unwrap();
    assert_eq!(promised[0].policy, "complaint");
}

#[tokio::test]
async fn a_routing_rule_may_choose_the_policy_and_one_that_is_gone_is_passed_over() {
    let case = Case::new().await;
    let mut conn = case.conn().await;
    for (chosen, cycle, holds) in [
        ("urgent-repair", 1, "urgent-repair"),
        ("long-gone", 2, "repair"),
    ] {
        let mut subject = case.subject("repair", "normal", at("11-23 10:00"));
        (subject.policy, subject.cycle) = (Some(chosen), cycle);
        sla::open_cycle(case.cache(), &mut conn, &subject)
            .await
            .unwrap();
        assert_eq!(case.promise(Metric::Resolve).await.policy, holds);
    }
}

#[tokio::test]
async fn a_draft_with_faults_is_kept_and_not_published() {
    let case = Case::new().await;
    let mut conn = case.conn().await;
    let now = case.app.now();
    assert_eq!(
        refused(sla::publish(&mut conn, None, "", case.person, now).await),
        "sla-refusal-no-draft"
    );
    let law = &sla::preset("uk-ho-code").unwrap().policies;
    sla::save_draft(&mut conn, None, law, None, case.person, now)
        .await
        .unwrap();
    assert_eq!(
        refused(sla::publish(&mut conn, None, "", case.person, now).await),
        "sla-fault-no-fallback"
    );
    assert!(sla::draft(&mut conn, None).await.unwrap().is_some());
}

#[tokio::test]
async fn a_preset_is_adopted_in_front_of_what_holds_and_one_step_brings_back_what_was() {
    let case = Case::new().await;
    let mut conn = case.conn().await;
    let now = case.app.now();
    sla::adopt(&mut conn, None, "uk-ho-code", case.person, now)
        .await
        .unwrap();
    let law = sla::publish(&mut conn, None, "", case.person, now)
        .await
        .unwrap();
    case.cache().forget();
    case.file("complaint", "normal", "11-23 10:00").await;
    assert_eq!(case.due(Metric::Acknowledge).await, Some(at("11-30 19:00")));

    let versions = sla::versions(&mut conn, None).await.unwrap();
    let states: Vec<_> = versions
        .iter()
        .map(|v| (v.version, v.state.as_str(), v.preset.as_deref()))
        .collect();
    assert_eq!(
        states,
        [
            (2, "live", Some("uk-ho-code")),
            (1, "past", Some("default"))
        ]
    );
    let back = sla::roll_back(&mut conn, None, versions[1].id, case.person, now)
        .await
        .unwrap();
    assert_ne!(back, law);
    case.cache().forget();
    let settings = case.cache().settings(&mut conn).await.unwrap();
    assert_eq!(
        settings.live(None).unwrap().policies,
        sla::house_default().policies
    );
    assert_eq!(
        refused(sla::adopt(&mut conn, None, "moon-law", case.person, now).await),
        "sla-refusal-unknown-preset"
    );
}

#[tokio::test]
async fn applied_again_on_purpose_the_new_policy_measures_what_is_still_open() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.happens(Moment::Responded, "11-23 11:00").await;
    let subject = case.subject("repair", "emergency", at("11-23 11:30"));
    let changes = sla::reapply(case.cache(), &mut *case.conn().await, &subject)
        .await
        .unwrap();
    let promises = case.promises().await;
    let state = |metric| {
        promises
            .iter()
            .rfind(|p| p.metric == metric)
            .map(|p| p.state)
    };
    // met stays met; what the emergency does not promise is dropped; attend counts from filing
    assert_eq!(state(Metric::FirstResponse), Some(State::Kept));
    assert_eq!(state(Metric::UpdateOwner), Some(State::Dropped));
    assert_eq!(case.due(Metric::Attend).await, Some(at("11-23 12:00")));
    // five minutes from filing have passed before they were promised: they count from now
    assert_eq!(case.due(Metric::Acknowledge).await, Some(at("11-23 11:35")));
    // done ten days after it is safe, no longer ten days after filing
    assert_eq!(state(Metric::Resolve), Some(State::Waiting));
    assert!(kinds(&changes).contains(&(Metric::Attend, ChangeKind::Started)));
    assert_eq!(case.sweep("11-23 11:31").await.len(), 0);
}

#[tokio::test]
async fn applied_again_a_breach_stays() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    let subject = case.subject("repair", "low", at("11-23 14:30"));
    let changes = sla::reapply(case.cache(), &mut *case.conn().await, &subject)
        .await
        .unwrap();
    assert_eq!(
        kinds(&changes),
        [(Metric::FirstResponse, ChangeKind::Broken)]
    );
    assert!(case.promise(Metric::FirstResponse).await.is_late());
}

#[tokio::test]
async fn a_community_without_a_calendar_gets_one_of_its_zone_and_keeps_it() {
    let case = Case::new().await;
    let mut conn = case.conn().await;
    let madrid = case
        .cache()
        .calendar_of(&mut conn, case.community)
        .await
        .unwrap();
    assert_eq!(madrid.slug, "madrid");
    sqlx::query("update community set zone = 'Asia/Kathmandu', calendar_id = null")
        .execute(&case.app.pool)
        .await
        .unwrap();
    case.cache().forget();
    let other = case
        .cache()
        .calendar_of(&mut conn, case.community)
        .await
        .unwrap();
    assert_eq!(
        (other.slug.as_str(), other.calendar.zone.name()),
        ("asia-kathmandu", "Asia/Kathmandu")
    );
    let kept: i64 = sqlx::query_scalar("select calendar_id from community")
        .fetch_one(&case.app.pool)
        .await
        .unwrap();
    assert_eq!(kept, other.id.0);
}

#[tokio::test]
async fn working_time_is_the_communitys() {
    let case = Case::new().await;
    let mut conn = case.conn().await;
    for (when, working) in [
        ("11-23 08:59", false),
        ("11-23 09:00", true),
        ("11-23 14:00", false),
        ("12-08 10:00", false),
    ] {
        let found = sla::is_working_time(case.cache(), &mut conn, case.community, at(when))
            .await
            .unwrap();
        assert_eq!(found, working, "{when}");
    }
}

#[tokio::test]
async fn a_draft_is_tried_on_past_tickets_before_it_holds() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.happens(Moment::Responded, "11-23 12:00").await;
    case.happens(Moment::Resolved, "11-24 10:00").await;
    let mut conn = case.conn().await;
    let now = at("11-30 10:00");
    let mut draft = sla::house_default().policies.clone();
    let same = sla::would_change(case.cache(), &mut conn, None, &draft, 100, now)
        .await
        .unwrap();
    assert_eq!((same.tickets, same.lines.len()), (1, 0));
    let repair = draft
        .iter_mut()
        .find(|policy| policy.slug == "repair")
        .unwrap();
    repair.promises[0].target = "1 wh".parse().unwrap();
    let tried = sla::would_change(case.cache(), &mut conn, None, &draft, 100, now)
        .await
        .unwrap();
    assert_eq!((tried.before.kept, tried.before.broken), (3, 0));
    assert_eq!((tried.after.kept, tried.after.broken), (2, 1));
    let line = &tried.lines[0];
    assert_eq!(line.past.number, "R-AAAAAA-1");
    assert_eq!(line.after.promises[0].due_at, Some(at("11-23 11:00")));
    assert_eq!(line.after.promises[0].fate, sla::Fate::Broken);
}

#[tokio::test]
async fn a_filing_that_failed_leaves_nothing_in_memory_that_is_not_in_the_database() {
    let mut case = Case::new().await;
    let zone = "update community set zone = 'Asia/Kathmandu', calendar_id = null";
    sqlx::query(zone).execute(&case.app.pool).await.unwrap();
    case.cache().forget();
    let mut tx = case.app.app.pool.begin().await.unwrap();
    let subject = case.subject("repair", "normal", at("11-23 10:00"));
    sla::open_cycle(case.cache(), &mut tx, &subject)
        .await
        .unwrap();
    // later moments of the same transaction find the calendar it has just made
    let responded = Moment::Responded;
    sla::on_moment(
        case.cache(),
        &mut tx,
        case.ticket,
        1,
        responded,
        at("11-23 10:05"),
    )
    .await
    .unwrap();
    tx.rollback().await.unwrap();

    case.ticket = case.another("R-BBBBBB-2").await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.happens(Moment::Responded, "11-23 10:05").await;
    assert_eq!(case.state(Metric::FirstResponse).await, State::Kept);
}
