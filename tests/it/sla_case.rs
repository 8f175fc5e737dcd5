//! One ticket and its clocks, without the deeds of a ticket: what a deed does is called here by hand.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use ventanilla::{
    error::AppError,
    ids::{CommunityId, DepartmentId, PersonId, PromiseId, TicketId},
    sla::{self, Change, ChangeKind, Metric, Moment, Policy, Promise, SlaCache, State, Subject},
};

use crate::support::TestApp;

/// A community in Madrid (09:00-14:00 and 16:00-19:00, Monday to Friday), two departments and one ticket.
pub struct Case {
    pub app: TestApp,
    pub community: CommunityId,
    pub plumbers: DepartmentId,
    pub desk: DepartmentId,
    pub person: PersonId,
    pub ticket: TicketId,
}

/// An instant of winter time in Madrid, as people there say it: "11-23 10:00".
pub fn at(local: &str) -> DateTime<Utc> {
    format!("2026-{}:00+01:00", local.replace(' ', "T"))
        .parse()
        .expect("month-day hour:minute")
}

pub fn of(promises: &[Promise], metric: Metric) -> Promise {
    promises
        .iter()
        .rfind(|promise| promise.metric == metric)
        .unwrap_or_else(|| panic!("no {metric}"))
        .clone()
}

/// What happened, without the rest.
pub fn kinds(changes: &[Change]) -> Vec<(Metric, ChangeKind)> {
    changes
        .iter()
        .map(|change| (change.metric, change.what))
        .collect()
}

/// The key of a refusal's sentence.
pub fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    match result {
        Err(AppError::Refused(message)) => message.key.to_string(),
        other => panic!("not refused: {other:?}"),
    }
}

impl Case {
    pub async fn new() -> Self {
        let app = TestApp::start().await;
        app.furnish().await.expect("what a company starts with");
        let mut conn = app.pool.acquire().await.unwrap();
        let community = sqlx::query_scalar(
            "insert into community (slug, name, zone, currency, language)
             values ('plaza', 'Plaza', 'Europe/Madrid', 'EUR', 'es') returning id",
        );
        let community = CommunityId(community.fetch_one(&mut *conn).await.unwrap());
        let person = sqlx::query_scalar(
            "insert into person (name, created_at) values ('Ana', $1) returning id",
        );
        let person = PersonId(person.bind(app.now()).fetch_one(&mut *conn).await.unwrap());
        let department = "select id from department where slug = $1";
        let engineering = sqlx::query_scalar(department)
            .bind("engineering")
            .fetch_one(&mut *conn)
            .await
            .unwrap();
        let desk = sqlx::query_scalar(department)
            .bind("customer-service")
            .fetch_one(&mut *conn)
            .await
            .unwrap();
        drop(conn);
        let mut case = Self {
            app,
            community,
            plumbers: DepartmentId(engineering),
            desk: DepartmentId(desk),
            person,
            ticket: TicketId(0),
        };
        case.ticket = case.another("R-AAAAAA-1").await;
        case
    }

