//! All SQL of routing.

mod version;

pub use version::{insert_first, live_ids, load};
