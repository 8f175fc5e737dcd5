//! The register: who works here and who lives here, as administrators keep it. Every change is one deed, asks first who makes it
//! (`people::pages::prove`), and stands in the audit log.

mod db;
mod homes;
mod pages;
mod refusal;
mod staff;

pub use pages::admin_routes;
pub use refusal::Refusal;
pub use staff::Action;
