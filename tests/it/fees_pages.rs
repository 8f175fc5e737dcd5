//! From the statement to the letter, as an owner and Finance walk it without JavaScript.

use ventanilla::ids::PersonId;

use crate::{
    fees_dispute::charged,
    support::{Browser, TestApp, World},
};

async fn started() -> (TestApp, World) {
    let t = TestApp::start_with(|config| config.demo = true).await;
    let w = World::of(&t).await;
    charged(&t).await;
    (t, w)
}

async fn enter(t: &TestApp, person: PersonId, side: &str) -> Browser {
    let browser = t.browser().in_language("en");
    browser
        .post_form(&format!("/demo/as/{person}"), &[("side", side)])
        .await;
    browser
}

async fn line(t: &TestApp, reference: &str) -> String {
    let id: i64 = sqlx::query_scalar("select id from charge where reference = $1")
        .bind(reference)
        .fetch_one(&t.pool)
        .await
        .expect("a charge");
    id.to_string()
}

const WHY: &str = "form[action='/report/fee/why']";

#[tokio::test]
async fn two_lines_are_disputed_checked_and_sent_once() {
    let (t, w) = started().await;
    let elena = enter(&t, w.elena, "owner").await;
    let chosen = elena.get("/fees").await;
    let statement = elena.follow(&chosen).await;
    assert_eq!(statement.status, 200, "{}", statement.body);
    assert_eq!(statement.count("input[name=line]"), 2);
    let (one, two) = (line(&t, "F-1").await, line(&t, "F-2").await);
    let why = elena
        .submit(&statement, WHY, &[("line", &one), ("line", &two)])
        .await;
    assert_eq!(why.status, 200, "{}", why.body);

    let wrong = elena
        .submit(&why, WHY, &[("ground", "amount"), ("claimed", "500")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("a[href='#claimed']") && wrong.attr("#claimed", "value") == "500");
    let next = elena.submit(&wrong, WHY, &[("claimed", "84,50")]).await;
    let next = elena.follow(&next).await;
    let explained = elena.submit(&next, WHY, &[("ground", "unclear")]).await;
    let explained = elena.follow(&explained).await;
    assert_eq!(explained.status, 200, "{}", explained.body);
    let count = t.count("select count(*) from ticket").await;
    assert_eq!(count, 0, "an explanation files nothing");

    let proof = elena.get(&explained.attr("a.main", "href")).await;
    let (long, form) = (
        "y".repeat(2_001),
        proof.form("form[action='/report/fee/proof']"),
    );
    let mut typed: Vec<_> = form
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| *name != "words")
        .collect();
    typed.push(("words", &long));
    let bill = [("proof", "acta.pdf", &b"%PDF-1.4\nacta\n%%EOF\n"[..])];
    let proof = elena.post_multipart(&form.action, &typed, &bill).await;
    assert_eq!(proof.status, 422, "{}", proof.body);
    assert!(proof.text(".shots").contains("acta.pdf"), "it waits");
    let check = elena
        .submit(
            &proof,
            "form[action='/report/fee/proof']",
            &[("words", "La junta aprobó 84,50")],
        )
        .await;
    assert_eq!(check.status, 200, "{}", check.body);
    assert!(check.text("dl").contains("acta.pdf"));
    assert!(
        check.text(".note").contains("935,50"),
        "{}",
        check.text(".note")
    );
    let sent = elena
        .submit(&check, "form[action='/report/fee/check']", &[])
        .await;
    let twice = elena
        .submit(&check, "form[action='/report/fee/check']", &[])
        .await;
    assert!(
        sent.location().starts_with("/r/F-") && sent.location().ends_with("/sent"),
        "{}",
        sent.location()
    );
    assert_eq!(sent.location(), twice.location());

    let again = elena
        .get(&format!("/report/fee/why?unit={}&line={one}", w.unit_2a))
        .await;
    assert!(
        again.location().starts_with("/r/F-"),
        "the line leads to its open dispute"
    );
    let statement = elena.get(&format!("/statement/{}", w.unit_2a)).await;
    assert_eq!(statement.count("input[name=line]"), 0);
    t.run_jobs().await;
}

#[tokio::test]
async fn nobody_else_sees_a_statement() {
    let (t, w) = started().await;
    let address = format!("/statement/{}", w.unit_2a);
    for stranger in [w.tomas, w.olga, w.wei] {
        let browser = enter(&t, stranger, "owner").await;
        assert_eq!(browser.get(&address).await.status, 404, "{stranger}");
    }
}

#[tokio::test]
async fn finance_reads_the_letter_before_it_goes_out_and_a_manager_agrees() {
    let (t, w) = started().await;
    let elena = enter(&t, w.elena, "owner").await;
    let two = line(&t, "F-2").await;
    let why = elena
        .get(&format!("/report/fee/why?unit={}&line={two}", w.unit_2a))
        .await;
    let proof = elena.submit(&why, WHY, &[("ground", "no_service")]).await;
    let proof = elena.follow(&proof).await;
    let check = elena
        .submit(&proof, "form[action='/report/fee/proof']", &[])
        .await;
    let sent = elena
        .submit(&check, "form[action='/report/fee/check']", &[])
        .await;
    let number = sent
        .location()
        .trim_start_matches("/r/")
        .trim_end_matches("/sent")
        .to_owned();

    let sofia = enter(&t, w.sofia, "staff").await;
    let address = format!("/desk/tickets/{number}/decision");
    let form = format!("form[action='{address}']");
    let page = sofia.get(&address).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let wrong = sofia
        .submit(&page, &form, &[("decision-0", "partly"), ("part-0", "900")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.has("a[href='#part-0']")
            && wrong.has("a[href='#reasons-0']")
            && wrong.has("a[href='#paper']")
    );
    let said = [
        ("decision-0", "upheld"),
        ("reasons-0", "El ascensor no se cambió"),
        ("paper", "Contrato de mantenimiento"),
        ("next", "Verá el abono en diciembre"),
    ];
    let preview = sofia.submit(&wrong, &form, &said).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert!(
        preview.text(".letter").contains("El ascensor no se cambió"),
        "{}",
        preview.body
    );
    let mark = preview.attr("button[name=read]", "value");
    let changed = sofia
        .submit(&preview, &form, &[("read", &mark), ("next", "Otra cosa")])
        .await;
    assert!(
        changed.text(".letter").contains("Otra cosa"),
        "a changed letter is read again"
    );
    let mark = changed.attr("button[name=read]", "value");
    let proposed = sofia.submit(&changed, &form, &[("read", &mark)]).await;
    assert_eq!(proposed.status, 303, "{}", proposed.body);

    let own = sofia.get("/finance/approvals").await;
    assert!(
        own.body.contains(&number) && !own.has("button[value=approve]"),
        "{}",
        own.body
    );
    let hugo = enter(&t, w.hugo, "staff").await;
    let list = hugo.get("/finance/approvals").await;
    let approve = format!("form[action='/finance/approvals/{number}']");
    let why_not = hugo
        .post_form(
            &format!("/finance/approvals/{number}"),
            &[("answer", "refuse")],
        )
        .await;
    assert_eq!(why_not.status, 422);
    let done = hugo.submit(&list, &approve, &[("answer", "approve")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let state: String = sqlx::query_scalar("select state from ticket where number = $1")
        .bind(&number)
        .fetch_one(&t.pool)
        .await
        .expect("a ticket");
    assert_eq!(state, "resolved");
    let luis = enter(&t, w.luis, "staff").await;
    assert_eq!(luis.get("/finance/approvals").await.status, 404);
    assert_eq!(luis.get(&address).await.status, 404);
    t.run_jobs().await;
}
