//! What one may not see is not there: the two conditions, person by person.

use ventanilla::{
    catalog::Kind,
    error::AppError,
    ids::PersonId,
    people::Scope,
    property::OccupancyRole,
    ticket::{By, NewTicket, Number, conversation, read},
};

use crate::{
    fees_dispute::charged,
    support::{TestApp, World},
};

async fn owner_sees(t: &TestApp, person: PersonId, number: &Number) -> bool {
    let mut conn = t.pool.acquire().await.expect("a connection");
    read::find_for_owner(&t.app, &mut conn, person, number, t.now().date_naive())
        .await
        .is_ok()
}

async fn staff_sees(t: &TestApp, by: &By, number: &Number) -> bool {
    let By::Staff(scope) = by else {
        panic!("staff")
    };
    let mut conn = t.pool.acquire().await.expect("a connection");
    read::find_for_staff(&t.app, &mut conn, scope, number)
        .await
        .is_ok()
}

#[tokio::test]
async fn a_household_sees_its_repairs_and_a_neighbour_sees_nothing() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    assert!(owner_sees(&t, w.elena, &number).await);
    assert!(
        owner_sees(&t, w.tomas, &number).await,
        "the tenant lives with the leak"
    );
    assert!(!owner_sees(&t, w.olga, &number).await);
    assert!(!owner_sees(&t, w.wei, &number).await);
}

#[tokio::test]
async fn money_and_complaints_are_for_those_who_own() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    for (kind, slug) in [(Kind::FeeDispute, "amount"), (Kind::Complaint, "staff")] {
        let new = w.matter(&t, kind, slug, "No estoy de acuerdo").await;
        let number = w.file(&t, new).await.number().clone();
        assert!(owner_sees(&t, w.elena, &number).await);
        assert!(!owner_sees(&t, w.tomas, &number).await, "{kind}");
    }
    let new = w.matter(&t, Kind::Complaint, "staff", "Me trató mal").await;
    let of_tenant = NewTicket {
        reporter: Some(w.tomas),
        filed_by: Some(w.tomas),
        reporter_role: Some(OccupancyRole::Tenant),
        ..new
    };
    let number = w.file(&t, of_tenant).await.number().clone();
    assert!(owner_sees(&t, w.tomas, &number).await);
    assert!(
        !owner_sees(&t, w.elena, &number).await,
        "a tenant's complaint is not the landlord's"
    );
}

/// What these people find under the number on their own pages, in their order.
async fn find(t: &TestApp, people: &[PersonId], number: &Number) -> Vec<bool> {
    let mut found = Vec::new();
    for person in people {
        let home = t.at_home(*person).await;
        let page = home.get(&format!("/r/{number}")).await;
        let listed = home.get("/home").await.body.contains(number.as_str());
        assert_eq!(page.status == 200, listed, "{person}: list and page differ");
        found.push(listed);
    }
    found
}

#[tokio::test]
async fn each_of_a_household_sees_what_their_role_allows() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let h = w.household(&t).await;
    let people = [w.elena, h.co_owner, h.agent, w.tomas, h.family, w.olga];
    let [owner, co_owner, agent, tenant, household] = [
        OccupancyRole::Owner,
        OccupancyRole::CoOwner,
        OccupancyRole::Agent,
        OccupancyRole::Tenant,
        OccupancyRole::Household,
    ];
    let by = [
        (w.elena, owner),
        (h.co_owner, co_owner),
        (h.agent, agent),
        (w.tomas, tenant),
        (h.family, household),
    ];
    const HOME: [bool; 6] = [true, true, true, true, true, false];
    const WHO_OWNS: [bool; 6] = [true, true, true, false, false, false];
    for (at, (reporter, role)) in by.into_iter().enumerate() {
        let mut own = [false; 6];
        own[at] = true;
        // a complaint of who lives there is theirs alone
        let complaint = if WHO_OWNS[at] { WHO_OWNS } else { own };
        for (kind, slug, seen) in [
            (Kind::Repair, "kitchen-drip", HOME),
            (Kind::Inquiry, "fees", HOME),
            (Kind::Complaint, "staff", complaint),
        ] {
            let new = NewTicket {
                reporter: Some(reporter),
                filed_by: Some(reporter),
                reporter_role: Some(role),
                ..w.matter(&t, kind, slug, "En casa").await
            };
            let number = w.file(&t, new).await.number().clone();
            let found = find(&t, &people, &number).await;
            assert_eq!(found, seen, "{kind} of {role}");
        }
        if WHO_OWNS[at] {
            let new = NewTicket {
                reporter: Some(reporter),
                filed_by: Some(reporter),
                reporter_role: Some(role),
                ..w.matter(&t, Kind::FeeDispute, "amount", "No cuadra").await
            };
            let number = w.file(&t, new).await.number().clone();
            assert_eq!(find(&t, &people, &number).await, WHO_OWNS, "of {role}");
        }
    }
}

