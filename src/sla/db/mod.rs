//! All SQL of the room.

pub mod calendar;
pub mod pause;
pub mod promise;
pub mod settings;
pub mod sweep;
pub mod trial;
