//! What every page shares: forms and uploads as they arrive, answers as they leave, the layers in between, and the
//! listener underneath. Knows no room.

mod answer;
pub mod assets;
mod error_page;
mod extract;
mod form;
mod frame;
mod icon;
pub mod live;
pub mod reader;
mod upload;

pub use answer::{Redirect, page, page_as, redraw, relative};
pub use extract::{Path, Query};
pub use form::{FORM_LIMIT, Fields, Form};
pub use frame::{Frame, Nav, Viewer};
pub use icon::icon;
pub use reader::Reader;
pub use upload::{FILE_LIMIT, Incoming, REQUEST_LIMIT, Upload};
