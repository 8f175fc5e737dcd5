//! Las Palmeras on a Thursday: matters of every kind, each standing somewhere else.

mod acts;
mod monday;
mod thursday;

use chrono::{NaiveDate, TimeDelta};
use ventanilla::{
    fees,
    people::{self, Role, account, password::NewPassword, totp::Secret},
    property::{self, OccupancyRole},
};

use crate::support::TestApp;
use crate::walk::Walk;

pub const PASSWORD: &str = "lluvia azul en marzo";

const CHARGES: &str = "\
community,building,unit,reference,name,period,due,amount,paid,explanation
palmeras,Tower 2,2-A,F-1,Cuota de noviembre,2026-11,2026-11-05,120.00,0,Coeficiente 1.2 % del presupuesto
palmeras,Tower 2,2-A,F-2,Derrama del ascensor,2026-11,2026-11-10,900.00,0,
palmeras,Tower 2,2-A,F-3,Limpieza de octubre,2026-10,2026-10-10,45.50,0,
palmeras,Tower 2,2-A,F-4,Agua fría,2026-10,2026-10-15,1230.00,0,Lectura del contador
palmeras,Tower 2,2-B,F-5,Cuota de noviembre,2026-11,2026-11-05,130.00,130.00,
";

/// What somebody called something: in no language of the page's.
pub const NAMES: [&str; 5] = [
    "Cuota de noviembre",
    "Limpieza de octubre",
    "Su seguro de hogar",
    "Fiesta del Trabajo",
    "Todos los Santos",
];

/// What the addresses name; the numbers are of tickets by where they stand.
#[derive(Debug, Default)]
pub struct Filled {
    pub new: String,
    pub offered: String,
    pub working: String,
    pub held: String,
    pub late: String,
    pub resolved: String,
    pub closed: String,
    pub declined: String,
    pub duplicate: String,
    pub shared: String,
    pub complaint: String,
    pub answered: String,
    pub disputed: String,
    pub proposed: String,
    pub decided: String,
    pub question: String,
    pub called: String,
    /// Promises by the ticket that was promised.
    pub late_promise: i64,
    pub charge: i64,
    pub unit: i64,
    pub jade_unit: i64,
    pub calendar: i64,
    pub palmeras: i64,
    pub rule: String,
    pub policy: String,
    /// The path of a private link.
    pub link: String,
    pub elena: i64,
    pub olga: i64,
    pub wei: i64,
    pub ana: i64,
    pub luis: i64,
    pub paco: i64,
    pub marta: i64,
    pub sofia: i64,
    pub hugo: i64,
    /// Is about to join.
    pub eva: i64,
}

async fn number_of(t: &TestApp, sql: &'static str) -> i64 {
    let found = sqlx::query_scalar(sql).fetch_one(&t.pool).await;
    found.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

impl Filled {
    pub async fn of(walk: &Walk) -> Self {
        let w = &walk.w;
        let mut f = Self {
            unit: w.unit_2a.0,
            jade_unit: w.jade_unit.0,
            palmeras: w.palmeras.0,
            elena: w.elena.0,
            olga: w.olga.0,
            wei: w.wei.0,
            ana: w.ana.0,
            luis: w.luis.0,
            paco: w.paco.0,
            marta: w.marta.0,
            sofia: w.sofia.0,
            hugo: w.hugo.0,
            ..Self::default()
        };
        f.people(walk).await;
        fees::import::import(&walk.app, CHARGES.as_bytes(), false)
            .await
            .expect("charges");
        f.on_monday(walk).await;
        walk.advance(TimeDelta::days(3));
        walk.sweep().await;
        f.on_thursday(walk).await;
        walk.sweep().await;
        f.settings(walk).await;
        f
    }

    /// Who is more than the cast: an administrator, an owner with two homes, a password, a phone.
    async fn people(&mut self, walk: &Walk) {
        let mut conn = walk.pool.acquire().await.expect("a connection");
        people::grant(&mut conn, walk.w.hugo, Role::Admin, None)
            .await
            .expect("a role");
        let unit = property::add_unit(&mut conn, walk.w.palmeras, walk.w.tower_2, "2-C", "home")
            .await
            .expect("a unit");
        let since = NaiveDate::from_ymd_opt(2021, 6, 1).expect("a date");
        property::occupy(
            &mut conn,
            walk.w.olga,
            unit,
            OccupancyRole::Owner,
            None,
            since,
            None,
        )
        .await
        .expect("a second home");
        sqlx::query("update person set phone = '+34 600 11 22 33' where id = $1")
            .bind(self.elena)
            .execute(&mut *conn)
            .await
            .expect("a phone");
        let person = |name, email| people::NewPerson {
            name,
            email: Some(email),
            ..people::NewPerson::default()
        };
        let eva = people::add_person(
            &mut conn,
            &person("Eva Sol", "eva@company.example"),
            walk.now(),
        )
        .await
        .expect("a person");
        self.eva = eva.0;
        let iris = people::add_person(
            &mut conn,
            &person("Iris Soler", "iris@company.example"),
            walk.now(),
        )
        .await
        .expect("a person");
        let hash = NewPassword::parse(PASSWORD, &[])
            .expect("a password")
            .hash()
            .await
            .expect("hashed");
        account::install(
            &mut conn,
            iris,
            "iris",
            &hash,
            &Secret::random(),
            walk.now(),
        )
        .await
        .expect("an account");
    }

    /// What an administrator is in the middle of.
    async fn settings(&mut self, walk: &Walk) {
        let hugo = walk.at_work(walk.w.hugo).await;
        for path in ["/admin/rules/draft", "/admin/promises/draft"] {
            let begun = hugo.post_form(path, &[]).await;
            assert_eq!(begun.status, 303, "{path}: {}", begun.body);
        }
        let marta = walk.at_work(walk.w.marta).await;
        let away = marta
            .post_form(
                &format!("/dept/people/{}/absences", self.paco),
                &[
                    ("first", "2026-11-30"),
                    ("last", "2026-12-04"),
                    ("note", "Vacaciones"),
                ],
            )
            .await;
        assert_eq!(away.status, 303, "{}", away.body);
        self.late_promise = sqlx::query_scalar(
            "select p.id from promise p join ticket t on t.id = p.ticket_id where t.number = $1 order by p.id limit 1",
        )
        .bind(&self.late)
        .fetch_one(&walk.pool)
        .await
        .expect("a promise");
        self.charge = number_of(walk, "select id from charge where reference = 'F-1'").await;
        self.calendar = number_of(
            walk,
            "select calendar_id from community where slug = 'palmeras'",
        )
        .await;
        self.policy = hugo
            .get("/admin/promises/draft")
            .await
            .attr(".policy h2 a", "href");
    }
}
