//! What every handler, job and sweep stands on; built once, cheap to clone.

use std::{ops::Deref, sync::Arc};

use sqlx::PgPool;

use crate::{
    catalog::{self, CatalogCache},
    clock::Clock,
    config::Config,
    db::{Database, Readers},
    files::Files,
    mail::{Mailer, Smtp},
    people::{self, KeptDepartmentNames},
    property::{self, KeptCommunities},
    report,
    routing::{self, RulesCache},
    sla::{self, SlaCache},
    ticket::Tallies,
    web::{Health, HelpLines, live::Hub},
};

#[derive(Clone)]
pub struct App(Arc<Inner>);

#[derive(Clone)]
pub struct Inner {
    pub config: Config,
    pub clock: Clock,
    /// Deeds of the web, and whatever a page asks beside its own connection.
    pub pool: PgPool,
    /// Sessions and the pages they ask for (`web::Conn`): no transaction ever begins here.
    pub readers: Readers,
    /// Jobs and sweeps.
    pub worker_pool: PgPool,
    /// `/readyz` alone.
    pub health_pool: PgPool,
    /// How the database is reached; holds the private server while the app lives.
    pub database: Arc<Database>,
    pub files: Files,
    pub mailer: Mailer,
    /// Who listens for changes of tickets.
    pub hub: Hub,
    /// Policies and calendars in memory.
    pub sla: SlaCache,
    /// Whether this process wants requests.
    pub health: Arc<Health>,
    /// What a matter can be about.
    pub catalog: CatalogCache,
    /// The live routing rules.
    pub routing: RulesCache,
    /// Whom error pages tell strangers to ring.
    pub help_lines: Arc<HelpLines>,
    /// What departments are called.
    pub departments: KeptDepartmentNames,
    /// The communities in memory.
    pub communities: KeptCommunities,
    /// How much each view of a list held a moment ago.
    pub tallies: Tallies,
    /// Boards counted a moment ago.
    pub boards: report::Boards,
}

impl App {
    /// Opens the database, brings its schema up to date and builds the app over it.
    pub async fn build(config: Config, clock: Clock) -> anyhow::Result<Self> {
        let database = Database::open(&config).await?;
        database.migrate().await?;
        let app = Self::over(database, config, clock)?;
        app.furnish().await?;
        property::keep_help_lines(&app)
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(app)
    }

    /// Departments, catalogue and rules that every company starts with, brought up to this version. Repeatable.
    pub async fn furnish(&self) -> anyhow::Result<()> {
        let furnished = self.deed(|d| {
            Box::pin(async move {
                people::seed_departments(d.conn()).await?;
                catalog::seed(d.conn()).await?;
                let now = d.now;
                routing::seed(d.conn(), now).await?;
                sla::seed(d.conn(), now).await
            })
        });
        furnished
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        self.departments.forget();
        self.catalog.forget();
        self.routing.forget();
        self.sla.forget();
        Ok(())
    }

    /// The app over a database that is ready. Every part is made here, for the product and for the tests.
    pub fn over(database: Database, config: Config, clock: Clock) -> anyhow::Result<Self> {
        let for_pages = config.web_connections.div_ceil(2);
        let pool = database.web_pool((config.web_connections - for_pages).max(1));
        let mailer = match &config.smtp_url {
            // Every page of the demo says that nothing reaches anyone, whatever else is set.
            _ if config.demo => Mailer::Mailbox(pool.clone()),
            Some(url) => Mailer::Smtp(Arc::new(Smtp::new(url.reveal(), config.mail_from.clone())?)),
            None => Mailer::Nowhere,
        };
        Ok(Self(Arc::new(Inner {
            pool,
            readers: database.readers(for_pages)?,
            worker_pool: database.worker_pool(config.worker_connections),
            health_pool: database.health_pool(),
            database: Arc::new(database),
            files: Files::open(config.data.join("files"), config.image_worker.clone())?,
            mailer,
            hub: Hub::default(),
            sla: SlaCache::default(),
            health: Arc::default(),
            catalog: CatalogCache::default(),
            routing: RulesCache::default(),
            help_lines: Arc::default(),
            departments: KeptDepartmentNames::default(),
            communities: KeptCommunities::default(),
            tallies: Tallies::default(),
            boards: report::Boards::default(),
            config,
            clock,
        })))
    }

    /// The same app whose deeds and queries run on the worker's connections: background work never takes a page's.
    #[must_use]
    pub fn for_work(&self) -> Self {
        Self(Arc::new(Inner {
            pool: self.worker_pool.clone(),
            ..Inner::clone(self)
        }))
    }

    /// The same app with another way of sending mail.
    #[must_use]
    pub fn with_mailer(&self, mailer: Mailer) -> Self {
        Self(Arc::new(Inner {
            mailer,
            ..Inner::clone(self)
        }))
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
