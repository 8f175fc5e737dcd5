//! Which way a matter goes and by when: an administrator's rule, a head's absence, an owner's "why then?".

use ventanilla::{
    catalog::Kind,
    i18n::Lang,
    ids::PersonId,
    people::{self, Role},
    ticket::Number,
};

use crate::walk::Walk;

with_and_without_scripts!(
    a_rule_is_drafted_tried_published_and_the_next_report_goes_by_it,
    a_head_sets_an_absence_and_the_next_ticket_goes_to_another_person,
    an_owner_asks_why_then_and_reads_how_it_was_counted
);

/// Elena reports her kitchen tap.
async fn report(walk: &mut Walk) -> Number {
    let elena = walk.w.elena;
    walk.become_owner(elena).await;
    walk.open("/report/repair/last?place=kitchen&what=kitchen-drip")
        .await;
    walk.go("form#report button.main").await;
    let number = walk.text(".receipt .number").await;
    number.parse().expect("a number")
}

async fn department(walk: &Walk, slug: &str, lang: Lang) -> String {
    sqlx::query_scalar("select name->>$2 from department where slug = $1")
        .bind(slug)
        .bind(lang.code())
        .fetch_one(&walk.pool)
        .await
        .expect("a department")
}

async fn accountable(walk: &Walk, number: &Number) -> PersonId {
    let id = sqlx::query_scalar("select accountable_id from ticket where number = $1")
        .bind(number.as_str())
        .fetch_one(&walk.pool)
        .await
        .expect("somebody");
    PersonId(id)
}

async fn a_rule_is_drafted_tried_published_and_the_next_report_goes_by_it(scripts: bool) {
    let mut walk = Walk::start_with(Lang::Es, scripts).await;
    let (hugo, ana) = (walk.w.hugo, walk.w.ana);
    let mut conn = walk.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, hugo, Role::Admin, None)
        .await
        .expect("a role");
    drop(conn);
    let (engineering, cleaning) = (
        department(&walk, "engineering", Lang::Es).await,
        department(&walk, "cleaning", Lang::Es).await,
    );
    let before = report(&mut walk).await;
    assert!(walk.text("main").await.contains(&engineering));

    walk.become_staff(hugo).await;
    walk.open("/admin").await;
    walk.go("a[href='/admin/rules']").await;
    let palmeras = walk.w.palmeras;
    walk.go(&format!("a[href='/admin/rules?community={palmeras}']"))
        .await;
    walk.go("form#change button").await;
    walk.go(".tools a[href^='/admin/rules/draft/rule']").await;
    walk.write("#name_es", "Grifos").await;
    walk.choose("#new_fact", "category").await;
    walk.go("button[name=do][value=add]").await;
    walk.choose("select[name='value-0']", "repair/kitchen-drip")
        .await;
    walk.choose("#department", "cleaning").await;
    walk.go("button.main[value=save]").await;
    let rule = walk.text("tr#rule-rule").await;
    assert!(
        rule.contains("Grifos") && rule.contains(&cleaning),
        "{rule}"
    );

    walk.go(".tools a[href^='/admin/rules/draft/trial']").await;
    let tried = walk.text("tbody tr").await;
    assert!(
        tried.contains(before.as_str())
            && tried.contains(&engineering)
            && tried.contains(&cleaning),
        "{tried}"
    );
    let undecided = report(&mut walk).await;
    assert!(
        walk.text("main").await.contains(&engineering),
        "{undecided}: a draft sends nothing anywhere"
    );

    walk.become_staff(hugo).await;
    walk.open(&format!("/admin/rules/draft?community={palmeras}"))
        .await;
    walk.write("form#publish #note", "Los grifos, a limpieza")
        .await;
    walk.go("form#publish button.main").await;
    assert!(walk.text("main").await.contains("Los grifos, a limpieza"));

    let after = report(&mut walk).await;
    let receipt = walk.text("main").await;
    assert!(receipt.contains(&cleaning), "{after}: {receipt}");
    walk.become_staff(ana).await;
    walk.open(&format!("/desk/tickets/{after}")).await;
    assert!(
        walk.text("main").await.contains("Grifos"),
        "the ticket names the rule: {}",
        walk.text("main").await
    );
    walk.end().await;
}

