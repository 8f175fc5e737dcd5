use super::*;
use crate::{i18n::Lang, ids::PersonId, people::signed_in::Grants};

fn staff(roles: &[(Role, Option<i64>)], member_of: &[i64], heads: &[i64]) -> Staff {
    let grants = Grants {
        roles: roles.to_vec(),
        member_of: member_of.to_vec(),
        heads: heads.to_vec(),
        communities: vec![1, 2, 3],
    };
    Staff::new(
        SignedIn {
            person_id: PersonId(1),
            audience: Audience::Staff,
            name: "Ana Ruiz".into(),
            call_name: None,
            email: None,
            language: Lang::En,
            roles: Vec::new(),
            scope: Scope::default(),
            manages: Vec::new(),
            committee: Vec::new(),
            heads: Vec::new(),
            home: None,
            unread: 0,
        }
        .granted(&grants),
    )
}

#[test]
fn a_role_without_a_community_holds_everywhere() {
    let ana = staff(&[(Role::Desk, Some(2)), (Role::Desk, None)], &[], &[]);
    assert!(ana.is_desk() && !ana.is_manager());
    assert_eq!(ana.scope.desk, [1, 2, 3]);
    assert_eq!(staff(&[(Role::Desk, Some(2))], &[], &[]).scope.desk, [2]);
}

#[test]
fn a_department_role_narrows_and_grants_nothing_by_itself() {
    assert!(
        staff(&[(Role::Department, Some(2))], &[], &[])
            .communities()
            .is_empty()
    );
    assert_eq!(
        staff(&[], &[7], &[]).scope.department_communities,
        [1, 2, 3]
    );
    let narrowed = staff(&[(Role::Department, Some(2))], &[7], &[7, 8]);
    assert_eq!(narrowed.scope.department_communities, [2]);
    assert_eq!(narrowed.departments(), [DepartmentId(7), DepartmentId(8)]);
    assert!(narrowed.is_head_of(DepartmentId(8)));
}

#[test]
fn an_administrator_sees_no_cases_by_that_role_alone() {
    let admin = staff(&[(Role::Admin, None)], &[], &[]);
    assert!(admin.is_admin() && admin.communities().is_empty());
}
