//! What a ticket can be about: categories per kind, who is responsible and why, dangers, self-help.
//!
//! The content is `data/catalog.toml`, upserted by kind and slug at every migration, so that a new version of the
//! product brings its new tiles; a slug that left the file is retired, never deleted.

mod model;

pub use model::{Danger, Kind, Responsible, Urgency};
