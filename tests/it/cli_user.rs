//! `ventanilla user`: accounts from the server's command line.

use sqlx::ConnectOptions;
use ventanilla::{
    audit,
    people::{self, Role},
};

use crate::support::{TestApp, World, program};

#[tokio::test]
async fn the_command_line_stands_in_the_log_under_nobodys_name() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let mut conn = t.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, w.hugo, Role::Admin, None)
        .await
        .expect("an administrator");
    let hugo = t.at_work(w.hugo).await;
    let data = std::env::temp_dir().join(format!("ventanilla-user-{}", std::process::id()));
    let database = t.app.database.owner().to_url_lossy();
    let user = async |arguments: &[&str]| {
        let done = tokio::process::Command::new(program())
            .arg("user")
            .args(arguments)
            .env_clear()
            .env("DATABASE_URL", database.as_str())
            .env("VENTANILLA_DATA", &data)
            .output()
            .await
            .expect("run");
        assert!(done.status.success(), "{done:?}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    let link = user(&[
        "add",
        "nora",
        "--name",
        "Nora Vega",
        "--role",
        "finance",
        "--department",
        "engineering",
    ])
    .await;
    assert!(link.contains("/staff/setup/"), "{link}");
    user(&["disable", "nora"]).await;
    user(&["enable", "nora"]).await;
    let nora: i64 = sqlx::query_scalar("select person_id from staff_account where login = 'nora'")
        .fetch_one(&t.pool)
        .await
        .expect("an account");
    let log = hugo
        .get(&format!("/admin/people/{nora}"))
        .await
        .text("#log ~ ol");
    for words in ["nora", "Decides on fees", "Engineering", "Command line"] {
        assert!(log.contains(words), "no {words}: {log}");
    }
    std::fs::remove_dir_all(data).ok();
    let (entries, faults) = audit::verify(&mut conn).await.expect("read");
    assert_eq!((entries, faults), (5, vec![]));
}
