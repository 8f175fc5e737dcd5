//! What owners see of their matters: the first page, the receipt, the tracking page and what they can do there.

mod act;
mod home;
mod joined;
mod limit;
pub mod seek;
mod sent;
mod show;
mod track;
mod why;

pub use act::{confirm, give_back, say, unsent, withdraw};
pub use home::{front, home, report};
pub use limit::over_limit;
pub use sent::{calendar, changes_until, pass_on, sent};
pub use show::show;
pub use track::{open as open_link, show as track};
pub use why::why;

use crate::ticket::Number;

/// `/r/{number}`
pub fn url(number: &Number) -> String {
    format!("/r/{number}")
}
