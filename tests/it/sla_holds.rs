//! Pauses as intervals, extensions with bounds, and the account of a due instant.

use ventanilla::sla::{self, ChangeKind, Metric, Moment, State};

use crate::sla_case::{Case, at, kinds, refused};

#[tokio::test]
async fn a_pause_without_an_end_leaves_the_due_instants_open() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    let changes = case.pause("11-23 11:00", None).await;
    assert!(
        changes
            .iter()
            .all(|change| change.what == ChangeKind::Moved && change.due_at.is_none())
    );
    assert_eq!(changes.len(), 3);
    assert_eq!(
        case.sweep("12-20 10:00").await,
        [],
        "a clock that stands still breaks nothing"
    );

    case.resume("11-23 12:00").await;
    // one hour was used before the pause: two more until 14:00, the last one after 16:00
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 17:00"))
    );
}

#[tokio::test]
async fn a_pause_with_a_known_end_counts_with_it_at_once() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.pause("11-23 11:00", Some("11-23 12:00")).await;
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 17:00"))
    );
    // woken late by the sweep, it has still ended when it was to end
    assert_eq!(case.resume("11-23 12:20").await, []);
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 17:00"))
    );
    let pauses = sla::pauses_of(&mut *case.conn().await, case.ticket)
        .await
        .unwrap();
    assert_eq!(
        (pauses.len(), pauses[0].ended),
        (1, Some(at("11-23 12:00")))
    );
}

#[tokio::test]
async fn ended_early_a_pause_is_as_long_as_it_was() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.pause("11-23 11:00", Some("11-27 12:00")).await;
    case.resume("11-23 11:30").await;
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 16:30"))
    );
}

#[tokio::test]
async fn time_outside_the_hours_is_not_counted_twice_by_a_pause() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 13:00").await;
    let unpaused = case.due(Metric::FirstResponse).await;
    assert_eq!(unpaused, Some(at("11-23 19:00")));
    // over lunch, when nothing runs
    case.pause("11-23 14:00", None).await;
    case.resume("11-23 16:00").await;
    assert_eq!(case.due(Metric::FirstResponse).await, unpaused);
    // two pauses, each an interval of its own
    case.pause("11-23 16:00", None).await;
    case.resume("11-23 16:30").await;
    case.pause("11-23 17:00", None).await;
    case.resume("11-23 17:30").await;
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-24 10:00"))
    );
}

#[tokio::test]
async fn a_clock_that_starts_within_a_pause_stands_still_too() {
    let case = Case::new().await;
    case.file("complaint", "normal", "11-23 10:00").await;
    case.pause("11-23 11:00", None).await;
    case.happens(Moment::Acknowledged, "11-23 12:00").await;
    let answer = case.promise(Metric::Answer).await;
    assert_eq!((answer.state, answer.due_at), (State::Running, None));
    case.resume("11-25 12:00").await;
    assert!(case.due(Metric::Answer).await.is_some());
}

#[tokio::test]
async fn a_pause_never_heals_a_breach() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.sweep("11-23 14:01").await;
    case.pause("11-23 16:00", None).await;
    let late = case.promise(Metric::FirstResponse).await;
    assert_eq!(
        (late.due_at, late.breached_at),
        (Some(at("11-23 14:00")), Some(at("11-23 14:00")))
    );
    assert!(late.is_late());
}

#[tokio::test]
async fn one_pause_at_a_time_and_none_that_ends_before_it_begins() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    assert_eq!(
        refused(case.try_pause("11-23 11:00", Some("11-23 10:59")).await),
        "sla-refusal-pause-backwards"
    );
    case.pause("11-23 11:00", None).await;
    assert_eq!(
        refused(case.try_pause("11-23 12:00", None).await),
        "sla-refusal-already-paused"
    );
    case.resume("11-23 13:00").await;
    assert_eq!(
        case.resume("11-23 13:01").await,
        [],
        "resuming twice is resuming once"
    );
}

