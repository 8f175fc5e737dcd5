//! The command line.
pub mod sla;