async fn a_head_sets_an_absence_and_the_next_ticket_goes_to_another_person(scripts: bool) {
    let mut walk = Walk::start_with(Lang::Zh, scripts).await;
    let marta = walk.w.marta;
    let mut turns = Vec::new();
    // not repeats of one another: those go to the head
    for what in ["blocked", "unsure", "appliance"] {
        let what = format!("kitchen-{what}");
        let new = walk.w.matter(&walk, Kind::Repair, &what, "").await;
        let number = walk.w.file(&walk, new).await.number().clone();
        turns.push(accountable(&walk, &number).await);
        walk.advance(chrono::TimeDelta::minutes(1));
    }
    let [next, then, last] = turns[..] else {
        panic!("three tickets")
    };
    assert!(
        next != then && then != last && last != next,
        "one each, so the fourth is {next}'s again"
    );

    walk.become_staff(marta).await;
    walk.open("/dept/board").await;
    walk.go(".tools a[href='/dept/people']").await;
    let person = format!("#person-{next}");
    assert!(!walk.has(&format!("{person} h3 .tag")).await);
    walk.tap(&format!("{person} details:has([name=first]) > summary"))
        .await;
    walk.choose(&format!("{person} [name=first]"), "2026-11-23")
        .await;
    walk.choose(&format!("{person} [name=last]"), "2026-11-24")
        .await;
    walk.write(&format!("{person} [name=note]"), "培训").await;
    walk.go(&format!("{person} form[action$='/absences'] button"))
        .await;
    assert!(walk.has(&format!("{person} h3 .tag")).await);
    assert!(walk.text(&person).await.contains("培训"));

    let number = report(&mut walk).await;
    let now = accountable(&walk, &number).await;
    assert_eq!(now, then, "who is away gets nothing new");
    walk.become_staff(marta).await;
    walk.open(&format!("/desk/tickets/{number}")).await;
    let name: String = sqlx::query_scalar("select name from person where id = $1")
        .bind(then.0)
        .fetch_one(&walk.pool)
        .await
        .expect("a name");
    assert!(walk.text("main").await.contains(&name));
    walk.end().await;
}

async fn an_owner_asks_why_then_and_reads_how_it_was_counted(scripts: bool) {
    let mut walk = Walk::start_with(Lang::En, scripts).await;
    walk.on_phone().await;
    // Friday evening: what is counted in working time begins on Monday
    walk.advance(chrono::TimeDelta::days(4) + chrono::TimeDelta::hours(8));
    let number = report(&mut walk).await;
    walk.go(&format!("a[href='/r/{number}']")).await;
    let promised = walk.text(".promised time").await;
    let promised = promised.trim_start_matches("by ");
    assert!(promised.contains("30 Nov"), "{promised}");
    walk.go(".promised a.why").await;
    assert!(
        walk.path()
            .await
            .starts_with(&format!("/r/{number}/promises/")),
        "{}",
        walk.path().await
    );
    assert!(walk.text("h1").await.contains(promised));
    assert!(walk.text(".result").await.contains(promised));
    let steps = walk.text("main").await;
    for words in [
        "Fri 27 Nov",
        "Sat 28 Nov",
        "Sun 29 Nov",
        "Closed",
        "Mon 30 Nov",
    ] {
        assert!(steps.contains(words), "no {words}: {steps}");
    }
    walk.go("a.back").await;
    assert_eq!(walk.path().await, format!("/r/{number}"));
    walk.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_department_is_put_right_with_a_few_keys_and_counts_against_the_rule() {
    let mut walk = Walk::start(Lang::En).await;
    let (ana, hugo, finance) = (walk.w.ana, walk.w.hugo, walk.w.finance);
    let mut conn = walk.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, hugo, Role::Admin, None)
        .await
        .expect("a role");
    drop(conn);
    let number = walk.w.filed(&walk).await;
    walk.become_staff(ana).await;
    walk.open("/desk?view=all").await;
    walk.press("j").await;
    walk.go_by_key("d").await;
    assert_eq!(walk.path().await, format!("/desk/tickets/{number}"));
    assert!(walk.has("#act-route[open]").await);
    let key = walk
        .attr(&format!("#act-route input[value='{finance}']"), "data-key")
        .await;
    // the form that d opened has the focus, so that the digit alone is enough
    walk.press(key.trim_start_matches("d ")).await;
    assert!(
        walk.has(&format!("#act-route input[value='{finance}']:checked"))
            .await
    );
    walk.go_by_key("Ctrl+Enter").await;
    assert!(
        walk.has("#route_reason-wrong").await,
        "no reason was given: {}",
        walk.text("main").await
    );
    assert!(
        walk.has(&format!("#act-route input[value='{finance}']:checked"))
            .await,
        "what was chosen is kept"
    );
    walk.write("#route_reason", "It is about the bill").await;
    walk.go_by_key("Ctrl+Enter").await;
    assert_eq!(walk.path().await, format!("/desk/tickets/{number}"));
    assert!(walk.text(".hands").await.contains("Finance"));

    walk.advance(chrono::TimeDelta::minutes(1));
    walk.become_staff(hugo).await;
    walk.open("/admin/rules").await;
    let (rule, to): (String, Option<i64>) =
        sqlx::query_as("select rule_id, department_id from ticket where number = $1")
            .bind(number.as_str())
            .fetch_one(&walk.pool)
            .await
            .expect("a rule");
    assert_eq!(to, Some(finance.0));
    let figures = walk
        .text(&format!("#rule-{rule} td.figure:last-child"))
        .await;
    assert_eq!(figures, "1");
    walk.end().await;
}
