//! Journeys in a real Chromium. On every page they walk, axe finds nothing and nothing is wider than a phone.

mod admin;
mod board;
mod complaint;
mod desk;
mod fees;
mod looks;
mod register;
mod repair;
mod routing;
mod walk;

#[path = "../it/support/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    reason = "journeys go through a browser of their own and take a part of it"
)]
mod support;
