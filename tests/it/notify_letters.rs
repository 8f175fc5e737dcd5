//! From a deed to what people read of it.

use axum::http::StatusCode;
use ventanilla::{
    jobs, notify,
    ticket::{By, conversation, handoff},
};

use crate::notify_case::{Case, said};

#[tokio::test]
async fn a_report_is_received_in_the_owners_language_with_promised_times() {
    let c = Case::new().await;
    let number = c.filed().await;
    let mails = c.mails_to("elena@example.org");
    assert_eq!(mails.len(), 1);
    assert_eq!(
        mails[0].subject(),
        format!("Hemos recibido su aviso {number}")
    );
    for part in [
        "> Gotea el grifo de la cocina",
        "Ahora se ocupa",
        "Le responde una persona: antes del lun 23 nov, 14:00.",
        "+34 910 000 001",
        number.as_str(),
        "/t/",
    ] {
        assert!(mails[0].text.contains(part), "{part} in\n{}", mails[0].text);
    }
    assert_eq!(c.notices(c.w.elena).await, ["received"]);
    assert_eq!(
        c.notices(c.w.tomas).await,
        ["received"],
        "who lives there sees it, without a mail"
    );
    assert!(c.mails_to("tomas@example.org").is_empty());
    assert!(
        c.notices(c.w.olga).await.is_empty(),
        "the neighbour does not"
    );
    assert_eq!(c.notices(c.accountable().await).await, ["assigned"]);
}

#[tokio::test]
async fn announced_twice_is_told_once() {
    let c = Case::new().await;
    c.filed().await;
    let events: Vec<i64> = sqlx::query_scalar("select id from event")
        .fetch_all(&c.t.pool)
        .await
        .unwrap();
    c.t.app
        .deed(move |d| {
            let events = events.clone();
            Box::pin(async move {
                let now = d.now;
                jobs::enqueue(
                    d.conn(),
                    notify::ANNOUNCE,
                    serde_json::json!({ "events": events }),
                    now,
                    None,
                    now,
                )
                .await
            })
        })
        .await
        .unwrap();
    c.t.run_jobs().await;
    assert_eq!(c.mails_to("elena@example.org").len(), 1);
    assert_eq!(c.notices(c.w.elena).await, ["received"]);
}

#[tokio::test]
async fn an_answer_reaches_the_owner_and_a_note_never_does() {
    let c = Case::new().await;
    let number = c.filed().await;
    let person = c.accountable().await;
    let by = c.w.engineer(person);
    handoff::take(&c.t.app, &by, &number).await.unwrap();
    conversation::note(&c.t.app, &by, &number, said("SECRETO: el vecino no paga"))
        .await
        .unwrap();
    c.t.run_jobs().await;
    assert_eq!(
        c.mails_to("elena@example.org").len(),
        1,
        "the receipt alone"
    );

    conversation::answer(
        &c.t.app,
        &by,
        &number,
        said("Vamos el jueves.\nTraemos la junta."),
    )
    .await
    .unwrap();
    c.t.run_jobs().await;
    let answer = c.mails_to("elena@example.org").pop().unwrap();
    assert!(
        answer
            .subject()
            .ends_with(&format!("ha respondido a su aviso {number}")),
        "{}",
        answer.subject()
    );
    assert!(
        answer
            .text
            .contains("> Vamos el jueves.\n> Traemos la junta.")
    );
    assert!(
        c.t.mails()
            .iter()
            .all(|mail| !mail.text.contains("SECRETO"))
    );
    assert!(!c.notices(c.w.elena).await.contains(&"noted".to_owned()));

    conversation::write(
        &c.t.app,
        &By::Owner(c.w.elena),
        &number,
        said("Gracias, estaré en casa"),
    )
    .await
    .unwrap();
    c.t.run_jobs().await;
    assert_eq!(
        c.notices(person).await.last().map(String::as_str),
        Some("wrote")
    );
    assert!(
        c.t.mails()
            .iter()
            .filter(|m| m.to.as_str() != "elena@example.org")
            .all(|m| !m.text.contains("estaré en casa")),
        "owners' words stay here"
    );
}

