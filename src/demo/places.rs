//! The demo's communities, homes, people and bills.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::{
    data::{Community, Data},
    residents::People,
    staff::one_of_staff,
};
use crate::{
    app::App,
    db::Deed,
    error::Result,
    i18n::{Label, Lang},
    ids::{BuildingId, CommonAreaId, CommunityId, DepartmentId, PersonId, UnitId},
    people::{self, Role, Scope},
    property::{self, NewCommunity},
};

/// Who lives and works in the demo, as the history needs them.
pub struct World {
    pub communities: Vec<Estate>,
    /// By department and community: who does the work there.
    pub scopes: HashMap<PersonId, Scope>,
    pub departments: HashMap<String, DepartmentId>,
    pub logins: HashMap<String, PersonId>,
    /// Who agrees to what Finance proposes.
    pub manager: PersonId,
}

pub struct Estate {
    pub id: CommunityId,
    pub slug: String,
    pub zone: Tz,
    pub language: Lang,
    pub homes: Vec<Home>,
    pub areas: Vec<Area>,
    /// The desk's person here.
    pub desk: PersonId,
}

pub struct Home {
    pub unit: UnitId,
    pub building: BuildingId,
    pub owner: Dweller,
    pub tenant: Option<Dweller>,
}

impl Home {
    /// Who lives there and reports what is broken.
    pub fn dweller(&self) -> Dweller {
        self.tenant.unwrap_or(self.owner)
    }
}

#[derive(Clone, Copy)]
pub struct Dweller {
    pub id: PersonId,
    pub speaks: Lang,
}

pub struct Area {
    pub id: CommonAreaId,
    pub building: Option<BuildingId>,
    pub kind: &'static str,
}

const SHARED: [(&str, [&str; 3]); 4] = [
    ("lift", ["Lift", "Ascensor", "电梯"]),
    ("stairs", ["Stairs", "Escalera", "楼梯"]),
    ("lobby", ["Lobby", "Portal", "大堂"]),
    ("garage", ["Garage", "Garaje", "车库"]),
];
const GARDEN: [&str; 3] = ["Garden", "Jardín", "花园"];

/// Everything but tickets, in one deed.
pub async fn build(app: &App, data: &Data) -> anyhow::Result<World> {
    app.furnish().await?;
    let mut world = World {
        communities: vec![],
        scopes: HashMap::new(),
        departments: HashMap::new(),
        logins: HashMap::new(),
        manager: PersonId(0),
    };
    let mut conn = app.pool.acquire().await?;
    for department in people::departments(&mut conn)
        .await
        .map_err(crate::cli::plain)?
    {
        world.departments.insert(department.slug, department.id);
    }
    drop(conn);
    let mut ids = HashMap::new();
    for (n, community) in data.community.iter().enumerate() {
        let estate = one_community(app, community, n as u64)
            .await
            .map_err(crate::cli::plain)?;
        ids.insert(community.slug.clone(), estate.id);
        world.communities.push(estate);
    }
    let everywhere: Vec<i64> = world.communities.iter().map(|estate| estate.id.0).collect();
    for staff in &data.staff {
        let (person, scope) = one_of_staff(app, staff, &ids, &world.departments, &everywhere)
            .await
            .map_err(crate::cli::plain)?;
        for estate in &mut world.communities {
            if staff.roles.contains(&Role::Desk) && scope.desk.contains(&estate.id.0) {
                estate.desk = person;
            }
        }
        if staff.roles.contains(&Role::Manager) {
            world.manager = person;
        }
        world.logins.insert(staff.login.clone(), person);
        world.scopes.insert(person, scope);
    }
    app.sla.forget();
    app.routing.forget();
    Ok(world)
}

fn label([en, es, zh]: [&str; 3]) -> Label {
    Label(
        [("en", en), ("es", es), ("zh", zh)]
            .map(|(lang, name)| (lang.to_owned(), name.to_owned()))
            .into(),
    )
}

async fn one_community(app: &App, of: &Community, n: u64) -> Result<Estate> {
    // The data outlives the deed's closure only if it owns it.
    let plan = Plan::of(of, n);
    app.deed(move |d| {
        let plan = plan.clone();
        Box::pin(async move { plan.make(d).await })
    })
    .await
}

/// One community as plain values.
#[derive(Clone)]
pub(super) struct Plan {
    pub(super) slug: String,
    name: String,
    zone: Tz,
    currency: String,
    pub(super) language: Lang,
    phone: String,
    emergency_phone: String,
    buildings: Vec<(String, String)>,
    floors: u32,
    doors: Vec<String>,
    pub(super) given: Vec<String>,
    pub(super) family: Vec<String>,
    pub(super) abroad: Vec<String>,
    pub(super) seed: u64,
}

impl Plan {
    fn of(c: &Community, seed: u64) -> Self {
        Self {
            slug: c.slug.clone(),
            name: c.name.clone(),
            zone: c.zone,
            currency: c.currency.clone(),
            language: c.language,
            phone: c.phone.clone(),
            emergency_phone: c.emergency_phone.clone(),
            buildings: c
                .buildings
                .iter()
                .map(|b| (b.name.clone(), b.address.clone()))
                .collect(),
            floors: c.floors,
            doors: c.doors.clone(),
            given: c.given.clone(),
            family: c.family.clone(),
            abroad: c.abroad.clone(),
            seed,
        }
    }

    async fn make(&self, d: &mut Deed) -> Result<Estate> {
        let new = NewCommunity {
            slug: &self.slug,
            name: &self.name,
            zone: self.zone,
            currency: &self.currency,
            language: self.language,
            phone: &self.phone,
            emergency_phone: &self.emergency_phone,
        };
        let community = property::add_community(d.conn(), &new).await?;
        let mut estate = Estate {
            id: community,
            slug: self.slug.clone(),
            zone: self.zone,
            language: self.language,
            homes: vec![],
            areas: vec![],
            desk: PersonId(0),
        };
        let mut people = People::new(self);
        let garden =
            property::add_area(d.conn(), community, None, "garden", &label(GARDEN)).await?;
        estate.areas.push(Area {
            id: garden,
            building: None,
            kind: "garden",
        });
        for (name, address) in &self.buildings {
            let building = property::ensure_building(d.conn(), community, name, address).await?;
            for (kind, names) in SHARED {
                let id =
                    property::add_area(d.conn(), community, Some(building), kind, &label(names))
                        .await?;
                if kind == "lift" {
                    property::add_asset(
                        d.conn(),
                        community,
                        Some(building),
                        Some(id),
                        "lift",
                        &label(names),
                        None,
                    )
                    .await?;
                }
                estate.areas.push(Area {
                    id,
                    building: Some(building),
                    kind,
                });
            }
            for floor in 1..=self.floors {
                for door in &self.doors {
                    let door = match self.language {
                        Lang::Zh => format!("{floor}{door}"),
                        Lang::Es | Lang::En => format!("{floor}.º {door}"),
                    };
                    let unit =
                        property::add_unit(d.conn(), community, building, &door, "home").await?;
                    let home = people.move_in(d, unit, building).await?;
                    estate.homes.push(home);
                }
            }
        }
        Ok(estate)
    }
}