#[tokio::test]
async fn an_extension_is_bounded_reasoned_counted_and_never_a_silent_new_date() {
    let case = Case::new().await;
    case.file("complaint", "normal", "11-23 10:00").await;
    let waiting = case.promise(Metric::Answer).await.id;
    let why = "The lift company has not answered us yet";
    assert_eq!(
        refused(case.extend(waiting, "5 wd", why, "11-23 10:30").await),
        "sla-refusal-extension-too-late"
    );
    case.happens(Moment::Acknowledged, "11-23 11:00").await;
    let acknowledge = case.promise(Metric::Acknowledge).await.id;
    let answer = case.promise(Metric::Answer).await;
    assert_eq!(answer.due_at, Some(at("12-09 19:00")));
    for (promise, by, reason, says) in [
        (answer.id, "11 wd", why, "sla-refusal-extension-too-long"),
        (answer.id, "21 d", why, "sla-refusal-extension-too-long"),
        (answer.id, "5 wd", " - ", "sla-refusal-reason-needed"),
        (acknowledge, "1 wd", why, "sla-refusal-not-extendable"),
    ] {
        assert_eq!(
            refused(case.extend(promise, by, reason, "12-01 10:00").await),
            says,
            "{by} {reason}"
        );
    }
    let change = case
        .extend(answer.id, "5 wd", why, "12-01 10:00")
        .await
        .unwrap();
    assert_eq!(
        (change.what, change.due_at),
        (ChangeKind::Moved, Some(at("12-16 19:00")))
    );
    assert_eq!(
        refused(case.extend(answer.id, "1 wd", why, "12-02 10:00").await),
        "sla-refusal-extended-often"
    );

    let account = sla::trace_of(case.cache(), &mut *case.conn().await, answer.id)
        .await
        .unwrap();
    assert_eq!(account.legs.len(), 2);
    assert_eq!(account.legs[0].at, Some(at("12-09 19:00")));
    assert_eq!(account.legs[1].at, Some(at("12-16 19:00")));
    assert_eq!(account.extensions[0].reason, why);
}

#[tokio::test]
async fn what_is_late_is_not_extended() {
    let case = Case::new().await;
    case.file("complaint", "normal", "11-23 10:00").await;
    case.happens(Moment::Acknowledged, "11-23 11:00").await;
    let answer = case.promise(Metric::Answer).await.id;
    // past its due instant, though no sweep has seen it
    assert_eq!(
        refused(
            case.extend(answer, "5 wd", "we need longer", "12-09 19:01")
                .await
        ),
        "sla-refusal-extension-too-late"
    );
}

#[tokio::test]
async fn an_extended_promise_that_is_paused_moves_by_both() {
    let case = Case::new().await;
    case.file("complaint", "normal", "11-23 10:00").await;
    case.happens(Moment::Acknowledged, "11-23 11:00").await;
    let answer = case.promise(Metric::Answer).await.id;
    case.extend(answer, "5 wd", "we need longer", "11-24 10:00")
        .await
        .unwrap();
    // the close of business of two working days is paused
    case.pause("11-24 12:00", None).await;
    let moved = case.resume("11-26 12:00").await;
    assert!(kinds(&moved).contains(&(Metric::Answer, ChangeKind::Moved)));
    assert_eq!(case.due(Metric::Answer).await, Some(at("12-18 19:00")));
}

#[tokio::test]
async fn why_thursday_can_be_answered_to_the_day() {
    let case = Case::new().await;
    case.file("repair", "normal", "12-03 10:00").await;
    case.pause("12-04 18:00", None).await;
    case.resume("12-04 20:00").await;
    let promise = case.promise(Metric::UpdateOwner).await;
    let account = sla::trace_of(case.cache(), &mut *case.conn().await, promise.id)
        .await
        .unwrap();
    let trace = &account.legs[0].trace;
    assert_eq!(
        account.legs[0].at, promise.due_at,
        "the account is of the stored instant"
    );
    let counted: Vec<_> = trace.days.iter().map(|day| day.date.to_string()).collect();
    assert_eq!(counted, ["2026-12-09", "2026-12-10"]);
    let named: Vec<_> = trace
        .skipped
        .iter()
        .filter_map(|day| day.name.clone())
        .collect();
    assert_eq!(
        named,
        [
            "Día de la Constitución (trasladado)",
            "Inmaculada Concepción"
        ]
    );
    assert_eq!(account.pauses[0].reason, "parts");
    assert_eq!(account.calendar.slug, "madrid");
}
