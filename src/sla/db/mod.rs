//! All SQL of the room.

pub mod pause;
pub mod promise;
pub mod settings;
pub mod sweep;