#[tokio::test]
async fn what_cannot_be_sent_for_days_is_given_up() {
    let c = Case::new().await;
    c.w.filed(&c.t).await;
    // Announced, but no mail goes out: the job of the mail waits.
    let announce = c.t.count("select count(*) from job").await;
    assert!(announce >= 1);
    sqlx::query("update person set email = null where id = $1")
        .bind(c.w.elena.0)
        .execute(&c.t.pool)
        .await
        .unwrap();
    c.t.run_jobs().await;
    assert!(c.mails_to("elena@example.org").is_empty());
    assert_eq!(
        c.notices(c.w.elena).await,
        ["received"],
        "the notice in the product is there all the same"
    );
}

#[tokio::test]
async fn the_owner_reads_the_notices_and_marks_them_read() {
    let c = Case::new().await;
    let number = c.filed().await;
    let elena = c.signed_in("elena@example.org").await;
    let page = elena.get("/notices/mine").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text("ul.news")
            .contains(&format!("Hemos recibido su aviso {number}")),
        "{}",
        page.body
    );
    assert_eq!(page.count(".tag-new"), 1);
    elena.submit(&page, "main form", &[]).await;
    assert_eq!(elena.get("/notices/mine").await.count(".tag-new"), 0);

    let olga = c.signed_in("olga@example.org").await;
    assert!(
        !olga
            .get("/notices/mine")
            .await
            .body
            .contains(number.as_str())
    );
    let nobody = c.t.browser().get("/notices/mine").await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert_eq!(
        elena.get("/desk/notices").await.status,
        StatusCode::SEE_OTHER,
        "an owner is not staff"
    );
}

#[tokio::test]
async fn live_changes_go_to_those_who_may_see_the_ticket() {
    use std::sync::Arc;
    use ventanilla::{
        error::Audience,
        people::Scope,
        ticket::live::sees,
        web::live::{Listener, Who},
    };
    let c = Case::new().await;
    c.filed().await;
    let id: i64 = sqlx::query_scalar("select id from ticket")
        .fetch_one(&c.t.pool)
        .await
        .unwrap();
    let owner = |person| Listener {
        who: Who {
            person,
            audience: Audience::Owner,
        },
        scope: Arc::default(),
    };
    let staff = |by: By| {
        let By::Staff(scope) = by else {
            panic!("staff")
        };
        let who = Who {
            person: scope.person(),
            audience: Audience::Staff,
        };
        Listener {
            who,
            scope: Arc::new(serde_json::to_value(&scope).unwrap()),
        }
    };
    let stranger = staff(By::Staff(Scope {
        me: c.w.ling.0,
        desk: vec![c.w.jade.0],
        ..Scope::default()
    }));
    let everybody = [
        owner(c.w.elena),
        owner(c.w.tomas),
        owner(c.w.olga),
        owner(c.w.wei),
        staff(c.w.at_desk()),
        staff(c.w.engineer(c.w.luis)),
        stranger,
    ];
    let mut conn = c.t.app.pool.acquire().await.unwrap();
    let mut seeing = sees(
        &mut conn,
        ventanilla::ids::TicketId(id),
        &everybody,
        c.t.now(),
    )
    .await
    .unwrap();
    seeing.sort_by_key(|who| who.person);
    let people: Vec<_> = seeing.iter().map(|who| who.person).collect();
    assert_eq!(people, [c.w.elena, c.w.tomas, c.w.ana, c.w.luis]);
}

#[tokio::test]
async fn the_stream_is_for_those_signed_in() {
    let c = Case::new().await;
    let page = c.t.browser().get("/live").await;
    assert_eq!(
        page.status,
        StatusCode::NO_CONTENT,
        "and the browser does not ask again"
    );
}
