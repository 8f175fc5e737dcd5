//! Signed out: a number, four figures of a phone, and a code show how it stands, and nothing else is told.

use chrono::TimeDelta;

use crate::{
    notify_case::Case,
    support::{Browser, Page},
};

async fn case() -> (Case, String) {
    let c = Case::new().await;
    sqlx::query("update person set phone = '+34 600 11 22 33' where id = $1")
        .bind(c.w.elena.0)
        .execute(&c.t.pool)
        .await
        .expect("a phone");
    let number = c.filed().await.to_string();
    (c, number)
}

async fn ask(browser: &Browser, number: &str, figures: &str) -> Page {
    let fields = [("number", number), ("figures", figures)];
    browser.post_form("/track", &fields).await
}

/// Codes mailed so far.
async fn codes(c: &Case) -> Vec<String> {
    c.t.run_jobs().await;
    let mails = c.t.mails();
    let codes = mails
        .iter()
        .filter(|mail| mail.subject().contains("código"));
    codes
        .map(|mail| {
            let subject = mail.subject();
            subject.chars().filter(char::is_ascii_digit).collect()
        })
        .collect()
}

#[tokio::test]
async fn number_figures_and_code_lead_to_how_it_stands() {
    let (c, number) = case().await;
    let browser = c.t.browser();
    let front = browser.get("/").await;
    assert!(front.has("a[href='/track']"), "{}", front.body);
    let typed = number.to_lowercase().replace('-', " ");
    let asked = ask(&browser, &typed, " 22 33 ").await;
    assert_eq!(asked.location(), "/track/code", "{}", asked.body);
    let waiting = browser.get("/track/code").await;
    assert!(waiting.text("main").contains("+34 910 000 001"));
    let codes = codes(&c).await;
    assert_eq!(codes.len(), 1);
    let shown = browser
        .post_form("/track/code", &[("code", &codes[0])])
        .await;
    assert_eq!(shown.location(), format!("/track/{number}"));
    let page = browser.follow(&shown).await;
    assert_eq!(page.status, 200);
    assert!(page.has(".promised") && !page.body.contains("Gotea el grifo"));
    let inside = browser.get("/home").await;
    assert!(inside.status.is_redirection(), "nobody was signed in");
}

#[tokio::test]
async fn nothing_says_whether_number_and_figures_go_together() {
    let (c, number) = case().await;
    let other = ventanilla::ticket::Number::draw(ventanilla::ticket::Kind::Repair);
    let tries = [
        (number.as_str(), "2233"),
        (&number, "9999"),
        (other.as_str(), "2233"),
    ];
    let mut told: Vec<Vec<String>> = Vec::new();
    for (number, figures) in tries {
        let browser = c.t.browser();
        let mut pages = vec![browser.get(&format!("/track/{number}")).await];
        pages.push(ask(&browser, number, figures).await);
        c.t.run_jobs().await;
        pages.push(browser.get("/track/code").await);
        for _ in 0..6 {
            pages.push(
                browser
                    .post_form("/track/code", &[("code", "000000x")])
                    .await,
            );
            c.t.advance(TimeDelta::minutes(1));
        }
        let plain = |page: Page| {
            let body = page.body.replace(number, "N").replace(figures, "F");
            let main = body
                .split("name=\"key\" value=\"")
                .map(|part| part.split_once('"').map_or(part, |(_, rest)| rest));
            let to = page
                .headers
                .get("location")
                .map(|to| to.to_str().unwrap_or_default().replace(number, "N"));
            format!("{} {to:?} {}", page.status, main.collect::<String>())
        };
        told.push(pages.into_iter().map(plain).collect());
    }
    assert_eq!(told[0], told[1], "wrong figures");
    assert_eq!(told[0], told[2], "no such number");
    assert_eq!(codes(&c).await.len(), 1, "and one code was sent");
}

#[tokio::test]
async fn figures_are_not_guessed_and_what_was_typed_stays() {
    let (c, number) = case().await;
    let browser = c.t.browser();
    let wrong = ask(&browser, "R-7KQ4M2-9", "12").await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.attr("#number", "value"), "R-7KQ4M2-9");
    assert!(wrong.has("a[href='#number']") && wrong.has("a[href='#figures']"));
    for figures in ["0001", "0002", "0003"] {
        assert_eq!(
            ask(&browser, &number, figures).await.location(),
            "/track/code"
        );
    }
    let refused = ask(&browser, &number, "2233").await;
    assert_eq!(refused.status, 422);
    assert!(codes(&c).await.is_empty(), "not even with the right ones");
    c.t.advance(TimeDelta::hours(1));
    ask(&browser, &number, "2233").await;
    let code = codes(&c).await.pop().expect("a code");
    c.t.advance(TimeDelta::minutes(11));
    let late = browser.post_form("/track/code", &[("code", &code)]).await;
    assert_eq!(late.status, 422);
    assert_eq!(codes(&c).await.len(), 2, "another is on its way");
}

#[tokio::test]
async fn a_code_for_following_signs_nobody_in() {
    let (c, number) = case().await;
    let browser = c.t.browser();
    browser
        .post_form("/in", &[("email", "nobody@example.org")])
        .await;
    ask(&browser, &number, "2233").await;
    let code = codes(&c).await.pop().expect("a code");
    let tried = browser.post_form("/in/code", &[("code", &code)]).await;
    assert_eq!(tried.status, 422);
    assert!(browser.get("/home").await.status.is_redirection());
}
