//! A row of a list as it is printed.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::super::super::list::{After, Row};
use crate::{
    app::App,
    error::Result,
    i18n::L,
    ids::CategoryId,
    people::{self, DepartmentName},
    property::{self, Community},
};

/// One ticket in one line, with what stands beside it.
pub struct Line {
    pub number: String,
    pub href: String,
    /// Category and first words.
    pub words: String,
    pub place: String,
    pub lang: String,
    pub state: String,
    pub urgency: String,
    pub channel: String,
    pub needs_review: bool,
    pub filed_at: DateTime<Utc>,
    pub due_at: Option<DateTime<Utc>>,
    /// Whose clock it goes by.
    pub zone: Tz,
    /// Who answers for it, or the department, or nobody yet.
    pub with: String,
}

impl Line {
    /// The rows with the names that stand in memory.
    pub async fn all(app: &App, rows: Vec<Row>, l: L) -> Result<Vec<Self>> {
        let catalog = app.catalog.catalog_by(&app.readers).await?;
        let communities = property::known_communities(app).await?;
        let departments = people::department_names(app).await?;
        let named = |row: Row| {
            let community = |known: &&Community| known.id.0 == row.community_id;
            let department = |known: &&DepartmentName| Some(known.id.0) == row.department_id;
            let category = row.category_id.and_then(|id| catalog.by_id(CategoryId(id)));
            let category = category.map(|category| l.label(&category.title));
            let department = departments.iter().find(department);
            let department = department.map(|known| l.label(&known.name));
            let community = communities.iter().find(community);
            let (community, zone) = community
                .map(|known| (known.name.as_str(), known.zone))
                .unwrap_or_default();
            Self::new(row, l, category, (community, zone), department)
        };
        Ok(rows.into_iter().map(named).collect())
    }

    fn new(
        row: Row,
        l: L,
        category: Option<&str>,
        (community, zone): (&str, Tz),
        department: Option<&str>,
    ) -> Self {
        let area = row.area.as_ref().map(|name| l.label(&name.0));
        let place = place(
            community,
            row.building.as_deref(),
            row.unit.as_deref(),
            area,
        );
        Self {
            href: format!("/desk/tickets/{}", row.number),
            words: match category {
                Some(category) => l.aa(
                    "desk-row",
                    "category",
                    category.to_owned(),
                    "words",
                    row.summary,
                ),
                None => row.summary,
            },
            place,
            lang: crate::i18n::Lang::from_code(&row.language)
                .unwrap_or_default()
                .tag()
                .to_owned(),
            with: row
                .accountable
                .or_else(|| department.map(str::to_owned))
                .unwrap_or_default(),
            number: row.number,
            state: row.state,
            urgency: row.urgency,
            channel: row.channel,
            needs_review: row.needs_review,
            filed_at: row.filed_at,
            due_at: row.due_at,
            zone,
        }
    }
}

/// "Tower 2 · 1204", "Tower 2 · Lobby", or the community when nothing nearer is known.
pub fn place(
    community: &str,
    building: Option<&str>,
    unit: Option<&str>,
    area: Option<&str>,
) -> String {
    let parts: Vec<&str> = [building, unit, area.filter(|name| !name.is_empty())]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        community.to_owned()
    } else {
        parts.join(" · ")
    }
}

/// The addresses of a list's first page, when this is a later one, and of its next page; empty where there is none.
pub fn ways(first: String, after: Option<&After>, next: Option<After>) -> (String, String) {
    let joint = if first.contains('?') { '&' } else { '?' };
    let next = next.map_or_else(String::new, |next| format!("{first}{joint}after={next}"));
    (after.map_or_else(String::new, |_| first), next)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_place_is_as_near_as_known() {
        assert_eq!(
            place("Palmeras", Some("Tower 2"), Some("1204"), None),
            "Tower 2 · 1204"
        );
        assert_eq!(
            place("Palmeras", Some("Tower 2"), None, Some("Lobby")),
            "Tower 2 · Lobby"
        );
        assert_eq!(place("Palmeras", None, None, Some("")), "Palmeras");
    }
}
