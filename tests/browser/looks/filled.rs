//! Las Palmeras on a Thursday: matters of every kind, each standing somewhere else.

use chrono::{NaiveDate, TimeDelta};
use ventanilla::{
    catalog::Kind,
    fees,
    people::{self, Role, account, password::NewPassword, totp::Secret},
    property::{self, OccupancyRole},
    ticket::{NewTicket, Place},
};

use crate::support::{Browser, TestApp};
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

/// Sends a form of the ticket's page at the desk.
async fn act(by: &Browser, number: &str, form: &str, typed: &[(&str, &str)]) {
    let page = by.get(&format!("/desk/tickets/{number}")).await;
    let sent = by
        .submit(&page, &format!("form[action$='{form}']"), typed)
        .await;
    assert_eq!(sent.status, 303, "{number}{form}: {}", sent.body);
}

async fn reported(walk: &Walk, slug: &str, words: &str) -> String {
    let new = walk.w.matter(walk, Kind::Repair, slug, words).await;
    filed(walk, new).await
}

async fn filed(walk: &Walk, new: NewTicket) -> String {
    walk.w.file(walk, new).await.number().to_string()
}

async fn disputed(walk: &Walk, elena: &Browser, reference: &str) -> String {
    let line: i64 = sqlx::query_scalar("select id from charge where reference = $1")
        .bind(reference)
        .fetch_one(&walk.pool)
        .await
        .expect("a charge");
    let sent = elena
        .post_form(
            "/report/fee/check",
            &[
                ("unit", &walk.w.unit_2a.to_string()),
                ("line", &line.to_string()),
                ("said", &format!("{line}~no_service~~~")),
                ("words", "Nadie vino a limpiar en todo el mes."),
            ],
        )
        .await;
    let number = sent.location().split('/').nth(2);
    number
        .unwrap_or_else(|| panic!("no dispute: {}", sent.body))
        .to_owned()
}

