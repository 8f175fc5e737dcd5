//! Figures for Prometheus, on an address of their own that only this machine reaches.

use std::{sync::OnceLock, time::Duration};

use axum::{
    Router, extract::State, http::header::CONTENT_TYPE, response::IntoResponse, routing::get,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use super::health;
use crate::app::App;

const SECONDS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// One recorder for the process, however many apps it holds.
fn recorder() -> anyhow::Result<&'static PrometheusHandle> {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle);
    }
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &SECONDS)?;
    let recorder = builder.build_recorder();
    let handle = HANDLE.get_or_init(|| recorder.handle());
    // somebody was first: theirs counts
    metrics::set_global_recorder(recorder).ok();
    tokio::spawn(async {
        let mut every = tokio::time::interval(Duration::from_secs(5));
        loop {
            every.tick().await;
            handle.run_upkeep();
        }
    });
    Ok(handle)
}

/// Routes of the second listener.
pub fn router(app: &App) -> anyhow::Result<Router> {
    let handle = recorder()?;
    Ok(Router::new()
        .route(
            "/metrics",
            get(move |State(app): State<App>| async move { figures(&app, handle) }),
        )
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .with_state(app.clone()))
}

fn figures(app: &App, handle: &PrometheusHandle) -> impl IntoResponse + use<> {
    for (name, pool) in [("web", &app.pool), ("worker", &app.worker_pool)] {
        let idle = pool.num_idle();
        metrics::gauge!("db_connections", "pool" => name, "state" => "idle").set(idle as f64);
        metrics::gauge!("db_connections", "pool" => name, "state" => "used")
            .set((pool.size() as usize).saturating_sub(idle) as f64);
    }
    if let Some(bytes) = resident_memory() {
        metrics::gauge!("process_resident_memory_bytes").set(bytes);
    }
    (
        [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        handle.render(),
    )
}

/// Linux only; elsewhere the figure is absent.
fn resident_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim()
        .strip_suffix(" kB")?
        .trim()
        .parse::<f64>()
        .ok()
        .map(|kib| kib * 1024.0)
}
