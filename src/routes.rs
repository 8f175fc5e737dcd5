//! Every URL, on one page.

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use tower::ServiceBuilder;

use crate::{
    app::App, complaint, error::Audience, fees, inquiry, intake, notify, people, register, repair,
    report, routing, sla, ticket, web,
};

/// Everything that is served on the main address.
pub fn router(app: &App) -> Router {
    // a form that comes after its session ended waits for its writer
    let kept = |audience| from_fn_with_state((app.clone(), audience), people::pages::again::keep);
    let owner = owner().layer(kept(Audience::Owner));
    let staff = staff(app).layer(kept(Audience::Staff));
    let pages = web::pages(app, open().merge(owner).merge(staff)).layer(
        ServiceBuilder::new()
            .layer(people::session_layer(app))
            .layer(from_fn(people::know))
            .layer(from_fn(web::flash::keep)),
    );
    web::house(app, pages, files().merge(programs()))
}

/// For anyone.
fn open() -> Router<App> {
    use people::pages::{again, demo, mailbox, me, out, owner_in, setup, staff_in};
    use ticket::pages::owner::seek;
    Router::new()
        .route("/", get(ticket::pages::owner::front))
        .route("/t/{token}", get(ticket::pages::owner::open_link))
        .route("/track", get(seek::show).post(seek::ask))
        .route("/track/code", get(seek::show_code).post(seek::enter))
        .route("/track/{number}", get(ticket::pages::owner::track))
        .merge(photos())
        .route("/help", get(crate::help::pages::show))
        .route("/again", get(again::show))
        .route("/in", get(owner_in::show).post(owner_in::ask))
        .route("/in/code", get(owner_in::show_code).post(owner_in::enter))
        .route("/staff/in", get(staff_in::show).post(staff_in::enter))
        .route(
            "/staff/in/code",
            get(staff_in::show_code).post(staff_in::enter_code),
        )
        .route("/staff/setup", get(setup::show).post(setup::choose))
        .route(
            "/staff/setup/code",
            get(setup::show_code).post(setup::finish),
        )
        .route("/staff/setup/{token}", get(setup::open))
        .route("/out", post(out))
        .route("/demo", get(demo::show))
        .route("/demo/as/{person}", post(demo::enter))
        .route("/demo/mail", get(mailbox::show))
        .route("/live", get(ticket::live::stream))
        .route("/bell", get(notify::pages::bell))
        .route("/reading", post(me::reading))
        .route("/style", get(web::style::owner))
        .route("/style/staff", get(web::style::staff))
}

/// What people sent, shown by our own pages alone.
fn photos() -> Router<App> {
    Router::new()
        .route("/files/{id}", get(ticket::pages::files::full))
        .route("/files/{id}/thumb", get(ticket::pages::files::thumb))
        .layer(from_fn(web::no_embedding))
}

/// For owners and their households.
fn owner() -> Router<App> {
    use people::pages::{devices, me};
    use ticket::pages::owner;
    Router::new()
        .route("/me", get(me::show).post(me::save))
        .route("/me/devices", get(devices::show_owner))
        .route("/me/devices/{id}/out", post(devices::out_owner))
        .route(
            "/notices/mine",
            get(notify::pages::mine).post(notify::pages::read_mine),
        )
        .route("/home", get(owner::home))
        .route("/report", get(owner::report))
        .route("/r/{number}", get(owner::show))
        .route("/r/{number}/sent", get(owner::sent).post(owner::pass_on))
        .route("/r/{number}/calendar", get(owner::calendar))
        .route("/r/{number}/messages", post(owner::say))
        .route("/r/{number}/rating", post(owner::confirm))
        .route(
            "/r/{number}/return",
            post(|app, who, number, form| {
                owner::give_back(app, who, number, form, fees::give_back)
            }),
        )
        .route("/r/{number}/withdrawal", post(owner::withdraw))
        .route("/r/{number}/promises/{id}", get(owner::why))
        .merge(repair::owner_routes())
        .merge(complaint::owner_routes())
        .merge(fees::owner_routes())
        .merge(inquiry::owner_routes())
}

