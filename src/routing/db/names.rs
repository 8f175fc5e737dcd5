//! What exists for rules to name, and what it is called.

use std::collections::{BTreeSet, HashMap};

use sqlx::{PgConnection, types::Json};

use crate::{
    catalog::{Catalog, Category},
    error::Result,
    i18n::{Label, Lang},
    ids::{PersonId, RuleSetId},
    routing::{Assign, Decision, Names, Rule, Subject, Test, check::Known},
};

const MOST_DEPARTMENTS: i64 = 1_000;
const MOST_STAFF: i64 = 20_000;

/// For [`crate::routing::check`]. Policies belong to a room above; the caller names them.
pub async fn known(
    conn: &mut PgConnection,
    catalog: &Catalog,
    policies: BTreeSet<String>,
) -> Result<Known> {
    let departments = sqlx::query_scalar!(
        "select slug from department order by position, id limit $1",
        MOST_DEPARTMENTS
    )
    .fetch_all(&mut *conn)
    .await?;
    let people = sqlx::query_scalar!(
        r#"select person_id as "person_id: PersonId" from staff_account where disabled_at is null limit $1"#,
        MOST_STAFF
    )
    .fetch_all(conn)
    .await?;
    let subject = |kind, slug: &str| Subject {
        kind,
        slug: slug.to_owned(),
    };
    Ok(Known {
        departments: departments.into_iter().collect(),
        people: people.into_iter().collect(),
        policies,
        categories: catalog
            .iter()
            .filter(|category| !category.retired)
            .map(|category| {
                let above = category
                    .parent_slug
                    .as_deref()
                    .map(|slug| subject(category.kind, slug));
                (subject(category.kind, &category.slug), above)
            })
            .collect(),
    })
}

/// The names a decision is explained with: of the versions it was made by.
pub async fn names_for(
    conn: &mut PgConnection,
    catalog: &Catalog,
    decision: &Decision,
) -> Result<Names> {
    let sets: BTreeSet<_> = decision.why.iter().filter_map(|step| step.set).collect();
    names(conn, catalog, &sets.into_iter().collect::<Vec<_>>(), &[]).await
}

/// The names of what these rules speak of, and of the rules of these versions.
pub async fn names(
    conn: &mut PgConnection,
    catalog: &Catalog,
    sets: &[RuleSetId],
    rules: &[Rule],
) -> Result<Names> {
    let mut names = Names::default();
    let mut all = rules.to_vec();
    for set in sets {
        all.extend(super::load(&mut *conn, *set).await?);
    }
    for category in catalog.iter() {
        let subject = Subject {
            kind: category.kind,
            slug: category.slug.clone(),
        };
        names
            .categories
            .insert(subject, full_name(catalog, category));
    }
    let rows = sqlx::query!(
        r#"select slug, name as "name: Json<Label>" from department limit $1"#,
        MOST_DEPARTMENTS
    )
    .fetch_all(&mut *conn)
    .await?;
    names.departments = rows.into_iter().map(|row| (row.slug, row.name.0)).collect();
    let mut wanted = Wanted::default();
    for rule in all {
        wanted.add(&rule);
        names
            .rules
            .insert((rule.set, rule.id.to_string()), rule.name);
    }
    wanted.fill(conn, &mut names).await?;
    Ok(names)
}

/// With the place before the problem: "not sure" alone says nothing.
fn full_name(catalog: &Catalog, category: &Category) -> Label {
    let Some(above) = catalog.parent(category) else {
        return category.label.clone();
    };
    let name = |lang: Lang| {
        format!(
            "{}: {}",
            above.label.in_lang(lang),
            category.label.in_lang(lang)
        )
    };
    Label(
        Lang::ALL
            .iter()
            .map(|lang| (lang.code().to_owned(), name(*lang)))
            .collect(),
    )
}

#[derive(Default)]
struct Wanted {
    people: Vec<i64>,
    communities: Vec<i64>,
    buildings: Vec<i64>,
    units: Vec<i64>,
    areas: Vec<i64>,
    assets: Vec<i64>,
}

impl Wanted {
    fn add(&mut self, rule: &Rule) {
        if let Assign::Person(person) = rule.then.assign {
            self.people.push(person.0);
        }
        self.people.extend(rule.then.watchers.iter().map(|id| id.0));
        for test in rule.when.tests() {
            match test {
                Test::AboutPerson(list) => self.people.extend(list.iter().map(|id| id.0)),
                Test::Community(list) => self.communities.extend(list.iter().map(|id| id.0)),
                Test::Building(list) => self.buildings.extend(list.iter().map(|id| id.0)),
                Test::Unit(list) => self.units.extend(list.iter().map(|id| id.0)),
                Test::CommonArea(list) => self.areas.extend(list.iter().map(|id| id.0)),
                Test::Asset(list) => self.assets.extend(list.iter().map(|id| id.0)),
                _ => {}
            }
        }
    }

    async fn fill(&self, conn: &mut PgConnection, names: &mut Names) -> Result<()> {
        if [
            &self.people,
            &self.communities,
            &self.buildings,
            &self.units,
            &self.areas,
            &self.assets,
        ]
        .iter()
        .all(|ids| ids.is_empty())
        {
            return Ok(());
        }
        // one list of all sorts: rules rarely name more than a handful of places
        let rows = sqlx::query!(
            r#"select 'person' as "sort!", id as "id!", to_jsonb(name) as "name!: Json<Name>" from person where id = any($1)
               union all select 'community', id, to_jsonb(name) from community where id = any($2)
               union all select 'building', id, to_jsonb(name) from building where id = any($3)
               union all select 'unit', u.id, to_jsonb(b.name || ' ' || u.label) from unit u join building b on b.id = u.building_id where u.id = any($4)
               union all select 'common_area', id, name from common_area where id = any($5)
               union all select 'asset', id, name from asset where id = any($6)
               limit 100000"#,
            &self.people,
            &self.communities,
            &self.buildings,
            &self.units,
            &self.areas,
            &self.assets,
        )
        .fetch_all(conn)
        .await?;
        for row in rows {
            let id = row.id;
            match (row.sort.as_str(), row.name.0) {
                ("person", Name::Plain(name)) => put(&mut names.people, id, name),
                ("community", Name::Plain(name)) => put(&mut names.communities, id, name),
                ("building", Name::Plain(name)) => put(&mut names.buildings, id, name),
                ("unit", Name::Plain(name)) => put(&mut names.units, id, name),
                ("common_area", Name::Label(name)) => put(&mut names.common_areas, id, name),
                ("asset", Name::Label(name)) => put(&mut names.assets, id, name),
                _ => {}
            }
        }
        Ok(())
    }
}

fn put<K: From<i64> + Eq + std::hash::Hash, V>(map: &mut HashMap<K, V>, id: i64, name: V) {
    map.insert(id.into(), name);
}

/// A name in one language or in several.
#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
enum Name {
    Plain(String),
    Label(Label),
}
