//! The company's pages.

use super::{
    filled::Filled,
    places::{Place, Step::Press, Who, place, put},
};

pub fn all(f: &Filled) -> Vec<Place> {
    [
        desk(f),
        cases(f),
        departments(f),
        finance(f),
        register(f),
        settings(f),
    ]
    .concat()
}

fn desk(f: &Filled) -> Vec<Place> {
    let who = Who::Ana;
    let at = |query: &str| place(who, "GET /desk", format!("/desk{query}"));
    let find = |words: &str| place(who, "GET /desk/search", format!("/desk/search?q={words}"));
    let new = |query: &str| place(who, "GET /desk/new", format!("/desk/new{query}"));
    let of_elena = format!("?person={}", f.elena);
    vec![
        at(""),
        at("?view=review"),
        at("?view=late"),
        at("?view=mine"),
        at("?view=waiting"),
        at("?view=resolved"),
        at("?view=all").unfolded(),
        at("?view=all&kind=suggestion"),
        find("cocina"),
        find("elena"),
        find("2-A"),
        find("nada-de-esto"),
        find(""),
        place(who, "GET /desk/keys", "/desk/keys"),
        new(""),
        new("?q=elena"),
        new("?q=zzz"),
        new("?new=yes").unfolded(),
        new(&of_elena).unfolded(),
        new(&of_elena).wrong(&[Press("form[method=post][action='/desk/new'] .main")]),
        place(
            who,
            "GET /desk/tickets/{number}/read-back",
            format!("/desk/tickets/{}/read-back", f.called),
        ),
        place(
            who,
            "GET /desk/people/{id}",
            format!("/desk/people/{}", f.elena),
        )
        .unfolded(),
        place(
            who,
            "GET /desk/units/{id}",
            format!("/desk/units/{}", f.unit),
        )
        .unfolded(),
        place(who, "GET /desk/notices", "/desk/notices"),
        place(who, "GET /staff/me", "/staff/me"),
        place(who, "GET /help", "/help").unfolded(),
        place(
            who,
            "GET /desk/tickets/{number}",
            "/desk/tickets/R-7KQ4M2-8",
        )
        .answers(404),
    ]
}

/// A ticket's page wherever the ticket stands, with every act open.
fn cases(f: &Filled) -> Vec<Place> {
    let at = |who, number: &str| {
        place(
            who,
            "GET /desk/tickets/{number}",
            format!("/desk/tickets/{number}"),
        )
    };
    let beside = |route, number: &str, end: &str| {
        place(Who::Hugo, route, format!("/desk/tickets/{number}/{end}"))
    };
    let mut places: Vec<Place> = [
        &f.new,
        &f.offered,
        &f.working,
        &f.held,
        &f.late,
        &f.resolved,
        &f.closed,
        &f.declined,
        &f.duplicate,
        &f.shared,
        &f.disputed,
        &f.decided,
        &f.question,
        &f.called,
    ]
    .map(|number| at(Who::Ana, number).unfolded())
    .to_vec();
    places.extend([
        at(Who::Ana, &f.new),
        at(Who::Luis, &f.working),
        at(Who::Luis, &f.working).wrong(&[Press("form[action$='/resolution'] .main")]),
        at(Who::Luis, &f.working).wrong(&[Press("#composer .main")]),
        at(Who::Hugo, &f.complaint).unfolded(),
        at(Who::Hugo, &f.answered).unfolded(),
        place(
            Who::Ana,
            "GET /desk/tickets/{number}/promises/{id}",
            format!("/desk/tickets/{}/promises/{}", f.late, f.late_promise),
        )
        .unfolded(),
        place(
            Who::Luis,
            "GET /desk/tickets/{number}/payer",
            format!("/desk/tickets/{}/payer", f.working),
        )
        .unfolded(),
        beside("GET /desk/tickets/{number}/answer", &f.complaint, "answer").unfolded(),
        beside("GET /desk/tickets/{number}/answer", &f.complaint, "answer")
            .wrong(&[Press("form[action$='/answer'] .main")]),
        beside(
            "GET /desk/tickets/{number}/extension",
            &f.complaint,
            "extension",
        ),
        beside(
            "GET /desk/tickets/{number}/extension",
            &f.complaint,
            "extension",
        )
        .wrong(&[Press("form[action$='/extension'] .main")]),
    ]);
    places
}

