//! Whom to ring and when, how long each kind of matter takes by the promises in force, and for whom the pages are made.

pub mod pages;
