//! Who else has to do with Elena's home.

use chrono::NaiveDate;
use ventanilla::{
    i18n::Lang,
    ids::PersonId,
    people::{self, NewPerson},
    property::{self, OccupancyRole},
};

use super::{TestApp, World};

/// Of 2-A, beside Elena who owns it and Tomás who rents it.
pub struct Household {
    pub co_owner: PersonId,
    /// Lets and settles for the owners, lives elsewhere.
    pub agent: PersonId,
    /// Lives with the tenant.
    pub family: PersonId,
}

impl World {
    pub async fn household(&self, t: &TestApp) -> Household {
        let mut conn = t.pool.acquire().await.expect("a connection");
        let moved_in = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");
        let mut people = Vec::new();
        for (name, email, role) in [
            (
                "Carmen García",
                "carmen@example.org",
                OccupancyRole::CoOwner,
            ),
            ("Bruno Gestor", "bruno@example.org", OccupancyRole::Agent),
            ("Lucía Ruiz", "lucia@example.org", OccupancyRole::Household),
        ] {
            let new = NewPerson {
                name,
                email: Some(email),
                language: Lang::Es,
                ..NewPerson::default()
            };
            let person = people::add_person(&mut conn, &new, t.now())
                .await
                .expect("a person");
            property::occupy(&mut conn, person, self.unit_2a, role, None, moved_in, None)
                .await
                .expect("an occupancy");
            people.push(person);
        }
        let [co_owner, agent, family] = people[..] else {
            panic!("three")
        };
        Household {
            co_owner,
            agent,
            family,
        }
    }
}
