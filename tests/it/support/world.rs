//! The small cast that tests speak about: the same few people, units and departments in every test.

use chrono::NaiveDate;
use ventanilla::{
    catalog::{self, Kind},
    i18n::{Label, Lang},
    ids::{BuildingId, CommonAreaId, CommunityId, DepartmentId, PersonId, UnitId},
    people::{self, NewPerson, Role, Scope},
    property::{self, NewCommunity, OccupancyRole},
    ticket::{self, Answers, By, Channel, Filing, NewTicket, Number, Place, resolution::Back},
};

use super::TestApp;

/// Las Palmeras in Madrid with its people, and Jade Garden in Shanghai, which nobody of Las Palmeras may look into.
pub struct World {
    pub palmeras: CommunityId,
    pub tower_2: BuildingId,
    pub unit_2a: UnitId,
    pub unit_2b: UnitId,
    pub lobby: CommonAreaId,
    /// Owns 2-A, speaks Spanish.
    pub elena: PersonId,
    /// Rents 2-A.
    pub tomas: PersonId,
    /// Owns 2-B.
    pub olga: PersonId,
    /// At the desk of Las Palmeras.
    pub ana: PersonId,
    /// Engineers; Marta leads them.
    pub luis: PersonId,
    pub paco: PersonId,
    pub marta: PersonId,
    /// Finance of Las Palmeras, and a second pair of eyes.
    pub sofia: PersonId,
    pub hugo: PersonId,
    pub engineering: DepartmentId,
    pub finance: DepartmentId,
    pub jade: CommunityId,
    pub jade_unit: UnitId,
    /// Owns in Jade Garden, reads Chinese.
    pub wei: PersonId,
    /// At the desk of Jade Garden.
    pub ling: PersonId,
}

impl World {
    pub async fn of(t: &TestApp) -> Self {
        t.app.furnish().await.expect("furnished");
        let mut conn = t.pool.acquire().await.expect("a connection");
        let conn = &mut *conn;
        let now = t.now();
        let community = |slug, name, zone, currency, language| NewCommunity {
            slug,
            name,
            zone,
            currency,
            language,
            phone: "+34 910 000 001",
            emergency_phone: "+34 910 000 112",
        };
        let palmeras = property::add_community(
            conn,
            &community(
                "palmeras",
                "Las Palmeras",
                chrono_tz::Europe::Madrid,
                "EUR",
                Lang::Es,
            ),
        )
        .await
        .expect("a community");
        let jade = property::add_community(
            conn,
            &community(
                "jade",
                "Jade Garden",
                chrono_tz::Asia::Shanghai,
                "CNY",
                Lang::Zh,
            ),
        )
        .await
        .expect("a community");
        let tower_2 = property::ensure_building(conn, palmeras, "Tower 2", "Calle Mayor 2")
            .await
            .expect("a building");
        let jade_tower = property::ensure_building(conn, jade, "1号楼", "玉园路 1")
            .await
            .expect("a building");
        let unit_2a = property::add_unit(conn, palmeras, tower_2, "2-A", "home")
            .await
            .expect("a unit");
        let unit_2b = property::add_unit(conn, palmeras, tower_2, "2-B", "home")
            .await
            .expect("a unit");
        let jade_unit = property::add_unit(conn, jade, jade_tower, "1204", "home")
            .await
            .expect("a unit");
        let names = [("en", "Lobby"), ("es", "Portal"), ("zh", "大堂")];
        let lobby_name = Label(
            names
                .map(|(lang, name)| (lang.to_owned(), name.to_owned()))
                .into(),
        );
        let lobby = property::add_area(conn, palmeras, Some(tower_2), "lobby", &lobby_name)
            .await
            .expect("an area");

        let mut people = Vec::new();
        for (name, email, language) in [
            ("Elena García", Some("elena@example.org"), Lang::Es),
            ("Tomás Ruiz", Some("tomas@example.org"), Lang::Es),
            ("Olga Petrova", Some("olga@example.org"), Lang::En),
            ("Ana Ruiz", Some("ana@company.example"), Lang::Es),
            ("Luis Gómez", Some("luis@company.example"), Lang::Es),
            ("Paco Díaz", Some("paco@company.example"), Lang::Es),
            ("Marta Vega", Some("marta@company.example"), Lang::Es),
            ("Sofía Prieto", Some("sofia@company.example"), Lang::Es),
            ("Hugo Campos", Some("hugo@company.example"), Lang::En),
            ("魏晨", Some("wei@example.org"), Lang::Zh),
            ("凌芳", Some("ling@company.example"), Lang::Zh),
        ] {
            let new = NewPerson {
                name,
                email,
                language,
                ..NewPerson::default()
            };
            people.push(people::add_person(conn, &new, now).await.expect("a person"));
        }
        let [
            elena,
            tomas,
            olga,
            ana,
            luis,
            paco,
            marta,
            sofia,
            hugo,
            wei,
            ling,
        ] = people[..]
        else {
            panic!("the cast")
        };

        let moved_in = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");
        for (person, unit, role) in [
            (elena, unit_2a, OccupancyRole::Owner),
            (tomas, unit_2a, OccupancyRole::Tenant),
            (olga, unit_2b, OccupancyRole::Owner),
            (wei, jade_unit, OccupancyRole::Owner),
        ] {
            property::occupy(conn, person, unit, role, None, moved_in, None)
                .await
                .expect("an occupancy");
        }

        for (person, login) in [
            (ana, "ana"),
            (luis, "luis"),
            (paco, "paco"),
            (marta, "marta"),
            (sofia, "sofia"),
            (hugo, "hugo"),
            (ling, "ling"),
        ] {
            sqlx::query(
                "insert into staff_account (person_id, login, created_at) values ($1, $2, $3)",
            )
            .bind(person.0)
            .bind(login)
            .bind(now)
            .execute(&mut *conn)
            .await
            .expect("an account");
        }
        let mut department = Vec::new();
        for slug in ["engineering", "customer-service", "finance"] {
            department.push(
                people::department_by_slug(conn, slug)
                    .await
                    .expect("a query")
                    .expect("a department"),
            );
        }
        let [engineering, desk, finance] = department[..] else {
            panic!("three departments")
        };
        for (person, of) in [
            (ana, desk),
            (ling, desk),
            (luis, engineering),
            (paco, engineering),
            (marta, engineering),
            (sofia, finance),
        ] {
            people::join_department(conn, person, of)
                .await
                .expect("a member");
        }
        people::lead_department(conn, engineering, Some(marta), None)
            .await
            .expect("a head");
        people::lead_department(conn, desk, Some(hugo), Some(ana))
            .await
            .expect("a head");
        people::lead_department(conn, finance, Some(sofia), None)
            .await
            .expect("a head");
        for (person, role, community) in [
            (ana, Role::Desk, palmeras),
            (ana, Role::Department, palmeras),
            (ling, Role::Desk, jade),
            (ling, Role::Department, jade),
            (sofia, Role::Finance, palmeras),
            (hugo, Role::Manager, palmeras),
        ] {
            people::grant(conn, person, role, Some(community))
                .await
                .expect("a role");
        }
        t.app.sla.forget();
        Self {
            palmeras,
            tower_2,
            unit_2a,
            unit_2b,
            lobby,
            elena,
            tomas,
            olga,
            ana,
            luis,
            paco,
            marta,
            sofia,
            hugo,
            engineering,
            finance,
            jade,
            jade_unit,
            wei,
            ling,
        }
    }

