//! What people do on both days.

use ventanilla::{catalog::Kind, ticket::NewTicket};

use crate::support::Browser;
use crate::walk::Walk;

pub const DONE: [(&str, &str); 2] = [
    ("done_outcome", "fixed"),
    (
        "done_words",
        "Hemos cambiado la junta y probado el resultado con la vecina.",
    ),
];

/// Sends a form of the ticket's page at the desk.
pub async fn act(by: &Browser, number: &str, form: &str, typed: &[(&str, &str)]) {
    let page = by.get(&format!("/desk/tickets/{number}")).await;
    let sent = by
        .submit(&page, &format!("form[action$='{form}']"), typed)
        .await;
    assert_eq!(sent.status, 303, "{number}{form}: {}", sent.body);
}

pub async fn reported(walk: &Walk, slug: &str, words: &str) -> String {
    let new = walk.w.matter(walk, Kind::Repair, slug, words).await;
    filed(walk, new).await
}

pub async fn filed(walk: &Walk, new: NewTicket) -> String {
    walk.w.file(walk, new).await.number().to_string()
}

pub async fn disputed(walk: &Walk, elena: &Browser, reference: &str) -> String {
    let line: i64 = sqlx::query_scalar("select id from charge where reference = $1")
        .bind(reference)
        .fetch_one(&walk.pool)
        .await
        .expect("a charge");
    let sent = elena
        .post_form(
            "/report/fee/check",
            &[
                ("unit", &walk.w.unit_2a.to_string()),
                ("line", &line.to_string()),
                ("said", &format!("{line}~no_service~~~")),
                ("words", "Nadie vino a limpiar en todo el mes."),
            ],
        )
        .await;
    let number = sent.location().split('/').nth(2);
    number
        .unwrap_or_else(|| panic!("no dispute: {}", sent.body))
        .to_owned()
}

/// A letter to the end: read once, then sent.
pub async fn decided(sofia: &Browser, number: &str) {
    let address = format!("/desk/tickets/{number}/decision");
    let form = format!("form[action='{address}']");
    let page = sofia.get(&address).await;
    let said = [
        ("decision-0", "upheld"),
        (
            "reasons-0",
            "La empresa de limpieza no vino en octubre: así consta en sus partes.",
        ),
        ("paper", "Contrato de limpieza, cláusula 4"),
        ("next", "Verá el abono en el recibo de diciembre."),
    ];
    let letter = sofia.submit(&page, &form, &said).await;
    let mark = letter.attr("button[name=read]", "value");
    let sent = sofia.submit(&letter, &form, &[("read", &mark)]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
}

pub async fn complained(walk: &Walk, elena: &Browser, words: &str, about: &str) -> String {
    let unit = walk.w.unit_2a.to_string();
    let told = [
        ("unit", unit.as_str()),
        ("words", words),
        ("about", about),
        (
            "wants",
            "Que se limpie cada semana y que alguien lo compruebe.",
        ),
        ("answer_by", "email"),
        ("best", "any"),
        ("go", "send"),
    ];
    let sent = elena.post_multipart("/report/complaint", &told, &[]).await;
    let number = sent.location().split('/').nth(2);
    number
        .unwrap_or_else(|| panic!("no complaint: {}", sent.body))
        .to_owned()
}
