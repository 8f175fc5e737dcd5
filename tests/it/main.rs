//! Features through the router and the database, with a clock that stands still. `support` has the tools.

mod db_private;
mod db_roles;
mod files_kept;
mod files_worker;
mod house_rules;
mod jobs_killed;
mod jobs_queue;
mod live_hub;
mod mail_post;
mod mail_smtp;
mod notify_letters;
mod people_sessions;
mod people_sign_in;
mod routing_rules;
mod sla_case;
mod sla_clocks;
mod sla_holds;
mod sla_kinds;
mod sla_policies;
mod sla_sweep;
mod support;
mod ticket_life;
mod ticket_seen;
mod web_answers;
mod web_listener;
