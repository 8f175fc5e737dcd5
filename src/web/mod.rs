//! What every page shares: forms and uploads as they arrive, answers as they leave, the layers in between, and the
//! listener underneath. Knows no room.

mod answer;
mod error_page;
mod extract;
mod form;
pub mod live;
mod upload;

pub use answer::{Redirect, page, page_as, redraw, relative};
pub use extract::{Path, Query};
pub use form::{FORM_LIMIT, Fields, Form};
pub use upload::{FILE_LIMIT, Incoming, REQUEST_LIMIT, Upload};
