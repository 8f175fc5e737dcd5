//! Ventanilla: the one window between the owners of homes and the company that looks after the buildings.
//!
//! The rooms in import order: each may use only those above it, and only through their `mod.rs`.
//! `ARCHITECTURE.md` has the map and three walks.

// Ground floor: knows no room.
pub mod app;
pub mod audit;
pub mod clock;
pub mod config;
pub mod db;
pub mod error;
pub mod files;
pub mod i18n;
pub mod ids;
pub mod jobs;
pub mod mail;
pub mod money;
pub mod text;
pub mod web;

// Rooms.
pub mod people;
pub mod property;
pub mod register;

pub mod catalog;
pub mod routing;
pub mod sla;

pub mod ticket;

pub mod repair;

pub mod complaint;

pub mod fees;

pub mod inquiry;

pub mod intake;

pub mod evidence;
pub mod notify;
pub mod report;

pub mod help;

// One page each: every URL, every job and schedule, the commands.
pub mod cli;
pub mod demo;
pub mod routes;
pub mod worker;