/// A letter to the end: read once, then sent.
async fn decided(sofia: &Browser, number: &str) {
    let address = format!("/desk/tickets/{number}/decision");
    let form = format!("form[action='{address}']");
    let page = sofia.get(&address).await;
    let said = [
        ("decision-0", "upheld"),
        (
            "reasons-0",
            "La empresa de limpieza no vino en octubre: así consta en sus partes.",
        ),
        ("paper", "Contrato de limpieza, cláusula 4"),
        ("next", "Verá el abono en el recibo de diciembre."),
    ];
    let letter = sofia.submit(&page, &form, &said).await;
    let mark = letter.attr("button[name=read]", "value");
    let sent = sofia.submit(&letter, &form, &[("read", &mark)]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
}

async fn complained(walk: &Walk, elena: &Browser, words: &str, about: &str) -> String {
    let unit = walk.w.unit_2a.to_string();
    let told = [
        ("unit", unit.as_str()),
        ("words", words),
        ("about", about),
        (
            "wants",
            "Que se limpie cada semana y que alguien lo compruebe.",
        ),
        ("answer_by", "email"),
        ("best", "any"),
        ("go", "send"),
    ];
    let sent = elena.post_multipart("/report/complaint", &told, &[]).await;
    let number = sent.location().split('/').nth(2);
    number
        .unwrap_or_else(|| panic!("no complaint: {}", sent.body))
        .to_owned()
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

    async fn on_monday(&mut self, walk: &Walk) {
        let (elena, luis) = (
            walk.at_home(walk.w.elena).await,
            walk.at_work(walk.w.luis).await,
        );
        let (sofia, hugo) = (
            walk.at_work(walk.w.sofia).await,
            walk.at_work(walk.w.hugo).await,
        );
        self.late = reported(walk, "kitchen-drip", "Gotea el grifo de la cocina.").await;

        self.closed = reported(walk, "kitchen-appliance", "El horno no calienta.").await;
        act(&luis, &self.closed, "/work", &[]).await;
        act(&luis, &self.closed, "/resolution", &DONE).await;
        let rated = elena
            .post_form(
                &format!("/r/{}/rating", self.closed),
                &[("score", "4"), ("praise", "Rápido y limpio.")],
            )
            .await;
        assert_eq!(rated.status, 303, "{}", rated.body);

        self.declined = reported(walk, "bathroom-unsure", "Quiero otra mampara.").await;
        act(
            &luis,
            &self.declined,
            "/refusal",
            &[
                ("decline_reason", "owners_responsibility"),
                ("decline_referral", "Su seguro de hogar"),
                (
                    "decline_words",
                    "La mampara es suya y no de la comunidad, por eso no podemos cambiarla.",
                ),
            ],
        )
        .await;

        self.answered = complained(
            walk,
            &elena,
            "El portal lleva tres semanas sin limpiar y huele mal.",
            "cleanliness",
        )
        .await;
        let address = format!("/desk/tickets/{}/answer", self.answered);
        let page = hugo.get(&address).await;
        let sent = hugo
            .submit(
                &page,
                &format!("form[action='{address}']"),
                &[
                    ("finding", "upheld"),
                    ("reasons", "La empresa de limpieza faltó tres semanas."),
                    ("remedy", "Desde hoy se limpia cada día."),
                    ("next_steps", "El jueves lo comprobamos."),
                    ("further", "Puede pedir que otra persona lo revise."),
                ],
            )
            .await;
        assert_eq!(sent.status, 303, "{}", sent.body);

        self.decided = disputed(walk, &elena, "F-3").await;
        decided(&sofia, &self.decided).await;
        walk.run_jobs().await;
        let mail = walk
            .mails()
            .into_iter()
            .rfind(|mail| mail.text.contains("/t/"));
        let text = mail.expect("a mail with a private link").text;
        let link = text.split_once("/t/").expect("a link").1;
        self.link = format!("/t/{}", link.lines().next().expect("a line").trim());
    }

    async fn on_thursday(&mut self, walk: &Walk) {
        let (elena, luis) = (
            walk.at_home(walk.w.elena).await,
            walk.at_work(walk.w.luis).await,
        );
        let (sofia, ana) = (
            walk.at_work(walk.w.sofia).await,
            walk.at_work(walk.w.ana).await,
        );
        self.working = reported(
            walk,
            "bathroom-blocked",
            "El desagüe del baño no traga.\nFotos: https://example.org/fotos/2026/11/bano-desague-atascado-tower-2-puerta-2-a-noviembre.html",
        )
        .await;
        act(&luis, &self.working, "/work", &[]).await;
        act(
            &luis,
            &self.working,
            "/messages",
            &[("words", "Voy mañana a las nueve con la máquina.")],
        )
        .await;
        act(
            &luis,
            &self.working,
            "/messages",
            &[
                ("as", "note"),
                ("words", "La llave está detrás de la nevera."),
            ],
        )
        .await;
        let sent = elena
            .post_multipart(
                &format!("/r/{}/messages", self.working),
                &[("words", "Así está hoy.")],
                &[("photos", "desague.png", &crate::support::png())],
            )
            .await;
        assert_eq!(sent.status, 303, "{}", sent.body);

        self.held = reported(walk, "kitchen-blocked", "El fregadero no traga.").await;
        act(&luis, &self.held, "/work", &[]).await;
        act(
            &luis,
            &self.held,
            "/hold",
            &[
                ("hold_reason", "owner_answer"),
                ("hold_until", "2026-11-30"),
                ("hold_time", "09:30"),
                ("hold_words", "¿Qué tarde le va bien?"),
            ],
        )
        .await;

        self.resolved = reported(walk, "kitchen-unsure", "Algo huele raro en la cocina.").await;
        act(&luis, &self.resolved, "/work", &[]).await;
        act(&luis, &self.resolved, "/resolution", &DONE).await;

        self.offered = reported(walk, "window-shutter", "La persiana no sube.").await;
        act(&luis, &self.offered, "/work", &[]).await;
        act(
            &luis,
            &self.offered,
            "/handoff",
            &[
                ("offer_to", &format!("p:{}", self.paco)),
                ("offer_reason", "Paco conoce estas persianas."),
            ],
        )
        .await;

        self.duplicate = reported(walk, "bathroom-blocked", "El baño se inunda otra vez.").await;
        act(
            &luis,
            &self.duplicate,
            "/duplicate",
            &[("duplicate_of", &self.working)],
        )
        .await;

        let mut lobby = walk
            .w
            .matter(
                walk,
                Kind::Repair,
                "shared-lighting",
                "No hay luz en el portal.",
            )
            .await;
        lobby.place = Place {
            unit: None,
            common_area: Some(walk.w.lobby),
            ..walk.w.home()
        };
        self.shared = filed(walk, lobby).await;

        self.complaint = complained(
            walk,
            &elena,
            "Los vecinos del tercero hacen ruido hasta las tres de la mañana.",
            "noise",
        )
        .await;
        self.disputed = disputed(walk, &elena, "F-2").await;
        self.proposed = disputed(walk, &elena, "F-4").await;
        decided(&sofia, &self.proposed).await;

        let asked = elena
            .post_multipart(
                "/report/ask",
                &[
                    ("unit", &self.unit.to_string()),
                    ("sort", "inquiry"),
                    ("words", "¿Cuándo es la próxima junta de propietarios?"),
                ],
                &[],
            )
            .await;
        let number = asked.location().split('/').nth(2);
        self.question = number
            .unwrap_or_else(|| panic!("not asked: {}", asked.body))
            .to_owned();

        let page = ana.get(&format!("/desk/new?person={}", self.elena)).await;
        let subject = number_of(walk, "select id from category where slug = 'door-stiff'").await;
        let saved = ana
            .submit(
                &page,
                "form[method=post][action='/desk/new']",
                &[
                    ("place", &format!("unit:{}", self.unit)),
                    ("subject", &subject.to_string()),
                    ("words", "No cierra la puerta de casa."),
                ],
            )
            .await;
        let number = saved.location().split('/').nth(3);
        self.called = number
            .unwrap_or_else(|| panic!("no call: {}", saved.body))
            .to_owned();

        // the rules stay to be looked at, and leave one to the desk
        let kept: Vec<(i64, serde_json::Value)> = sqlx::query_as("select id, rules from rule_set")
            .fetch_all(&walk.pool)
            .await
            .expect("rules");
        walk.without_rules().await;
        self.new = reported(walk, "kitchen-gas", "Huele a gas junto al contador.").await;
        let first = &kept[0].1[0]["id"];
        self.rule = first.as_str().expect("the name of a rule").to_owned();
        for (id, rules) in kept {
            sqlx::query("update rule_set set rules = $2 where id = $1")
                .bind(id)
                .bind(rules)
                .execute(&walk.pool)
                .await
                .expect("rules again");
        }
        walk.app.routing.forget();
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

const DONE: [(&str, &str); 2] = [
    ("done_outcome", "fixed"),
    (
        "done_words",
        "Hemos cambiado la junta y probado el resultado con la vecina.",
    ),
];
