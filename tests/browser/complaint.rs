//! A complaint, from the first words to the written answer.

use ventanilla::i18n::Lang;

use crate::walk::Walk;

with_and_without_scripts!(a_complaint_is_filed_and_answered_in_writing);

async fn a_complaint_is_filed_and_answered_in_writing(scripts: bool) {
    let mut walk = Walk::start_with(Lang::Es, scripts).await;
    let (elena, hugo) = (walk.w.elena, walk.w.hugo);
    walk.become_owner(elena).await;
    walk.on_phone().await;
    walk.open("/report").await;
    walk.go("a[href='/report/complaint']").await;
    let form = "form[action='/report/complaint']";
    walk.write(
        &format!("{form} textarea[name=words]"),
        "El portal lleva tres semanas sin limpiar.",
    )
    .await;
    walk.go(&format!("{form} button.main")).await;
    walk.tap(&format!(
        "{form} .option:has(input[value=cleanliness]) label"
    ))
    .await;
    walk.go(&format!("{form} button.main")).await;
    walk.write(&format!("{form} textarea[name=wants]"), "Que se limpie.")
        .await;
    walk.go(&format!("{form} button.main")).await;
    walk.tap(&format!("{form} .option:has(input[name=answer_by]) label"))
        .await;
    walk.go(&format!("{form} button.main")).await;
    walk.go(&format!("{form} button[name=go][value=send]"))
        .await;
    let number = walk.text(".receipt .number").await;
    assert!(number.starts_with('C'), "{number}");

    walk.at_desktop().await;
    walk.become_staff(hugo).await;
    walk.open(&format!("/desk/tickets/{number}")).await;
    walk.open(&format!("/desk/tickets/{number}/answer")).await;
    let form = format!("form[action='/desk/tickets/{number}/answer']");
    walk.tap(&format!("{form} .option:has(input[name=finding]) label"))
        .await;
    for (field, words) in [
        ("reasons", "La empresa de limpieza faltó tres semanas."),
        ("remedy", "Desde hoy se limpia cada día."),
        ("next_steps", "El jueves lo comprobamos."),
        ("further", "Puede pedir que otra persona lo revise."),
    ] {
        walk.clear(&format!("{form} textarea[name={field}]")).await;
        walk.write(&format!("{form} textarea[name={field}]"), words)
            .await;
    }
    walk.go(&format!("{form} button.main")).await;

    walk.become_owner(elena).await;
    walk.on_phone().await;
    walk.open(&format!("/r/{number}")).await;
    let said = walk.text("main").await;
    assert!(
        said.contains("La empresa de limpieza faltó tres semanas."),
        "{said}"
    );
    walk.end().await;
}
