//! The demo's staff: accounts, roles, departments.

use std::collections::HashMap;

use super::data::Staff;
use crate::{
    app::App,
    error::Result,
    ids::{CommunityId, DepartmentId, PersonId},
    people::{self, NewPerson, Role, Scope, account},
};

pub(super) async fn one_of_staff(
    app: &App,
    staff: &Staff,
    communities: &HashMap<String, CommunityId>,
    departments: &HashMap<String, DepartmentId>,
    everywhere: &[i64],
) -> Result<(PersonId, Scope)> {
    let community = staff
        .community
        .as_ref()
        .and_then(|slug| communities.get(slug))
        .copied();
    let department = |slug: &Option<String>| {
        slug.as_ref()
            .and_then(|slug| departments.get(slug))
            .copied()
    };
    let (member, heads, duty) = (
        department(&staff.member),
        department(&staff.heads),
        department(&staff.duty),
    );
    let (name, login, language) = (staff.name.clone(), staff.login.clone(), staff.language);
    let roles = staff.roles.clone();
    let person = app
        .deed(move |d| {
            let (name, login, roles) = (name.clone(), login.clone(), roles.clone());
            Box::pin(async move {
                let now = d.now;
                let email = format!("{login}@company.example");
                let new = NewPerson {
                    name: &name,
                    email: Some(&email),
                    language,
                    ..NewPerson::default()
                };
                let person = people::add_person(d.conn(), &new, now).await?;
                account::invite(d.conn(), person, &login, now).await?;
                for role in &roles {
                    people::grant(d.conn(), person, *role, community).await?;
                }
                for department in [member, heads].into_iter().flatten() {
                    people::join_department(d.conn(), person, department).await?;
                }
                if let Some(department) = heads {
                    people::lead_department(d.conn(), department, Some(person), None).await?;
                }
                if let Some(department) = duty {
                    let head = people::departments(d.conn())
                        .await?
                        .into_iter()
                        .find(|of| of.id == department)
                        .and_then(|of| of.head);
                    people::lead_department(d.conn(), department, head, Some(person)).await?;
                }
                Ok(person)
            })
        })
        .await?;
    let own = community.map_or_else(|| everywhere.to_vec(), |community| vec![community.0]);
    let has = |role| staff.roles.contains(&role);
    let in_departments: Vec<i64> = [member, heads]
        .into_iter()
        .flatten()
        .map(|department| department.0)
        .collect();
    let scope = Scope {
        me: person.0,
        desk: if has(Role::Desk) || has(Role::Manager) {
            own.clone()
        } else {
            vec![]
        },
        departments: in_departments,
        department_communities: if has(Role::Department) {
            own.clone()
        } else {
            everywhere.to_vec()
        },
        finance: if has(Role::Finance) { own } else { vec![] },
    };
    Ok((person, scope))
}
