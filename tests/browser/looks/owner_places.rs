//! The pages of those who are signed out, and of owners.

use super::{
    filled::{Filled, PASSWORD},
    places::{
        Place,
        Step::{self, Go, Invited, Leave, Press, Return},
        Who, place, put,
    },
};

/// Signed out.
pub fn nobody(f: &Filled) -> Vec<Place> {
    let who = Who::Nobody;
    let seek = [
        put("#number", &f.late),
        put("#figures", "2233"),
        Press("form[action='/track'] .main"),
    ];
    let sign_in = [
        put("#login", "iris"),
        put("#password", PASSWORD),
        Press("form[action='/staff/in'] .main"),
    ];
    let set_up = [
        Invited,
        put("#password", PASSWORD),
        put("#again", PASSWORD),
        Press("form[action='/staff/setup'] .main"),
    ];
    vec![
        place(who, "GET /", "/"),
        place(who, "GET /help", "/help").unfolded(),
        place(who, "GET /in", "/in"),
        place(who, "GET /in", "/in").wrong(&[Press("form[action='/in'] .main")]),
        place(who, "GET /in/code", "/in").then(&[
            put("#email", "nobody@example.org"),
            Press("form[action='/in'] .main"),
        ]),
        place(who, "GET /track", "/track"),
        place(who, "GET /track", "/track").wrong(&[Press("form[action='/track'] .main")]),
        place(who, "GET /track/code", "/track").then(&seek),
        place(who, "GET /track/{number}", f.link.clone()).then(&[]),
        place(who, "GET /t/{token}", "/t/AAAAAAAAAAAAAAAAAAAAAA").answers(404),
        place(who, "GET /staff/in", "/staff/in"),
        place(who, "GET /staff/in", "/staff/in").wrong(&[Press("form[action='/staff/in'] .main")]),
        place(who, "GET /staff/in/code", "/staff/in").then(&sign_in),
        place(who, "GET /staff/setup", "/help").then(&[Invited]),
        place(who, "GET /staff/setup", "/help")
            .wrong(&[Invited, Press("form[action='/staff/setup'] .main")]),
        place(who, "GET /staff/setup/code", "/help").then(&set_up),
        place(who, "GET /demo", "/demo"),
        place(who, "GET /demo/mail", "/demo/mail"),
        place(who, "GET /style", "/style").unfolded(),
        place(who, "GET /style/staff", "/style/staff").unfolded(),
        // an address that is none
        place(who, "GET /", "/no-such-page").answers(404),
    ]
}

/// An owner's own pages.
pub fn owner(f: &Filled) -> Vec<Place> {
    let who = Who::Elena;
    vec![
        place(who, "GET /home", "/home").unfolded(),
        place(Who::Wei, "GET /home", "/home"),
        place(who, "GET /me", "/me"),
        place(who, "GET /me", "/me")
            .wrong(&[put("#phone", "no"), Press("form[action='/me'] .main")]),
        place(who, "GET /me/devices", "/me/devices"),
        place(who, "GET /notices/mine", "/notices/mine"),
        place(Who::Wei, "GET /notices/mine", "/notices/mine"),
        place(who, "GET /help", "/help").unfolded(),
        place(
            who,
            "GET /statement/{unit}",
            format!("/statement/{}", f.unit),
        )
        .unfolded(),
        place(
            Who::Wei,
            "GET /statement/{unit}",
            format!("/statement/{}", f.jade_unit),
        ),
        place(who, "GET /r/{number}", "/r/R-7KQ4M2-8").answers(404),
        place(who, "GET /again", "/report/ask").then(&[
            put("#words", "¿A qué hora abre la piscina?"),
            Leave,
            Press("form[action='/report/ask'] .main"),
            Return,
            Go("/again".to_owned()),
        ]),
    ]
}

