//! The private server, with real processes that really get killed.

mod home;

use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::Command,
    thread,
    time::Duration,
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::{Pid, Uid},
};
use sqlx::{Connection, PgConnection};
use ventanilla::db::private::{Share, Wish};

use self::home::{Home, User, until};
use crate::support::program;

async fn write(conn: &mut PgConnection, n: i32) {
    sqlx::query("create table if not exists kept (n int)")
        .execute(&mut *conn)
        .await
        .unwrap();
    sqlx::query("insert into kept values ($1)")
        .bind(n)
        .execute(&mut *conn)
        .await
        .unwrap();
}

async fn sum(conn: &mut PgConnection) -> i64 {
    sqlx::query_scalar("select sum(n) from kept")
        .fetch_one(conn)
        .await
        .unwrap()
}

const SOON: Duration = Duration::from_secs(10);

#[tokio::test]
async fn three_that_start_at_once_share_one_server_which_goes_with_the_last() {
    let home = Home::new("three");
    let users: Vec<User> = thread::scope(|scope| {
        let started: Vec<_> = (0..3).map(|_| scope.spawn(|| home.user())).collect();
        started
            .into_iter()
            .map(|user| user.join().unwrap())
            .collect()
    });
    for user in &users {
        user.connect().await.close().await.unwrap();
    }
    write(&mut users[0].connect().await, 7).await;
    let (_, server) = home.processes();
    let mut users = users.into_iter();
    let last = users.next().unwrap();
    users.for_each(User::kill);
    assert_eq!(
        sum(&mut last.connect().await).await,
        7,
        "the server went before its last user"
    );
    assert_eq!(home.processes().1, server, "a second server was started");
    last.kill();
    home.ends_within(SOON, server);
    assert_eq!(
        sum(&mut home.user().connect().await).await,
        7,
        "the next start found other data"
    );
}

#[tokio::test]
async fn a_killed_server_and_a_killed_guard_are_replaced_while_somebody_uses_them() {
    let home = Home::new("killed");
    let user = home.user();
    write(&mut user.connect().await, 1).await;

    let (guard, server) = home.processes();
    kill(Pid::from_raw(server), Signal::SIGKILL).unwrap();
    until(SOON, "another server", || {
        home.note().is_some_and(|(_, now)| now != server)
    });
    write(&mut user.connect().await, 2).await;
    assert_eq!(
        home.processes().0,
        guard,
        "the guard itself restarts its server"
    );

    let (guard, server) = home.processes();
    kill(Pid::from_raw(guard), Signal::SIGKILL).unwrap();
    until(SOON, "another guard", || {
        home.note().is_some_and(|(now, _)| now != guard)
    });
    write(&mut user.connect().await, 4).await;
    home.ends_within(SOON, server);
    assert_eq!(sum(&mut user.connect().await).await, 7);
}

#[tokio::test]
async fn what_a_crash_left_behind_does_not_hinder_the_next_start() {
    let home = Home::new("crash");
    let user = home.user();
    write(&mut user.connect().await, 5).await;
    let (guard, server) = home.processes();
    user.kill();
    kill(Pid::from_raw(guard), Signal::SIGKILL).ok();
    home.ends_within(SOON, server);

    // a half-made cluster, a note and a socket of nobody, and a process number that now is somebody else's
    fs::create_dir(home.0.join("pg99.new")).unwrap();
    fs::write(home.0.join("serving"), "guard 1\nserver 1\n").unwrap();
    fs::write(home.0.join("socket/.s.PGSQL.5432"), "").unwrap();
    let stale = format!(
        "{}\n{}\n0\n5432\n\n\n0 0\nready\n",
        std::process::id(),
        home.data().display()
    );
    fs::write(home.data().join("postmaster.pid"), stale).unwrap();
    assert_eq!(sum(&mut home.user().connect().await).await, 5);
}

#[test]
fn data_of_a_version_that_is_not_installed_are_left_alone_and_named() {
    let home = Home::new("older");
    fs::create_dir(home.0.join("pg14")).unwrap();
    let said = format!("{:#}", Share::take(home.wish()).unwrap_err());
    assert!(
        said.contains("made by PostgreSQL 14") && said.contains("nothing was changed"),
        "{said}"
    );
    assert_eq!(
        home.data(),
        home.0.join("pg14"),
        "another database was made beside it"
    );
}

#[test]
fn without_programs_a_sentence_says_so() {
    let home = Home::new("none");
    let wish = Wish {
        pg_bin: Some(home.0.clone()),
        ..home.wish()
    };
    let said = format!("{:#}", Share::take(wish).unwrap_err());
    assert!(
        said.starts_with("VENTANILLA_PG_BIN is ") && said.contains("15 or later"),
        "{said}"
    );
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_gets_a_shorter_one() {
    let home = Home::new("long");
    let deep = Home(home.0.join("x".repeat(100)));
    fs::create_dir(&deep.0).unwrap();
    let user = deep.user();
    user.connect().await.close().await.unwrap();
    drop(user);
    drop(deep);
}

/// Root's server runs as somebody else; a user without a name gets one inside a namespace, where the system allows it.
#[tokio::test]
async fn root_and_a_user_without_a_name_get_a_server_too() {
    if !Uid::effective().is_root() {
        return;
    }
    let home = Home::new("root");
    let user = home.user();
    let owner = std::os::unix::fs::MetadataExt::uid(&home.data().metadata().unwrap());
    assert!(
        owner != 0 || !is_reachable(&home.0),
        "the server runs as root"
    );
    user.connect().await.close().await.unwrap();

    let nameless = Home::new("nameless");
    std::os::unix::fs::chown(&nameless.0, Some(54_321), Some(54_321)).unwrap();
    let copy = home.0.join("ventanilla");
    fs::copy(program(), &copy).unwrap();
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
    let user = nameless.hold(Command::new(&copy).uid(54_321).gid(54_321));
    if user.said.contains("There is no user to run PostgreSQL as") {
        // containers may bar user namespaces; then the sentence is the answer
        return;
    }
    user.connect().await.close().await.unwrap();
}

fn is_reachable(folder: &Path) -> bool {
    folder.ancestors().all(|dir| {
        dir.metadata()
            .is_ok_and(|found| found.permissions().mode() & 0o001 != 0)
    })
}
