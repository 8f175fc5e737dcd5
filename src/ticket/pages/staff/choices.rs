//! What the ticket's forms offer to choose from.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use sqlx::PgConnection;

use super::{
    super::super::{
        DeclineReason, Outcome, Urgency, WaitReason, around, conversation::Progress, read::Detail,
    },
    can::Can,
};
use crate::{
    app::App,
    error::Result,
    people,
    property::Community,
    web::{Choice, Fields, Frame},
};

#[derive(Default)]
pub struct Choices {
    /// Where matters like this one end up, the most frequent first.
    pub usual: Vec<Choice>,
    pub departments: Vec<Choice>,
    pub people: Vec<Choice>,
    /// Persons and departments in one list: `p:7`, `d:3`.
    pub hands: Vec<Choice>,
    pub urgencies: Vec<Choice>,
    pub waits: Vec<Choice>,
    pub outcomes: Vec<Choice>,
    pub declines: Vec<Choice>,
    pub progress: Vec<Choice>,
    until_day: String,
}

impl Choices {
    pub async fn of(
        _: &App,
        conn: &mut PgConnection,
        frame: &Frame,
        t: &Detail,
        community: &Community,
        can: &Can,
    ) -> Result<Self> {
        let l = frame.l;
        if !can.write && !can.triage {
            return Ok(Self::default());
        }
        let departments = people::departments(conn).await?;
        let colleagues = around::colleagues(conn).await?;
        let called: BTreeMap<i64, &str> = departments
            .iter()
            .map(|department| (department.id.0, l.label(&department.name)))
            .collect();
        let name = |id: i64| called.get(&id).copied().unwrap_or_default();
        let person = |(id, person, department): &(_, String, crate::ids::DepartmentId)| {
            let words = l.aa(
                "desk-hand",
                "person",
                person.as_str(),
                "department",
                name(department.0),
            );
            Choice::new(id, words)
        };
        let none = |key: &str| Choice::new("", l.t(key));
        let mut hands = vec![none("desk-choose")];
        hands.extend(
            departments
                .iter()
                .filter(|department| Some(department.id) != t.department)
                .map(|department| {
                    Choice::new(format!("d:{}", department.id), l.label(&department.name))
                }),
        );
        hands.extend(
            colleagues
                .iter()
                .filter(|(id, ..)| Some(*id) != t.accountable)
                .map(|c| {
                    let choice = person(c);
                    Choice::new(format!("p:{}", choice.value), choice.words)
                }),
        );
        let mut people = vec![none("desk-by-the-department")];
        people.extend(colleagues.iter().map(person));
        let mut usual = match t.category {
            Some(category) => around::usual_departments(conn, t.community, category).await?,
            None => vec![],
        };
        usual.retain(|id| Some(*id) != t.department);
        let offer = |id: &crate::ids::DepartmentId| Choice::new(id, name(id.0));
        let others = departments
            .iter()
            .map(|department| department.id)
            .filter(|id| !usual.contains(id));
        let others: Vec<_> = others.collect();
        let local = frame.now.with_timezone(&community.zone).date_naive();
        Ok(Self {
            departments: others.iter().map(offer).collect(),
            usual: usual.iter().map(offer).collect(),
            people,
            hands,
            urgencies: Urgency::ALL
                .iter()
                .map(|urgency| Choice::new(urgency, l.word("urgency", urgency.as_str())))
                .collect(),
            waits: WaitReason::ALL
                .iter()
                .map(|reason| Choice::new(reason, l.word("wait", reason.as_str())))
                .collect(),
            outcomes: Outcome::ALL
                .iter()
                .filter(|outcome| {
                    !matches!(
                        outcome,
                        Outcome::Upheld | Outcome::PartlyUpheld | Outcome::NotUpheld
                    )
                })
                .map(|outcome| Choice::new(outcome, l.word("outcome", outcome.as_str())))
                .collect(),
            declines: DeclineReason::ALL
                .iter()
                .map(|reason| Choice::new(reason, l.word("desk-decline", reason.as_str())))
                .collect(),
            progress: Progress::ALL
                .iter()
                .map(|happened| Choice::new(happened, l.word("desk-progress", happened.as_str())))
                .collect(),
            until_day: (local + TimeDelta::days(1)).to_string(),
        })
    }

    /// What stands in the forms before anything was typed.
    pub fn prefill(&self, fields: &mut Fields, t: &Detail) {
        let mut unless_set = |name: &str, value: String| {
            if !fields.has(name) {
                fields.set(name, value);
            }
        };
        unless_set("as", "reply".to_owned());
        // the suggestion: whoever agrees presses Enter
        if let Some(usual) = self.usual.first().filter(|_| t.department.is_none()) {
            unless_set("route_department", usual.value.clone());
        }
        unless_set("route_urgency", t.urgency.to_string());
        unless_set("urgency", t.urgency.to_string());
        unless_set("hold_until", self.until_day.clone());
        unless_set("hold_time", "09:00".to_owned());
    }
}