/// Everything that can be reported, page by page.
pub fn told(f: &Filled) -> Vec<Place> {
    let who = Who::Elena;
    let ask = "form[action='/report/ask'] .main";
    let step = "form[action='/report/complaint'] .main";
    let words = [
        put("#words", "El portal lleva tres semanas sin limpiar."),
        Press(step),
    ];
    let about = [put("[name=about][value=cleanliness]", ""), Press(step)];
    let whom = [put("[name=about][value=staff]", ""), Press(step)];
    let wants = [put("#wants", "Que se limpie."), Press(step)];
    let reply = [put("[name=answer_by]", ""), Press(step)];
    let complaint = |steps: &[&[Step]]| {
        place(who, "GET /report/complaint", "/report/complaint").then(&steps.concat())
    };
    let charge = format!("unit={}&line={}&about={}", f.unit, f.charge, f.charge);
    let ground = |ground| {
        [
            put(ground, ""),
            Press("form[action='/report/fee/why'] .main"),
        ]
    };
    let proof = [Press("form[action='/report/fee/proof'] .main")];
    let why = || {
        place(
            who,
            "GET /report/fee/why",
            format!("/report/fee/why?{charge}"),
        )
    };
    let last = |what: &str| {
        let path = format!("/report/repair/last?place=kitchen&what={what}");
        place(who, "GET /report/repair/last", path)
    };
    vec![
        place(who, "GET /report", "/report"),
        place(who, "GET /report/repair", "/report/repair"),
        place(Who::Olga, "GET /report/repair", "/report/repair"),
        place(Who::Olga, "GET /report/ask", "/report/ask"),
        place(
            who,
            "GET /report/repair/what",
            "/report/repair/what?place=kitchen",
        ),
        place(
            who,
            "GET /report/repair/what",
            "/report/repair/what?place=shared",
        ),
        last("kitchen-drip").unfolded(),
        last("kitchen-gas").unfolded(),
        last("kitchen-appliance").unfolded(),
        last("kitchen-unsure").wrong(&[Press("form#report .main")]),
        place(
            who,
            "GET /report/same",
            "/report/same?place=shared&what=shared-lighting",
        ),
        place(
            Who::Olga,
            "GET /report/same/{number}",
            format!("/report/same/{}", f.shared),
        ),
        complaint(&[]),
        complaint(&[&[Press(step)]]).answers(422),
        complaint(&[&words]),
        complaint(&[&words, &[Press(step)]]).answers(422),
        complaint(&[&words, &whom]),
        complaint(&[&words, &about]),
        complaint(&[&words, &about, &wants]),
        complaint(&[&words, &about, &wants, &reply]),
        place(who, "GET /report/complaint/sent", "/report/complaint/sent"),
        place(who, "GET /report/ask", "/report/ask").unfolded(),
        place(who, "GET /report/ask", "/report/ask").wrong(&[Press(ask)]),
        why().unfolded(),
        why().wrong(&[Press("form[action='/report/fee/why'] .main")]),
        place(
            who,
            "GET /report/fee/explained",
            format!("/report/fee/explained?{charge}"),
        ),
        why().then(&ground("[name=ground][value=unclear]")),
        why().then(&ground("[name=ground][value=no_service]")),
        place(
            who,
            "GET /report/fee/proof",
            format!("/report/fee/proof?{charge}&said={}~no_service~~~", f.charge),
        )
        .unfolded(),
        why().then(&[&ground("[name=ground][value=no_service]")[..], &proof].concat()),
    ]
}

/// What was reported, where it stands.
pub fn followed(f: &Filled) -> Vec<Place> {
    let who = Who::Elena;
    let r = |number: &str| place(who, "GET /r/{number}", format!("/r/{number}"));
    let sent = |number: &str| place(who, "GET /r/{number}/sent", format!("/r/{number}/sent"));
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
        &f.complaint,
        &f.answered,
        &f.disputed,
        &f.proposed,
        &f.decided,
        &f.question,
    ]
    .map(|number| r(number).unfolded())
    .to_vec();
    places.extend([
        r(&f.working),
        r(&f.resolved),
        r(&f.working).wrong(&[Press("form.write .main")]),
        sent(&f.new),
        sent(&f.shared),
        sent(&f.complaint),
        sent(&f.disputed),
        sent(&f.question),
        place(
            who,
            "GET /r/{number}/change",
            format!("/r/{}/change", f.new),
        )
        .unfolded(),
        place(
            who,
            "GET /r/{number}/promises/{id}",
            format!("/r/{}/promises/{}", f.late, f.late_promise),
        )
        .unfolded(),
        place(
            who,
            "GET /r/{number}/escalate",
            format!("/r/{}/escalate", f.answered),
        ),
    ]);
    places
}
