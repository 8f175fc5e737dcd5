//! Questions, suggestions, praise: one page, one deed.

mod file;
mod pages;

pub use file::{NewInquiry, Sort, file};
pub use pages::owner_routes;