    pub fn home(&self) -> Place {
        Place {
            community: self.palmeras,
            building: Some(self.tower_2),
            unit: Some(self.unit_2a),
            common_area: None,
            asset: None,
        }
    }

    /// What Elena would send about her kitchen.
    pub async fn leak(&self, t: &TestApp) -> NewTicket {
        self.matter(
            t,
            Kind::Repair,
            "kitchen-drip",
            "Gotea el grifo de la cocina",
        )
        .await
    }

    pub async fn matter(&self, t: &TestApp, kind: Kind, slug: &str, body: &str) -> NewTicket {
        let mut conn = t.pool.acquire().await.expect("a connection");
        let category = catalog::find(&t.app.catalog, &mut conn, kind, slug)
            .await
            .expect("a query");
        let category = category.unwrap_or_else(|| panic!("no category {kind}/{slug}"));
        NewTicket {
            key: uuid::Uuid::new_v4(),
            kind,
            place: self.home(),
            category: Some(category.id),
            reporter: Some(self.elena),
            filed_by: Some(self.elena),
            reporter_role: Some(OccupancyRole::Owner),
            channel: Channel::Web,
            body: body.to_owned(),
            language: Lang::Es,
            filed_at: t.now(),
            photos: vec![],
            answers: Answers::default(),
            urgency: None,
            hidden_from: vec![],
            about_department: None,
            external: None,
        }
    }

    pub async fn file(&self, t: &TestApp, new: NewTicket) -> Filing {
        t.app
            .deed(move |d| {
                let new = new.clone();
                Box::pin(async move { ticket::file(d, &new).await })
            })
            .await
            .expect("filed")
    }

    /// Elena's leak, filed and with engineering.
    pub async fn filed(&self, t: &TestApp) -> Number {
        let new = self.leak(t).await;
        self.file(t, new).await.number().clone()
    }

    /// What the owner says of work that is not right yet.
    pub fn still_drips() -> Back {
        Back {
            key: uuid::Uuid::new_v4(),
            words: "Sigue goteando".to_owned(),
            language: Lang::Es,
            files: vec![],
        }
    }

    pub fn owner(&self, person: PersonId) -> By {
        By::Owner(person)
    }

    /// Everything of Las Palmeras, as at the desk.
    pub fn at_desk(&self) -> By {
        By::Staff(Scope {
            me: self.ana.0,
            desk: vec![self.palmeras.0],
            ..Scope::default()
        })
    }

    pub fn engineer(&self, person: PersonId) -> By {
        By::Staff(Scope {
            me: person.0,
            departments: vec![self.engineering.0],
            department_communities: vec![self.palmeras.0, self.jade.0],
            ..Scope::default()
        })
    }
}
