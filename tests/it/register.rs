//! /admin/people: who works here and who lives here, every change asked for twice and written down.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ventanilla::{
    audit,
    ids::PersonId,
    people::{self, Role, account, password::NewPassword, totp::Secret},
};

use crate::support::{Browser, Page, TestApp, World};

const PASSWORD: &str = "lluvia azul en marzo";

async fn started() -> (TestApp, World, Browser) {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let mut conn = t.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, w.hugo, Role::Admin, None)
        .await
        .expect("an administrator");
    drop(conn);
    let hugo = t.at_work(w.hugo).await;
    (t, w, hugo)
}

fn at(person: PersonId) -> String {
    format!("/admin/people/{person}")
}

async fn change(browser: &Browser, person: PersonId, form: &str, typed: &[(&str, &str)]) -> Page {
    let page = browser.get(&at(person)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    browser
        .submit(&page, &format!("form[action$='{form}']"), typed)
        .await
}

async fn done(browser: &Browser, person: PersonId, form: &str, typed: &[(&str, &str)]) -> Page {
    let page = change(browser, person, form, typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    browser.follow(&page).await
}

async fn admin_role(t: &TestApp, person: PersonId) -> i64 {
    sqlx::query_scalar("select id from staff_role where person_id = $1 and role = 'admin'")
        .bind(person.0)
        .fetch_one(&t.pool)
        .await
        .expect("a role")
}

async fn is_whole(t: &TestApp) -> i64 {
    let mut conn = t.pool.acquire().await.expect("a connection");
    let (entries, faults) = audit::verify(&mut conn).await.expect("read");
    assert!(faults.is_empty(), "{faults:?}");
    entries
}

#[tokio::test]
async fn a_colleague_is_invited_and_the_link_goes_by_mail_alone() {
    let (t, w, hugo) = started().await;
    assert!(hugo.get("/admin").await.has("a[href='/admin/people']"));
    let list = hugo.get("/admin/people").await;
    assert!(list.body.contains("Luis Gómez") && !list.body.contains("Elena García"));
    let blank = hugo.get(&list.link("Invite somebody")).await;
    let empty = hugo.submit(&blank, "form#invite", &[]).await;
    assert_eq!(
        empty.texts("#summary a"),
        [
            "Write the name of whoever you invite",
            "Write the e-mail address the invitation goes to"
        ]
    );
    let typed = [("name", "Eva Sol"), ("email", "ana@company.example")];
    let wrong = hugo.submit(&blank, "form#invite", &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text("#email-wrong").contains("Somebody else"));
    assert_eq!(wrong.attr("#name", "value"), "Eva Sol");

    let typed = [
        ("email", "eva@company.example"),
        ("department", &w.engineering.to_string()),
        ("role", "desk"),
        ("community", &w.palmeras.to_string()),
    ];
    let sent = hugo.submit(&wrong, "form#invite", &typed).await;
    let again = hugo.submit(&wrong, "form#invite", &typed).await;
    assert_eq!(sent.location(), again.location(), "twice is once");
    let page = hugo.follow(&sent).await;
    assert!(page.text("#roles ~ ul").contains("Front desk"));
    assert!(page.text("#departments ~ ul").contains("Engineering"));
    t.run_jobs().await;
    let mails = t.mails();
    let mail = mails.last().expect("a mail");
    assert_eq!((mails.len(), mail.to.as_str()), (1, "eva@company.example"));
    let link = mail.text.split("/staff/setup/").nth(1).expect("a link");
    let token = link.split_whitespace().next().expect("a token");
    assert!(!page.body.contains(token), "the page does not know it");
    let eva = t.browser();
    let opened = eva.get(&format!("/staff/setup/{token}")).await;
    assert_eq!(opened.location(), "/staff/setup");
    assert_eq!(is_whole(&t).await, 3);
}

#[tokio::test]
async fn who_is_switched_off_is_out_at_once() {
    let (t, w, hugo) = started().await;
    let number = w.filed(&t).await;
    sqlx::query("update ticket set accountable_id = $1")
        .bind(w.luis.0)
        .execute(&t.pool)
        .await
        .expect("his");
    let luis = t.at_work(w.luis).await;
    assert_eq!(luis.get("/dept").await.status, StatusCode::OK);
    done(&hugo, w.luis, "/account", &[("do", "off")]).await;
    t.sweep().await;
    let ana = t.at_work(w.ana).await;
    let hands = ana
        .get(&format!("/desk/tickets/{number}"))
        .await
        .texts(".hands li");
    assert!(
        !hands.last().expect("somebody").contains("Luis"),
        "what he had is somebody else's: {hands:?}"
    );
    assert!(luis.get("/dept").await.status.is_redirection());
    let off = hugo.get(&at(w.luis)).await;
    assert!(off.text("#account ~ dl").contains("Switched off"));
    done(&hugo, w.luis, "/account", &[("do", "on")]).await;
    assert!(
        luis.get("/dept").await.status.is_redirection(),
        "the old session stays ended"
    );
    let own = change(&hugo, w.hugo, "/account", &[("do", "off")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(is_whole(&t).await, 2);
}

#[tokio::test]
async fn roles_and_departments_count_from_the_next_click() {
    let (t, w, hugo) = started().await;
    let luis = t.at_work(w.luis).await;
    assert_eq!(luis.get("/desk/new").await.status, StatusCode::NOT_FOUND);
    let none = change(&hugo, w.luis, "/roles", &[]).await;
    assert_eq!(none.text("#role-wrong"), "Error: Choose a role");
    let desk = [("role", "desk"), ("community", &*w.palmeras.to_string())];
    done(&hugo, w.luis, "/roles", &desk).await;
    assert_eq!(luis.get("/desk/new").await.status, StatusCode::OK);
    let page = hugo.get(&at(w.luis)).await;
    let taken = hugo.submit(&page, "form[action*='/roles/']", &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    assert_eq!(luis.get("/desk/new").await.status, StatusCode::NOT_FOUND);

    let engineering = w.engineering.to_string();
    let leads = [("department", &*engineering), ("leads", "yes")];
    done(&hugo, w.luis, "/departments", &leads).await;
    assert_eq!(luis.get("/dept/people").await.status, StatusCode::OK);
    let marta = t.at_work(w.marta).await;
    assert_eq!(
        marta.get("/dept/people").await.status,
        StatusCode::NOT_FOUND,
        "one head"
    );
    done(
        &hugo,
        w.luis,
        &format!("/departments/{engineering}/end"),
        &[("do", "out")],
    )
    .await;
    assert_eq!(luis.get("/dept").await.status, StatusCode::NOT_FOUND);
    assert_eq!(is_whole(&t).await, 5);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let (t, w, hugo) = started().await;
    let end = format!("/roles/{}/end", admin_role(&t, w.hugo).await);
    let refused = change(&hugo, w.hugo, &end, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text("#role-wrong").contains("last administrator"));
    // two take each other's role at the same time
    done(&hugo, w.marta, "/roles", &[("role", "admin")]).await;
    let marta = t.at_work(w.marta).await;
    let hers = admin_role(&t, w.marta).await;
    let hers = format!("{}/roles/{hers}/end", at(w.marta));
    let his = format!("{}{end}", at(w.hugo));
    let (one, other) = tokio::join!(marta.post_form(&his, &[]), hugo.post_form(&hers, &[]));
    let left = t
        .count("select count(*) from staff_role where role = 'admin'")
        .await;
    assert_eq!(left, 1, "{} {}", one.status, other.status);
}

#[tokio::test]
async fn an_owner_is_corrected_moves_in_and_out() {
    let (t, w, hugo) = started().await;
    let found = hugo.get("/admin/people?view=owners&q=2-A").await;
    assert!(found.body.contains("Elena García") && !found.body.contains("Olga"));
    let wrong = change(
        &hugo,
        w.elena,
        "/contact",
        &[("phone", "x"), ("email", "tomas@")],
    )
    .await;
    assert_eq!(wrong.count("#summary li"), 2);
    assert_eq!(wrong.attr("#email", "value"), "tomas@");
    let elena = t.at_home(w.elena).await;
    let fine = [
        ("email", "elena.garcia@example.org"),
        ("phone", "+34 600 111 222"),
    ];
    done(&hugo, w.elena, "/contact", &fine).await;
    t.run_jobs().await;
    let mails = t.mails();
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["elena@example.org"], "the old address hears of it");
    assert!(mails[0].text.contains("+34 910 000 001") && !mails[0].text.contains("garcia"));
    assert!(
        elena.get("/home").await.status.is_redirection(),
        "with another address, they sign in anew"
    );
    let page = hugo.get(&at(w.elena)).await;
    let stale = hugo
        .submit(&page, "form[action$='/contact']", &[("seen", "")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);

    let nowhere = change(&hugo, w.elena, "/homes", &[("unit", "99-Z")]).await;
    assert!(nowhere.text("#unit-wrong").contains("no such home"));
    let moved = [
        ("unit", "Tower 2 2-B"),
        ("home_role", "owner"),
        ("from", "2026-11-01"),
    ];
    let page = done(&hugo, w.elena, "/homes", &moved).await;
    assert!(page.text("#homes ~ ul").contains("2-B"));
    let twice = change(&hugo, w.elena, "/homes", &moved).await;
    assert!(twice.text("#unit-wrong").contains("already"));
    let form = "/end";
    let early = change(&hugo, w.elena, form, &[("last", "2019-01-01")]).await;
    assert!(early.text("#last-wrong").contains("not before"));
    let page = done(&hugo, w.elena, form, &[("last", "2026-11-22")]).await;
    let log = page.text("#log ~ ol");
    for words in [
        "Last day at Tower 2",
        "Added to Tower 2 · 2-B: Owner",
        "Corrected: e-mail, phone",
        "Hugo Campos",
    ] {
        assert!(log.contains(words), "no {words}: {log}");
    }
    assert_eq!(is_whole(&t).await, 3);
}

#[tokio::test]
async fn an_entry_changed_or_cut_off_shows() {
    let (t, w, hugo) = started().await;
    for what in ["out", "link", "off"] {
        done(&hugo, w.luis, "/account", &[("do", what)]).await;
    }
    assert_eq!(is_whole(&t).await, 3);
    let app = sqlx::query("delete from audit").execute(&t.app.pool).await;
    assert!(app.is_err(), "the program itself may not");
    sqlx::query("alter table audit disable trigger all")
        .execute(&t.pool)
        .await
        .expect("as the owner of the database");
    for sql in [
        "update audit set action = 'signed_out' where seq = 2",
        "delete from audit where seq = 3",
    ] {
        sqlx::query(sql).execute(&t.pool).await.expect("done");
    }
    let mut conn = t.pool.acquire().await.expect("a connection");
    let (_, faults) = audit::verify(&mut conn).await.expect("read");
    assert_eq!(faults.len(), 2, "{faults:?}");
}

#[tokio::test]
async fn whoever_signed_in_a_while_ago_shows_again_that_it_is_them() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let secret = Secret::random();
    let hash = NewPassword::parse(PASSWORD, &[])
        .expect("fine")
        .hash()
        .await
        .expect("hashed");
    let mut conn = t.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, w.hugo, Role::Admin, None)
        .await
        .expect("a role");
    account::install(&mut conn, w.hugo, "hugo", &hash, &secret, t.now())
        .await
        .expect("an account");
    drop(conn);
    let hugo = t.browser();
    hugo.post_form("/staff/in", &[("login", "hugo"), ("password", PASSWORD)])
        .await;
    let code = secret.code_at(t.now()).expect("a code");
    hugo.post_form("/staff/in/code", &[("code", &code)]).await;

    let sign_out = [("do", "out")];
    done(&hugo, w.luis, "/account", &sign_out).await;
    t.advance(TimeDelta::minutes(11));
    let asked = change(&hugo, w.luis, "/account", &sign_out).await;
    assert!(
        asked.has("form#prove input[name=do][value=out]"),
        "{}",
        asked.body
    );
    assert_eq!(is_whole(&t).await, 1, "nothing is done yet");
    let code = secret.code_at(t.now()).expect("a code");
    let wrong = [("proof_password", "no"), ("proof_code", &*code)];
    let again = hugo.submit(&asked, "form#prove", &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [("proof_password", PASSWORD), ("proof_code", &*code)];
    let proved = hugo.submit(&again, "form#prove", &right).await;
    assert_eq!(proved.status, StatusCode::SEE_OTHER, "{}", proved.body);
    assert_eq!(is_whole(&t).await, 2, "and the form went on by itself");
    done(&hugo, w.luis, "/account", &sign_out).await;
}
