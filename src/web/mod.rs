//! What every page shares: forms and uploads as they arrive, answers as they leave, the layers in between, and the
//! listener underneath. Knows no room.

mod answer;
pub mod assets;
pub mod chart;
mod choice;
mod csrf;
mod db;
mod error_page;
mod extract;
pub mod flash;
mod form;
mod frame;
mod gate;
mod headers;
mod health;
mod icon;
mod layers;
pub mod listener;
pub mod live;
mod load;
pub mod mark;
pub mod metrics;
mod qr;
pub mod rate;
pub mod reader;
pub mod style;
mod upload;
mod watch;

pub use answer::{Redirect, drawn, page, page_as, redraw, relative};
pub use choice::{Choice, Tile};
pub use csrf::no_embedding;
pub use error_page::HelpLine;
pub use extract::{Path, Query};
pub(crate) use form::is_form;
pub use form::{FORM_LIMIT, Fields, Form};
pub use frame::{Frame, Nav, Viewer};
pub use gate::{ClientIp, Peer};
pub use headers::POLICY;
pub use health::Health;
pub use icon::{icon, is_drawn};
pub use layers::{house, pages, programs};
pub use load::Places;
pub use qr::Qr;
pub use reader::Reader;
pub use upload::{FILE_LIMIT, Incoming, REQUEST_LIMIT, Upload};
pub use watch::RequestId;