fn departments(f: &Filled) -> Vec<Place> {
    vec![
        place(Who::Luis, "GET /dept", "/dept").unfolded(),
        place(Who::Luis, "GET /desk/notices", "/desk/notices"),
        place(Who::Sofia, "GET /dept", "/dept"),
        place(Who::Marta, "GET /dept/board", "/dept/board").unfolded(),
        place(Who::Sofia, "GET /dept/board", "/dept/board"),
        place(
            Who::Marta,
            "GET /dept/board/list",
            "/dept/board/list?figure=open",
        ),
        place(
            Who::Marta,
            "GET /dept/board/list",
            "/dept/board/list?figure=late",
        ),
        place(Who::Marta, "GET /dept/people", "/dept/people").unfolded(),
        place(Who::Hugo, "GET /manage", "/manage").unfolded(),
        place(
            Who::Hugo,
            "GET /manage",
            format!("/manage?community={}", f.palmeras),
        ),
    ]
}

fn finance(f: &Filled) -> Vec<Place> {
    let decision = || {
        place(
            Who::Sofia,
            "GET /desk/tickets/{number}/decision",
            format!("/desk/tickets/{}/decision", f.disputed),
        )
    };
    let send = "form[action$='/decision'] .main";
    vec![
        decision().unfolded(),
        decision().wrong(&[Press(send)]),
        decision().then(&[
            put("[name=decision-0][value=upheld]", ""),
            put("#reasons-0", "El ascensor no se cambió."),
            put("#paper", "Contrato de mantenimiento"),
            put("[name=next]", "Verá el abono en diciembre."),
            Press(send),
        ]),
        place(Who::Sofia, "GET /finance/approvals", "/finance/approvals").unfolded(),
        place(Who::Hugo, "GET /finance/approvals", "/finance/approvals").unfolded(),
    ]
}

fn register(f: &Filled) -> Vec<Place> {
    let who = Who::Hugo;
    let person = |id| {
        place(
            who,
            "GET /admin/people/{person}",
            format!("/admin/people/{id}"),
        )
    };
    vec![
        place(who, "GET /admin", "/admin"),
        place(who, "GET /admin/people", "/admin/people"),
        place(
            who,
            "GET /admin/people",
            "/admin/people?view=owners&q=elena",
        ),
        place(who, "GET /admin/people", "/admin/people?q=zzz"),
        place(who, "GET /admin/people/new", "/admin/people/new"),
        place(who, "GET /admin/people/new", "/admin/people/new")
            .wrong(&[Press("form#invite .main")]),
        person(f.luis).unfolded(),
        person(f.elena).unfolded(),
    ]
}

fn settings(f: &Filled) -> Vec<Place> {
    let who = Who::Hugo;
    let calendar = |id: &str| {
        place(
            who,
            "GET /admin/calendars/{id}",
            format!("/admin/calendars/{id}"),
        )
    };
    let rule = |query: &str| {
        let path = format!("/admin/rules/draft/rule{query}");
        place(who, "GET /admin/rules/draft/rule", path)
    };
    let policy = |path: &str| place(who, "GET /admin/promises/draft/policy", path);
    vec![
        place(who, "GET /admin/rules", "/admin/rules").unfolded(),
        place(who, "GET /admin/rules/draft", "/admin/rules/draft").unfolded(),
        rule(&format!("?rule={}", f.rule)).unfolded(),
        rule(""),
        rule("").wrong(&[Press("button.main[value=save]")]),
        place(
            who,
            "GET /admin/rules/draft/trial",
            "/admin/rules/draft/trial",
        )
        .unfolded(),
        place(who, "GET /admin/promises", "/admin/promises").unfolded(),
        place(
            who,
            "GET /admin/promises/presets",
            "/admin/promises/presets",
        )
        .unfolded(),
        place(who, "GET /admin/promises/draft", "/admin/promises/draft").unfolded(),
        policy(&f.policy).unfolded(),
        policy("/admin/promises/draft/policy"),
        policy("/admin/promises/draft/policy").wrong(&[Press("#policy-form .main")]),
        place(
            who,
            "GET /admin/promises/draft/trial",
            "/admin/promises/draft/trial",
        )
        .unfolded(),
        place(who, "GET /admin/calendars", "/admin/calendars").unfolded(),
        calendar(&f.calendar.to_string()).unfolded(),
        calendar("new"),
    ]
}
