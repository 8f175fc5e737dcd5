//! What the ids in a record are called.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;
use sqlx::PgConnection;

use super::super::super::{around, read::Entry};
use crate::{
    error::Result,
    i18n::{L, Label},
    people,
};

pub struct Names {
    departments: HashMap<i64, Label>,
    people: HashMap<i64, String>,
}

impl Names {
    /// Of everybody and every department these entries speak of.
    pub async fn of(conn: &mut PgConnection, entries: &[Entry]) -> Result<Self> {
        let ids: BTreeSet<i64> = entries
            .iter()
            .flat_map(|entry| ["person", "from"].map(|name| entry.data[name].as_i64()))
            .flatten()
            .collect();
        let people = around::names_of(conn, &ids.into_iter().collect::<Vec<_>>()).await?;
        let departments = people::departments(conn).await?;
        Ok(Self {
            departments: departments.into_iter().map(|d| (d.id.0, d.name)).collect(),
            people: people.into_iter().map(|(id, name)| (id.0, name)).collect(),
        })
    }

    pub fn person(&self, id: &Value) -> Option<String> {
        self.people.get(&id.as_i64()?).cloned()
    }

    pub fn department(&self, id: &Value, l: L) -> Option<String> {
        self.departments
            .get(&id.as_i64()?)
            .map(|name| l.label(name).to_owned())
    }
}
