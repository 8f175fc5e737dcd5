//! What staff do with a ticket, each a small form: read, do, back to the page.

pub mod ends;
pub mod hands;
pub mod triage;
pub mod work;
