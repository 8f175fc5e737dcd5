use std::{net::SocketAddr, time::Duration};

use anyhow::Context;
use tokio::{net::TcpListener, signal::unix};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    clock::Clock,
    config::Config,
    routes, ticket,
    web::{
        self,
        listener::{Limits, serve_within},
    },
    worker,
};

/// Who reads our figures: one collector, somebody looking.
const FIGURES_READERS: u32 = 16;

/// Serve the pages, and do the background work in the same process.
///
/// Brings the database's schema up to date first. Several processes may serve one database, each on an address of its
/// own. It ends within 30 seconds of a SIGTERM or Control-C, and what is under way is finished.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Pages only; another process does the background work (see `ventanilla work`)
    #[arg(long)]
    no_worker: bool,
}

impl Serve {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let doors = Doors::open(&config).await?;
        let app = App::build(config, Clock::System).await?;
        serve(app, doors, !self.no_worker, asked_to_end()?).await
    }
}

/// The addresses served, taken before any work is done: whoever comes meanwhile waits, and one that is taken is said at once.
pub struct Doors {
    pages: TcpListener,
    figures: Option<TcpListener>,
}

impl Doors {
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        let pages = listen(config.listen, "VENTANILLA_LISTEN").await?;
        let figures = match config.metrics_listen {
            Some(address) => Some(listen(address, "VENTANILLA_METRICS_LISTEN").await?),
            None => None,
        };
        Ok(Self { pages, figures })
    }
}

/// Pages, figures and, if wanted, background work, until `shutdown`.
pub async fn serve(
    app: App,
    doors: Doors,
    works: bool,
    shutdown: CancellationToken,
) -> anyhow::Result<()> {
    let Doors { pages, figures } = doors;
    let router = routes::router(&app);
    // What is under way on the pages may still ask for jobs and changes: the rest ends after them.
    let rest = CancellationToken::new();
    let mut beside = tokio::task::JoinSet::new();
    // Ends with the pages, whose open streams it closes.
    beside.spawn(web::live::run(
        app.clone(),
        ticket::live::sees,
        shutdown.clone(),
    ));
    if works {
        beside.spawn(worker::run(app.clone(), rest.clone()));
    }
    if let Some(listener) = figures {
        let (app, end) = (app.clone(), rest.clone());
        let router = web::metrics::router(&app)?;
        beside.spawn(async move {
            // The same door, and a narrow one: a program of this machine that forgets its connections stands in nobody's way.
            let limits = Limits {
                connections: FIGURES_READERS as usize,
                connections_per_place: FIGURES_READERS,
                linger: Duration::ZERO,
                finish: Duration::from_secs(1),
                ..Limits::default()
            };
            let served = serve_within(limits, &app, router, listener, end.cancelled_owned());
            if let Err(error) = served.await {
                tracing::error!(%error, "figures are no longer served");
            }
        });
    }
    tracing::info!(listen = %pages.local_addr()?, url = %app.config.base_url, works, "serving");
    web::listener::serve(&app, router, pages, shutdown.cancelled_owned()).await?;
    rest.cancel();
    while beside.join_next().await.is_some() {}
    Ok(())
}

async fn listen(address: SocketAddr, setting: &str) -> anyhow::Result<TcpListener> {
    let bound = TcpListener::bind(address).await;
    bound.with_context(|| format!("cannot listen on {address}; is another program there? Name another address in {setting}"))
}

/// Cancelled by SIGTERM or Control-C. A second one ends the process at once.
pub fn asked_to_end() -> anyhow::Result<CancellationToken> {
    let (mut terminate, mut interrupt) = (
        unix::signal(unix::SignalKind::terminate())?,
        unix::signal(unix::SignalKind::interrupt())?,
    );
    let asked = CancellationToken::new();
    let token = asked.clone();
    tokio::spawn(async move {
        for times in 0.. {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if times > 0 {
                std::process::exit(130);
            }
            tracing::info!("ending; once more ends at once");
            token.cancel();
        }
    });
    Ok(asked)
}
