//! All SQL of the ticket: what deeds write, and what pages read of one ticket.

pub mod read;
mod write;

pub(super) use write::*;
