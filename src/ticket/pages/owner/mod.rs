//! What owners see of their matters: the first page, the receipt, the tracking page and what they can do there.

mod act;
mod home;
mod joined;
mod limit;
mod matter;
pub mod seek;
mod sent;
mod show;
mod track;
mod why;

pub use act::{confirm, give_back, say, unsent, withdraw};
pub use home::{front, home, report};
pub use limit::over_limit;
pub use matter::matter;
pub use sent::{calendar, changes_until, pass_on, sent};
pub use show::show;
pub use track::{open as open_link, show as track};
pub use why::why;

use sqlx::PgConnection;

use crate::{error::Result, ids::CommunityId, people::Owner, property, ticket::Number, web::Frame};

/// `/r/{number}`
pub fn url(number: &Number) -> String {
    format!("/r/{number}")
}

/// Whose clock a matter goes by and whom to ring about it: its own community's, which need not be its reader's first.
async fn of_matter(
    frame: Frame,
    conn: &mut PgConnection,
    owner: &Owner,
    community: CommunityId,
) -> Result<Frame> {
    if owner.home.as_ref().is_some_and(|home| home.id == community) {
        return Ok(frame);
    }
    let of = property::community(conn, community).await?;
    Ok(frame.of_community(&of.name, &of.phone, &of.emergency_phone, of.zone))
}
