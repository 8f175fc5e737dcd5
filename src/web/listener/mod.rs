//! Our own accept loop. `axum::serve` has no time limit for a half-sent header, no cap on connections and no second stage
//! of shutdown; this has, on hyper's HTTP/1 connection.

mod body;
mod cap;
mod framing;
mod patience;
mod wire;

use std::{io, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{HeaderValue, Request, StatusCode, header::CONNECTION},
    response::{IntoResponse, Response},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use self::{body::Paced, cap::PerPlace, patience::Patient, wire::Wire};
use super::{gate::Peer, health::Health};
use crate::app::App;

/// How long we wait for the other end, and how many there may be.
#[derive(Debug, Clone)]
pub struct Limits {
    /// From the first byte of a request, or from the connection, to the end of its header.
    pub header: Duration,
    /// Between two requests of a connection.
    pub idle: Duration,
    /// Until somebody takes the next bytes of an answer.
    pub write: Duration,
    /// Bytes a second that a body must come with, after `body_grace`.
    pub body_rate: u64,
    pub body_grace: Duration,
    pub body_whole: Duration,
    pub connections: usize,
    /// From one address; a building shares one. Does not hold for the proxies we named.
    pub connections_per_place: u32,
    /// Between `/readyz` saying no and the door closing: time for a load balancer to see it.
    pub linger: Duration,
    /// For requests under way once the door is closed.
    pub finish: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            write: Duration::from_secs(60),
            body_rate: 8_000,
            body_grace: Duration::from_secs(10),
            body_whole: Duration::from_secs(180),
            connections: 4_096,
            connections_per_place: 100,
            linger: Duration::from_secs(5),
            finish: Duration::from_secs(20),
        }
    }
}

const HEADER_BYTES: usize = 16 * 1024;
const HEADER_LINES: usize = 64;

/// Serves `router` until `shutdown` resolves, then lets what is under way finish. Returns within 30 s of it.
pub async fn serve(
    app: &App,
    router: Router,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    // nobody to wait for when no proxy sends us requests
    let linger = if app.config.behind_tls_proxy.is_empty() {
        Duration::ZERO
    } else {
        Limits::default().linger
    };
    serve_within(
        Limits {
            linger,
            ..Limits::default()
        },
        app,
        router,
        listener,
        shutdown,
    )
    .await
}

/// The same with other limits: tests do not wait for a minute.
pub async fn serve_within(
    limits: Limits,
    app: &App,
    router: Router,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let door = Door {
        places: Arc::new(Semaphore::new(limits.connections)),
        per_place: PerPlace::new(limits.connections_per_place, &app.config.behind_tls_proxy),
        graceful: GracefulShutdown::new(),
        cut: CancellationToken::new(),
        limits: Arc::new(limits),
        router,
    };
    let mut shutdown = std::pin::pin!(shutdown);
    tokio::select! {
        () = door.accept(&listener) => {}
        () = &mut shutdown => {}
    }
    app.health.leave();
    tokio::select! {
        () = door.accept(&listener) => {}
        () = sleep(door.limits.linger) => {}
    }
    drop(listener);
    door.close(&app.health).await;
    Ok(())
}

struct Door {
    places: Arc<Semaphore>,
    per_place: PerPlace,
    graceful: GracefulShutdown,
    /// Ends what has not finished in time.
    cut: CancellationToken,
    limits: Arc<Limits>,
    router: Router,
}

impl Door {
    /// Never returns by itself.
    async fn accept(&self, listener: &TcpListener) {
        // with every place taken the system's backlog waits
        while let Ok(place) = self.places.clone().acquire_owned().await {
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let Some(share) = self.per_place.take(peer.ip()) else {
                        continue;
                    };
                    self.serve(stream, Peer(peer), (place, share));
                }
                Err(error) => {
                    // out of file descriptors, mostly: others must end first
                    tracing::warn!(%error, "cannot accept a connection");
                    sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    fn serve(&self, stream: TcpStream, peer: Peer, held: impl Send + 'static) {
        // waiting for more to fill a packet only delays pages
        stream.set_nodelay(true).ok();
        let wire = Arc::new(Wire::default());
        let (router, limits) = (self.router.clone(), self.limits.clone());
        let io = TokioIo::new(Patient::new(stream, wire.clone(), &limits));
        let service =
            service_fn(move |req| answer(router.clone(), wire.clone(), limits.clone(), peer, req));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            // A net under our own deadlines. Hyper counts the idle time between two requests as header time.
            .header_read_timeout(self.limits.header + self.limits.idle)
            .max_headers(HEADER_LINES)
            .max_header_size(HEADER_BYTES)
            .serve_connection(io, service);
        let connection = self.graceful.watch(connection);
        let cut = self.cut.clone();
        tokio::spawn(async move {
            let _held = held;
            tokio::select! {
                ended = connection => if let Err(error) = ended {
                    tracing::debug!(%error, "connection ended");
                },
                () = cut.cancelled() => {}
            }
        });
    }

    async fn close(self, health: &Health) {
        health.close();
        let under_way = self.graceful.count();
        tracing::info!(under_way, "closing");
        if timeout(self.limits.finish, self.graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("requests still under way are cut off");
            self.cut.cancel();
        }
    }
}

async fn answer(
    router: Router,
    wire: Arc<Wire>,
    limits: Arc<Limits>,
    peer: Peer,
    req: Request<Incoming>,
) -> Result<Response, std::convert::Infallible> {
    wire.head_read();
    if wire.is_ambiguous() {
        // two parties could disagree where this request ends: nothing after it can be trusted
        let close = [(CONNECTION, HeaderValue::from_static("close"))];
        return Ok((StatusCode::BAD_REQUEST, close).into_response());
    }
    let mut req = req.map(|body| Body::new(Paced::new(body, &limits)));
    req.extensions_mut().insert(peer);
    let Ok(response) = router.oneshot(req).await;
    Ok(response.map(|body| wire.until_sent(body)))
}
