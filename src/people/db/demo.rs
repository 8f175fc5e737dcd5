use sqlx::PgExecutor;

use crate::{
    i18n::{L, Label},
    ids::PersonId,
};

#[derive(Debug)]
pub struct DemoStaff {
    pub person_id: PersonId,
    pub name: String,
    pub roles: Vec<String>,
    pub departments: sqlx::types::Json<Vec<Label>>,
    pub heads: sqlx::types::Json<Vec<Label>>,
}

impl DemoStaff {
    /// Roles, the departments headed, the departments belonged to.
    pub fn work(&self, l: &L) -> String {
        let roles = self
            .roles
            .iter()
            .map(|role| l.t(&format!("people-role-{role}")).into_owned());
        let heads = self
            .heads
            .iter()
            .map(|name| l.a("people-role-head", "department", l.label(name)));
        let others = self.departments.iter().map(|name| l.label(name).to_owned());
        let mut work: Vec<String> = roles.chain(heads).chain(others).collect();
        work.dedup();
        work.join(" · ")
    }
}

#[derive(Debug)]
pub struct DemoOwner {
    pub person_id: PersonId,
    pub name: String,
    pub email: Option<String>,
    /// How they belong to the unit: the word of an occupancy role.
    pub role: String,
    pub unit: String,
    pub community: String,
}

pub async fn list_staff(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<DemoStaff>> {
    sqlx::query_as!(
        DemoStaff,
        r#"select a.person_id as "person_id: PersonId", p.name,
                  array(select distinct r.role from staff_role r
                        where r.person_id = p.id and r.role <> 'department' order by r.role) as "roles!",
                  coalesce((select jsonb_agg(d.name order by d.position) from department d
                            join department_member m on m.department_id = d.id
                            where m.person_id = p.id and d.head_id is distinct from p.id), '[]')
                    as "departments!: sqlx::types::Json<Vec<Label>>",
                  coalesce((select jsonb_agg(d.name order by d.position) from department d where d.head_id = p.id), '[]')
                    as "heads!: sqlx::types::Json<Vec<Label>>"
           from staff_account a join person p on p.id = a.person_id
           where a.disabled_at is null
           order by a.person_id limit 40"#,
    )
    .fetch_all(db)
    .await
}

/// A few people of every community, of each way to belong to a home.
pub async fn list_owners(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<DemoOwner>> {
    sqlx::query_as!(
        DemoOwner,
        r#"select few.person_id as "person_id!: PersonId", few.name as "name!", few.email, few.role as "role!",
                  few.unit as "unit!", c.name as "community!"
           from community c
           cross join lateral (
             select p.id as person_id, p.name, p.email::text, o.role, b.name || ' ' || u.label as unit,
                    row_number() over (partition by o.role order by u.id, o.id) as nth
             from unit u
             join building b on b.id = u.building_id
             join occupancy o on o.unit_id = u.id and o.to_on is null
             join person p on p.id = o.person_id
             where u.community_id = c.id) few
           where few.nth <= case when few.role in ('owner', 'tenant') then 2 else 1 end
           order by c.id, array_position(array['owner', 'co_owner', 'tenant', 'household', 'agent'], few.role), few.nth
           limit 40"#,
    )
    .fetch_all(db)
    .await
}

pub async fn exists(
    db: impl PgExecutor<'_>,
    person: PersonId,
    as_staff: bool,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from person p where p.id = $1
             and (not $2 or exists (select from staff_account a where a.person_id = p.id and a.disabled_at is null)))
           as "exists!""#,
        person.0,
        as_staff,
    )
    .fetch_one(db)
    .await
}
