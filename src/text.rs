//! Small types parsed at the door: what people type becomes one of these or a sentence that says what to change.

mod contact;
mod digest;
mod enums;
mod folded;
pub mod table;
mod terms;
mod words;

pub use contact::{Email, FullName, Phone};
pub use digest::digest;
pub use enums::UnknownWord;
pub(crate) use enums::text_enum;
pub use folded::{Folded, Needle};
pub use terms::{fold, terms};
pub use words::Words;
