//! The head's board: what happens in the department moves its figures.

use chrono::TimeDelta;
use ventanilla::{i18n::Lang, ticket::Number};

use crate::walk::Walk;

with_and_without_scripts!(what_engineering_does_moves_its_heads_figures);

/// A figure on top of the board.
async fn figure(walk: &Walk, figure: &str) -> i64 {
    let words = walk.text(&top(figure)).await;
    words
        .parse()
        .unwrap_or_else(|_| panic!("{figure} is {words:?}"))
}

fn top(figure: &str) -> String {
    format!(".tops a[href*='figure={figure}'] b")
}

/// The figures on top as the head reads them, and behind each as many tickets as it says.
async fn figures(walk: &mut Walk, of: [&str; 4]) -> [i64; 4] {
    let marta = walk.w.marta;
    walk.become_staff(marta).await;
    walk.open("/dept/board").await;
    let mut counted = [0; 4];
    for (at, name) in of.into_iter().enumerate() {
        counted[at] = figure(walk, name).await;
    }
    for (name, n) in of.into_iter().zip(counted) {
        walk.go(&format!(".tops a[href*='figure={name}']")).await;
        assert_eq!(
            walk.attr("[data-counted]", "data-counted").await,
            n.to_string()
        );
        assert_eq!(walk.count("li.row").await, n, "tickets behind {name}");
        walk.open("/dept/board").await;
    }
    counted
}

const OF: [&str; 4] = ["open", "late", "filed", "closed"];

/// The share of first answers on time, as it is written.
async fn first_answers(walk: &Walk) -> String {
    walk.text(".bullet:first-of-type .bullet-value b").await
}

async fn answered(walk: &mut Walk, number: &Number) {
    walk.open(&format!("/desk/tickets/{number}")).await;
    walk.go(&format!("form[action$='/{number}/work'] button"))
        .await;
    walk.write("#composer textarea[name=words]", "We come at nine.")
        .await;
    walk.go("#composer button.main").await;
}

async fn what_engineering_does_moves_its_heads_figures(scripts: bool) {
    let mut walk = Walk::start_with(Lang::En, scripts).await;
    let (luis, elena) = (walk.w.luis, walk.w.elena);
    assert_eq!(figures(&mut walk, OF).await, [0, 0, 0, 0]);
    assert_eq!(first_answers(&walk).await, "–");

    let number = walk.w.filed(&walk).await;
    walk.advance(TimeDelta::minutes(10));
    assert_eq!(figures(&mut walk, OF).await, [1, 0, 1, 0]);

    walk.become_staff(luis).await;
    answered(&mut walk, &number).await;
    // four working hours after it was filed: a day
    walk.advance(TimeDelta::days(1));
    walk.sweep().await;
    assert_eq!(figures(&mut walk, OF).await, [1, 0, 1, 0]);
    assert_eq!(first_answers(&walk).await, "1 of 1");
    let load = walk.text(".bars").await;
    assert_eq!(load, "Luis Gómez 1");

    // another one, which nobody answers in time
    let late = walk.w.filed(&walk).await;
    walk.advance(TimeDelta::days(1));
    walk.sweep().await;
    assert_eq!(figures(&mut walk, OF).await, [2, 1, 2, 0]);
    assert_eq!(first_answers(&walk).await, "1 of 2");
    walk.go(".tops .is-late a").await;
    assert!(walk.text("main").await.contains(late.as_str()));

    walk.become_staff(luis).await;
    walk.resolve(&number, "A new washer.").await;
    walk.become_owner(elena).await;
    walk.confirm(&number).await;
    walk.advance(TimeDelta::minutes(10));
    assert_eq!(figures(&mut walk, OF).await, [1, 1, 2, 1]);
    walk.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_that_is_looked_at_moves_by_itself_but_not_under_the_hand() {
    let mut walk = Walk::start(Lang::En).await;
    let (marta, luis) = (walk.w.marta, walk.w.luis);
    let first = walk.w.filed(&walk).await;
    walk.advance(TimeDelta::days(2));
    walk.sweep().await;
    walk.become_staff(marta).await;
    walk.open("/dept/board").await;
    walk.mark().await;
    assert_eq!(figure(&walk, "open").await, 1);
    let age = walk.text(".age-of-figures").await;

    // somebody else files one: the figure is another without a reload, and so is its age
    walk.advance(TimeDelta::minutes(10));
    let second = walk.w.filed(&walk).await;
    walk.until(&top("open"), "2").await;
    assert_ne!(walk.text(".age-of-figures").await, age);

    // with the form open to give one away, its list waits; the figures go on
    walk.tap(".act-give summary").await;
    walk.advance(TimeDelta::minutes(10));
    let luis = walk.at_work(luis).await;
    let taken = luis
        .post_form(&format!("/desk/tickets/{first}/work"), &[])
        .await;
    assert_eq!(taken.status, 303);
    walk.w.filed(&walk).await;
    walk.until(&top("open"), "3").await;
    walk.until(".panel-act .fresh", "changed").await;
    assert!(walk.has(".act-give[open] select").await);
    walk.tap(".panel-act .fresh").await;
    walk.until(".panel-act", "Luis Gómez").await;
    assert!(!walk.has(".act-give[open]").await);
    assert!(walk.is_marked().await, "the page was not loaded again");
    assert_ne!(first, second);
    walk.end().await;
}
