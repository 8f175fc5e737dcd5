//! Resolved, returned, closed.

use axum::http::StatusCode;
use ventanilla::{
    fees,
    people::Scope,
    repair,
    ticket::{DeclineReason, Place},
};

use super::*;

#[tokio::test]
async fn not_fixed_starts_the_next_cycle_with_new_clocks_and_the_old_results_stay() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    let elena = c.w.owner(c.w.elena);
    c.t.advance(TimeDelta::days(1));
    fees::give_back(
        c.t.app.clone(),
        elena.clone(),
        number.clone(),
        World::still_drips(),
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
    resolution::confirm(&c.t.app, &elena, &number, c.rates(5))
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
async fn a_referral_reaches_the_owners_page_and_mail() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    triage::decline(
        &c.t.app,
        &by,
        &number,
        DeclineReason::UtilitysResponsibility,
        Some("Canal de Isabel II".to_owned()),
        "La avería está en la calle.".to_owned(),
        None,
    )
    .await
    .expect("declined");
    c.t.run_jobs().await;
    let told = c.mails_to("elena@example.org");
    let mail = told.last().expect("a mail").text.clone();
    assert!(mail.contains("Canal de Isabel II"), "{mail}");
    assert!(mail.contains("La avería está en la calle."), "{mail}");

    let elena = c.t.at_home(c.w.elena).await;
    let page = elena.get(&format!("/r/{number}")).await;
    assert!(page.text(".standing").contains("Canal de Isabel II"));
    assert!(
        page.text(".timeline")
            .contains("La avería está en la calle.")
    );
    c.verified().await;
}

/// Elena's leak, and what Olga says of it from the flat below.
async fn twice(c: &Case) -> (Number, Number, By) {
    let (number, by) = c.taken().await;
    let below = ventanilla::ticket::NewTicket {
        place: Place {
            unit: Some(c.w.unit_2b),
            ..c.w.home()
        },
        reporter: Some(c.w.olga),
        filed_by: Some(c.w.olga),
        body: "Cae agua del techo".to_owned(),
        ..c.w.leak(&c.t).await
    };
    let below = c.w.file(&c.t, below).await.number().clone();
    (number, below, by)
}

#[tokio::test]
async fn whoever_reported_it_second_hears_how_the_first_goes_on_and_no_more() {
    let c = Case::new().await;
    let (first, second, by) = twice(&c).await;
    triage::mark_duplicate(&c.t.app, &c.w.at_desk(), &second, &first, None)
        .await
        .expect("joined");
    c.t.run_jobs().await;
    let olga = c.t.at_home(c.w.olga).await;
    let page = olga.get(&format!("/r/{second}")).await;
    assert!(
        page.text("section.ask .tag-in_progress")
            .contains("worked on"),
        "{}",
        page.body
    );
    assert!(!page.has(&format!("a[href='/r/{first}']")), "it is Elena's");
    let before = c.mails_to("olga@example.org").len();

    resolution::resolve(&c.t.app, &by, &first, c.fixed())
        .await
        .expect("resolved");
    c.t.run_jobs().await;
    let mails = c.mails_to("olga@example.org");
    assert_eq!(mails.len(), before + 1);
    let mail = mails.last().expect("a mail");
    assert!(
        mail.subject().contains(second.as_str()),
        "{}",
        mail.subject()
    );
    for private in ["Elena", "2-A", "junta", "grifo"] {
        assert!(!mail.text.contains(private), "{}", mail.text);
    }
    let notices = olga.get("/notices/mine").await;
    assert!(
        notices.has(&format!("ul.news a[href='/r/{second}']")),
        "{}",
        notices.body
    );
    assert!(!notices.body.contains("Elena") && !notices.body.contains("junta"));
    assert_eq!(
        olga.get(&format!("/r/{first}")).await.status,
        StatusCode::NOT_FOUND
    );
    let link = mail
        .text
        .lines()
        .find_map(|line| {
            line.split_once("/t/")
                .map(|(_, token)| format!("/t/{token}"))
        })
        .expect("a link");
    let opened = c.t.browser().get(&link).await;
    assert!(opened.location().is_empty() || opened.location().contains(second.as_str()));
    c.verified().await;
}

#[tokio::test]
async fn of_a_shared_place_the_second_reporter_opens_what_neighbours_may_know() {
    let c = Case::new().await;
    let light = crate::repair_report::lobby_light(&c.t, &c.w).await;
    let mut filed = vec![];
    for who in [c.w.elena, c.w.olga] {
        let new = repair::NewRepair {
            key: Uuid::new_v4(),
            reporter: Some(who),
            ..light.clone()
        };
        let filing = repair::report(&c.t.app, &c.w.owner(who), new).await;
        filed.push(filing.expect("filed").number().clone());
    }
    triage::mark_duplicate(&c.t.app, &c.w.at_desk(), &filed[1], &filed[0], None)
        .await
        .expect("joined");
    let olga = c.t.at_home(c.w.olga).await;
    let page = olga.get(&format!("/r/{}", filed[1])).await;
    let href = page.attr("section.ask .card-head a", "href");
    assert_eq!(href, format!("/report/same/{}", filed[0]));
    assert_eq!(olga.get(&href).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_may_only_look_ends_nothing() {
    let c = Case::new().await;
    let (first, second, _) = twice(&c).await;
    // told to follow by a rule, and of no department that has it
    sqlx::query("update ticket set seen_by = array[$1::bigint]")
        .bind(c.w.sofia.0)
        .execute(&c.t.pool)
        .await
        .expect("a watcher");
    let sofia = By::Staff(Scope {
        me: c.w.sofia.0,
        ..Scope::default()
    });
    let done = triage::mark_duplicate(&c.t.app, &sofia, &second, &first, None).await;
    refused(done, &Refusal::NotYours);
    let done = triage::mark_duplicate(&c.t.app, &c.w.owner(c.w.olga), &second, &second, None).await;
    assert!(matches!(done, Err(ventanilla::error::AppError::NotFound)));
    assert!(c.detail(&second).await.state.is_open());
}

#[tokio::test]
async fn stars_tapped_twice_are_given_once() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    let (elena, verdict) = (c.w.owner(c.w.elena), c.rates(4));
    let both = futures_util::future::join_all(
        (0..2).map(|_| resolution::confirm(&c.t.app, &elena, &number, verdict.clone())),
    )
    .await;
    assert!(both.iter().all(Result::is_ok), "{both:?}");
    let rated = |kinds: Vec<String>| kinds.iter().filter(|kind| *kind == "Rated").count();
    assert_eq!(rated(c.kinds(&number).await), 1);
    c.t.run_jobs().await;
    let notices =
        c.t.count("select count(*) from notification where template = 'rated'")
            .await;
    assert_eq!(notices, 1);
    for _ in 0..2 {
        resolution::withdraw(&c.t.app, &elena, &number, String::new(), Lang::Es)
            .await
            .expect_err("it is over");
    }
    // changed one's mind: another form, another entry
    resolution::confirm(&c.t.app, &elena, &number, c.rates(2))
        .await
        .expect("rated again");
    assert_eq!(rated(c.kinds(&number).await), 2);
    c.verified().await;
}
