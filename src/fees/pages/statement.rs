//! What a unit owes: lines, what is on hold, sums; and which lines look wrong.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;

use crate::{
    app::App,
    error::{FieldErrors, Result},
    fees::{
        db,
        model::{Charge, Totals},
    },
    i18n::Message,
    ids::UnitId,
    people::Owner,
    property::{Home, Homes, Picked},
    web::{self, Fields, Frame, Nav, Path, Redirect},
};

/// GET /fees, GET /report/fee: the statement of the only unit, or which one.
pub async fn choose(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let homes = Homes::of(&app, &owner).await?.with_money();
    Ok(
        match homes.pick(&app, &owner, &fields.only(&["unit"]), "/fees")? {
            Picked::Home(home) => {
                Redirect::to(format!("/statement/{}", home.unit.id)).into_response()
            }
            Picked::Ask(page) => page,
        },
    )
}

/// The unit of the address and its account, for those who have a say about its money.
pub(super) async fn account(app: &App, owner: &Owner, unit: UnitId) -> Result<(Home, Vec<Charge>)> {
    let homes = Homes::of(app, owner).await?.with_money();
    let home = homes.find(unit)?.clone();
    let mut conn = app.pool.acquire().await?;
    let today = app.clock.now().date_naive();
    let charges = db::charges_of_unit(&mut conn, unit, Some(owner.person_id), today).await?;
    Ok((home, charges))
}

#[derive(Template)]
#[template(path = "fees/statement.html")]
struct StatementPage {
    frame: Frame,
    errors: FieldErrors,
    home: Home,
    charges: Vec<Charge>,
    totals: Totals,
    today: NaiveDate,
}

/// GET /statement/{unit}
pub async fn show(
    State(app): State<App>,
    owner: Owner,
    Path(unit): Path<UnitId>,
) -> Result<Response> {
    let (home, charges) = account(&app, &owner, unit).await?;
    Ok(page(&app, &owner, home, charges, FieldErrors::default()))
}

/// The statement again: no line was ticked.
pub(super) fn nothing_ticked(
    app: &App,
    owner: &Owner,
    home: Home,
    charges: Vec<Charge>,
) -> Response {
    let errors = FieldErrors(vec![("line", Message::new("fees-line-missing"))]);
    page(app, owner, home, charges, errors)
}

fn page(
    app: &App,
    owner: &Owner,
    home: Home,
    charges: Vec<Charge>,
    errors: FieldErrors,
) -> Response {
    let frame = Frame::owner(app, owner)
        .title("fees-statement-title")
        .at(Nav::Fees)
        .wrong_if(&errors);
    let page = StatementPage {
        today: frame.now.with_timezone(&home.community.zone).date_naive(),
        totals: Totals::of(&charges),
        frame,
        errors,
        home,
        charges,
    };
    web::drawn(!page.errors.is_empty(), page)
}
