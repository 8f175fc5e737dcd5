//! What owners see of their matters: the first page, the receipt, the tracking page and what they can do there.

mod act;
mod home;
mod show;
mod why;

pub use act::{confirm, give_back, say, withdraw};
pub use home::{front, home, report};
pub use show::{sent, show};
pub use why::why;

use chrono::TimeDelta;

use crate::{app::App, error::Result, people::Owner, ticket::Number, web::rate::Rate};

const REPORTS: Rate = Rate::new("report", 10, TimeDelta::days(1));

/// Before an owner's report is filed: at most ten a day each, so that nobody buries the front desk.
pub async fn count_report(app: &App, owner: &Owner) -> Result<()> {
    REPORTS
        .hit(&app.pool, owner.person_id, app.clock.now())
        .await
}

/// `/r/{number}`
pub fn url(number: &Number) -> String {
    format!("/r/{number}")
}