    /// Another ticket of the same community.
    pub async fn another(&self, number: &str) -> TicketId {
        let id = sqlx::query_scalar(
            "insert into ticket (number, kind, community_id, urgency, channel, summary, body, language, state, state_at,
                                 filed_at, recorded_at)
             values ($1, 'repair', $2, 'normal', 'web', 'Tap', 'Tap', 'es', 'new', $3, $3, $3) returning id",
        );
        let id = id
            .bind(number)
            .bind(self.community.0)
            .bind(self.app.now())
            .fetch_one(&self.app.pool)
            .await;
        TicketId(id.unwrap())
    }

    pub fn cache(&self) -> &SlaCache {
        &self.app.sla
    }

    /// As the product connects, so that what it may not do fails here too.
    pub async fn conn(&self) -> sqlx::pool::PoolConnection<sqlx::Postgres> {
        self.app.app.pool.acquire().await.unwrap()
    }

    pub fn subject<'a>(&self, kind: &'a str, urgency: &'a str, at: DateTime<Utc>) -> Subject<'a> {
        Subject {
            ticket: self.ticket,
            cycle: 1,
            community: self.community,
            department: None,
            kind,
            category: None,
            urgency,
            occupancy: Some("owner"),
            at,
            policy: None,
            stage: 1,
        }
    }

    pub async fn file(&self, kind: &str, urgency: &str, when: &str) -> Vec<Change> {
        let mut conn = self.conn().await;
        sla::open_cycle(
            self.cache(),
            &mut conn,
            &self.subject(kind, urgency, at(when)),
        )
        .await
        .unwrap()
    }

    pub async fn happens(&self, moment: Moment, when: &str) -> Vec<Change> {
        self.happens_in(1, moment, when).await
    }

    pub async fn happens_in(&self, cycle: i32, moment: Moment, when: &str) -> Vec<Change> {
        let mut conn = self.conn().await;
        sla::on_moment(
            self.cache(),
            &mut conn,
            self.ticket,
            cycle,
            moment,
            at(when),
        )
        .await
        .unwrap()
    }

    pub async fn pause(&self, from: &str, until: Option<&str>) -> Vec<Change> {
        self.try_pause(from, until).await.unwrap()
    }

    pub async fn try_pause(
        &self,
        from: &str,
        until: Option<&str>,
    ) -> Result<Vec<Change>, AppError> {
        let (mut conn, until) = (self.conn().await, until.map(at));
        let by = Some(self.person);
        sla::pause(
            self.cache(),
            &mut conn,
            self.ticket,
            1,
            "parts",
            "",
            until,
            by,
            at(from),
        )
        .await
    }

    pub async fn resume(&self, when: &str) -> Vec<Change> {
        sla::resume(self.cache(), &mut *self.conn().await, self.ticket, at(when))
            .await
            .unwrap()
    }

    /// A sweep in a transaction of its own.
    pub async fn sweep(&self, when: &str) -> Vec<Change> {
        self.sweep_at(at(when)).await
    }

    pub async fn sweep_at(&self, now: DateTime<Utc>) -> Vec<Change> {
        let mut tx = self.app.app.pool.begin().await.unwrap();
        let seen = sla::claim_overdue(self.cache(), &mut tx, now, 50)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        seen.into_iter().map(|(_, change)| change).collect()
    }

    pub async fn promises(&self) -> Vec<Promise> {
        sla::promises_of(&mut *self.conn().await, self.ticket)
            .await
            .unwrap()
    }

    pub async fn promise(&self, metric: Metric) -> Promise {
        of(&self.promises().await, metric)
    }

    pub async fn due(&self, metric: Metric) -> Option<DateTime<Utc>> {
        self.promise(metric).await.due_at
    }

    pub async fn state(&self, metric: Metric) -> State {
        self.promise(metric).await.state
    }

    /// Puts these policies in force, before the house default.
    pub async fn publish(&self, policies: &str) {
        #[derive(serde::Deserialize)]
        struct File {
            policies: Vec<Policy>,
        }
        let File { mut policies } = toml::from_str(policies).unwrap();
        policies.extend(sla::house_default().policies.iter().cloned());
        let mut conn = self.conn().await;
        let conn: &mut PgConnection = &mut conn;
        sla::save_draft(conn, None, &policies, None, self.person, self.app.now())
            .await
            .unwrap();
        sla::publish(conn, None, "", self.person, self.app.now())
            .await
            .unwrap();
        self.cache().forget();
    }

    pub async fn extend(
        &self,
        id: PromiseId,
        by: &str,
        reason: &str,
        when: &str,
    ) -> Result<Change, AppError> {
        let mut conn = self.conn().await;
        sla::extend(
            self.cache(),
            &mut conn,
            id,
            by.parse().unwrap(),
            reason,
            self.person,
            at(when),
        )
        .await
    }
}