/// For the company's people.
fn staff(app: &App) -> Router<App> {
    use people::pages::{devices, staff_in};
    Router::new()
        .route("/staff", get(staff_in::start))
        .route("/staff/me", get(devices::show_staff))
        .route("/staff/me/{id}/out", post(devices::out_staff))
        .route(
            "/desk/notices",
            get(notify::pages::of_staff).post(notify::pages::read_of_staff),
        )
        .merge(admin(app))
        .merge(complaint::desk_routes())
        .merge(fees::desk_routes())
        .merge(repair::desk_routes())
        .merge(tickets())
        .merge(report::pages::staff_routes())
}

/// Tickets as the company's people see them.
fn tickets() -> Router<App> {
    use ticket::pages::staff::{
        case, compose, department, drafts, keys,
        moves::{ends, hands, triage, work},
        person, queue, search, unit, why,
    };
    Router::new()
        .route("/desk", get(queue::show))
        .route(
            "/desk/new",
            get(intake::pages::show).post(intake::pages::save),
        )
        .route(
            "/desk/tickets/{number}/read-back",
            get(intake::pages::read_back),
        )
        .route("/desk/search", get(search::show))
        .route("/desk/keys", get(keys::show))
        .route("/desk/people/{id}", get(person::show))
        .route("/desk/units/{id}", get(unit::show))
        .route("/desk/tickets/{number}", get(case::show))
        .route("/desk/tickets/{number}/promises/{id}", get(why::show))
        .route("/desk/tickets/{number}/messages", post(compose::send))
        .route(
            "/desk/tickets/{number}/public-notes",
            post(compose::publish),
        )
        .route("/desk/tickets/{number}/route", post(triage::route))
        .route("/desk/tickets/{number}/review", post(triage::review))
        .route("/desk/tickets/{number}/reversal", post(triage::take_back))
        .route("/desk/tickets/{number}/next", get(triage::skip))
        .route("/desk/tickets/{number}/urgency", post(triage::urgency))
        .route("/desk/tickets/{number}/work", post(hands::take))
        .route("/desk/tickets/{number}/handoff", post(hands::offer))
        .route(
            "/desk/tickets/{number}/handoff/answer",
            post(hands::answer_offer),
        )
        .route("/desk/tickets/{number}/hold", post(work::hold))
        .route("/desk/tickets/{number}/hold/end", post(work::resume))
        .route("/desk/tickets/{number}/progress", post(work::progress))
        .route("/desk/tickets/{number}/resolution", post(ends::resolve))
        .route("/desk/tickets/{number}/refusal", post(ends::decline))
        .route("/desk/tickets/{number}/duplicate", post(ends::duplicate))
        .route(
            "/desk/tickets/{number}/reopening",
            post(|sent| ends::reopen(sent, fees::give_back)),
        )
        .route("/desk/tickets/{number}/watch", post(hands::watch))
        .route("/dept", get(department::show))
        .route("/drafts", post(drafts::keep))
}

/// For administrators, and for heads the people of their departments.
fn admin(app: &App) -> Router<App> {
    use people::pages::{admin, duty};
    Router::new()
        .route("/admin", get(admin::start))
        .route("/dept/people", get(duty::show))
        .route("/dept/people/{person}/shifts", post(duty::add_shift))
        .route(
            "/dept/people/{person}/shifts/{id}/remove",
            post(duty::remove_shift),
        )
        .route("/dept/people/{person}/absences", post(duty::add_absence))
        .route(
            "/dept/people/{person}/absences/{id}/end",
            post(duty::end_absence),
        )
        .merge(routing::admin_routes())
        .merge(sla::admin_routes())
        .merge(register::admin_routes(app))
}

/// The same for everybody, so without a session.
fn files() -> Router<App> {
    Router::new().route("/static/{*path}", get(web::assets::serve))
}

/// For other programs.
fn programs() -> Router<App> {
    web::programs(Router::new())
}