#[tokio::test]
async fn the_statement_of_a_home_is_for_those_who_own_or_act_for_it() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let h = w.household(&t).await;
    charged(&t).await;
    for (person, sees) in [
        (w.elena, true),
        (h.co_owner, true),
        (h.agent, true),
        (w.tomas, false),
        (h.family, false),
        (w.olga, false),
    ] {
        let home = t.at_home(person).await;
        let page = home.get(&format!("/statement/{}", w.unit_2a)).await;
        assert_eq!(page.status, if sees { 200 } else { 404 }, "{person}");
        let nav = home.get("/home").await;
        assert!(sees || !nav.body.contains("/statement/"), "{person}");
    }
}

#[tokio::test]
async fn who_moved_in_later_does_not_read_what_was_before() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    sqlx::query("update occupancy set from_on = '2026-11-24' where person_id = $1")
        .bind(w.tomas.0)
        .execute(&t.pool)
        .await
        .expect("moved");
    t.advance(chrono::TimeDelta::days(3));
    assert!(!owner_sees(&t, w.tomas, &number).await);
    sqlx::query("update occupancy set to_on = '2026-11-25' where person_id = $1")
        .bind(w.elena.0)
        .execute(&t.pool)
        .await
        .expect("moved out");
    assert!(
        owner_sees(&t, w.elena, &number).await,
        "what one reported oneself stays one's own"
    );
}

#[tokio::test]
async fn a_department_sees_its_own_and_a_desk_its_communities() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    assert!(staff_sees(&t, &w.at_desk(), &number).await);
    assert!(staff_sees(&t, &w.engineer(w.luis), &number).await);
    let finance = By::Staff(Scope {
        me: w.sofia.0,
        departments: vec![w.finance.0],
        department_communities: vec![w.palmeras.0],
        finance: vec![w.palmeras.0],
        ..Scope::default()
    });
    assert!(
        !staff_sees(&t, &finance, &number).await,
        "another department's ticket is not found"
    );
    let other_desk = By::Staff(Scope {
        me: w.ling.0,
        desk: vec![w.jade.0],
        ..Scope::default()
    });
    assert!(
        !staff_sees(&t, &other_desk, &number).await,
        "another community's ticket is not found"
    );
    let result = conversation::watch(&t.app, &other_desk, &number, true).await;
    assert!(
        matches!(result, Err(AppError::NotFound)),
        "and not by a deed either"
    );
}

#[tokio::test]
async fn a_complaint_is_not_there_for_whom_it_is_about() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let new = w
        .matter(&t, Kind::Complaint, "staff", "Ana no contesta")
        .await;
    let number = w
        .file(
            &t,
            NewTicket {
                hidden_from: vec![w.ana.0],
                ..new
            },
        )
        .await
        .number()
        .clone();
    assert!(!staff_sees(&t, &w.at_desk(), &number).await);
    let accountable: Option<i64> = sqlx::query_scalar("select accountable_id from ticket")
        .fetch_one(&t.pool)
        .await
        .expect("a ticket");
    assert_ne!(accountable, Some(w.ana.0));
}

#[tokio::test]
async fn what_is_long_over_is_a_click_away() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    for _ in 0..12 {
        w.filed(&t).await;
    }
    let ended = "update ticket set state = 'withdrawn', state_facts = '{}'";
    sqlx::query(ended)
        .execute(&t.pool)
        .await
        .expect("withdrawn");
    let elena = t.at_home(w.elena).await;
    let home = elena.get("/home").await;
    assert_eq!(home.count(".cards > li"), 10);
    let all = elena.get(&home.attr("a[href*='over=all']", "href")).await;
    assert_eq!(all.count(".cards > li"), 12);
    assert!(!all.has("a[href*='over=all']"));
}
