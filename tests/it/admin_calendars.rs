//! An administrator changes when people work, and what was promised follows.

use ventanilla::sla::Calendar;

use crate::{
    admin_promises::started,
    support::{Browser, Page, TestApp, World},
};

async fn madrid(hugo: &Browser) -> Page {
    let list = hugo.get("/admin/calendars").await;
    assert_eq!(list.status, 200, "{}", list.body);
    let page = hugo.get(&list.link("Madrid")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

/// When the promise in working days falls due, of the newest ticket.
async fn due(t: &TestApp) -> String {
    let due: chrono::DateTime<chrono::Utc> = sqlx::query_scalar(
        "select due_at from promise where ticket_id = (select max(id) from ticket) and metric = 'update_owner'",
    )
    .fetch_one(&t.pool)
    .await
    .expect("a promise");
    due.to_rfc3339()
}

/// Closes this date; what the form answers.
async fn close(hugo: &Browser, date: &str) -> Page {
    let page = madrid(hugo).await;
    let more = hugo.submit(&page, "form#calendar", &[("do", "add")]).await;
    assert_eq!(more.status, 200, "{}", more.body);
    let last = more.count("fieldset.date-row") - 1;
    let (date_field, label) = (format!("date-{last}"), format!("label-{last}"));
    let typed = [
        (date_field.as_str(), date),
        (label.as_str(), "Day of the patron"),
        ("do", "save"),
    ];
    hugo.submit(&more, "form#calendar", &typed).await
}

#[tokio::test]
async fn a_new_holiday_moves_running_promises_and_owners_see_the_new_times() {
    let (t, w, hugo) = started().await;
    let number = w.filed(&t).await;
    t.run_jobs().await;
    let letters = t.mails().len();
    assert_eq!(due(&t).await, "2026-11-25T18:00:00+00:00");

    let asked = close(&hugo, "2026-11-24").await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    let moving = asked.text("#moving");
    assert!(moving.contains("get another time"), "{moving}");
    assert_eq!(due(&t).await, "2026-11-25T18:00:00+00:00", "asked first");
    let saved = hugo
        .submit(&asked, "form#calendar", &[("do", "confirm")])
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let stale = hugo
        .submit(&asked, "form#calendar", &[("do", "confirm")])
        .await;
    assert_eq!(stale.status, 409, "an older page writes over nothing");

    t.run_jobs().await;
    assert_eq!(due(&t).await, "2026-11-26T18:00:00+00:00");
    let elena = t.at_home(w.elena).await;
    let page = elena.get(&format!("/r/{number}")).await;
    let story = page.text("main");
    assert!(story.contains("Our working days have changed"), "{story}");
    assert!(story.contains("Thu 26 Nov"), "{story}");
    let mails = t.mails();
    let told = mails[letters..].iter();
    assert_eq!(told.filter(|mail| mail.text.contains("26")).count(), 1);

    // the second look finds nothing more to do
    t.advance(chrono::TimeDelta::seconds(10));
    t.run_jobs().await;
    let moved = t
        .count("select count(*) from event where kind = 'PromiseMoved'")
        .await;
    assert_eq!(moved, 1);
}

#[tokio::test]
async fn every_bad_value_stands_beside_its_field_and_a_calendar_without_work_is_refused() {
    let (t, _, hugo) = started().await;
    let page = madrid(&hugo).await;
    let bad = [("zone", "Europe/Madrit"), ("tue", "9 to 5"), ("do", "save")];
    let wrong = hugo.submit(&page, "form#calendar", &bad).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("#zone-wrong") && wrong.has("#tue-wrong"));
    assert_eq!(wrong.attr("#tue", "value"), "9 to 5", "kept as typed");

    let new = hugo.get("/admin/calendars/new").await;
    let mut never = vec![("name", "Never"), ("zone", "Asia/Shanghai"), ("do", "save")];
    never.extend(["mon", "tue", "wed", "thu", "fri"].map(|day| (day, "")));
    let refused = hugo.submit(&new, "form#calendar", &never).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text("#mon-wrong").contains("Nobody works from"));
    never.retain(|(day, _)| *day != "sat");
    never.push(("sun", "00:00-08:00, 20:00-24:00"));
    let added = hugo.submit(&new, "form#calendar", &never).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let list = hugo.follow(&added).await;
    assert!(list.text("main").contains("Sun 00:00-08:00, 20:00-24:00"));
    let slug: String = sqlx::query_scalar("select slug from calendar where name = 'Never'")
        .fetch_one(&t.pool)
        .await
        .expect("a calendar");
    assert_eq!(slug, "never");
}

const HOLIDAYS: &[u8] = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n\
BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261201\r\nSUMMARY:Bridge\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20261202T100000\r\nDTEND:20261202T120000\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\n\
END:VCALENDAR\r\n";

#[tokio::test]
async fn holidays_and_whole_calendars_come_from_files_and_go_out_again() {
    let (t, w, hugo) = started().await;
    w.filed(&t).await;
    let page = madrid(&hugo).await;
    let address = page.attr("form#calendar", "action");
    let none = hugo
        .post_multipart(&format!("{address}/holidays"), &[], &[])
        .await;
    assert_eq!(none.status, 422);
    assert!(none.has("#ics-wrong"));
    let read = hugo
        .post_multipart(
            &format!("{address}/holidays"),
            &[],
            &[("ics", "holidays.ics", HOLIDAYS)],
        )
        .await;
    assert_eq!(read.status, 200, "{}", read.body);
    let taken = read.text("#taken");
    assert!(taken.contains("1 closed day"), "{taken}");
    assert!(taken.contains("Meeting: Not a whole day"), "{taken}");
    let asked = hugo.submit(&read, "form#calendar", &[("do", "save")]).await;
    let saved = match asked.status.as_u16() {
        200 => {
            hugo.submit(&asked, "form#calendar", &[("do", "confirm")])
                .await
        }
        _ => asked,
    };
    assert_eq!(saved.status, 303, "{}", saved.body);

    let file = hugo.get(&format!("{address}/file")).await;
    assert_eq!(file.status, 200);
    assert!(file.header("content-disposition").contains("madrid.toml"));
    let calendar: Calendar = file.body.parse().expect("the command reads it too");
    assert_eq!(
        calendar.names[&"2026-12-01".parse().expect("a date")],
        "Bridge"
    );

    let new = hugo
        .post_multipart(
            "/admin/calendars/new/file",
            &[],
            &[("file", "madrid.toml", file.body.as_bytes())],
        )
        .await;
    assert_eq!(new.status, 200, "{}", new.body);
    let typed = [("name", "Madrid two"), ("do", "save")];
    let added = hugo.submit(&new, "form#calendar", &typed).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let list = hugo.get("/admin/calendars").await;
    let two = hugo.get(&list.link("Madrid two")).await;
    let again = hugo.get(&two.link("Download as a file")).await;
    assert_eq!(again.body, file.body, "nothing is lost on the way");

    let broken = hugo
        .post_multipart(
            "/admin/calendars/new/file",
            &[],
            &[("file", "x.toml", b"zone = \"Mars/Base\"")],
        )
        .await;
    assert_eq!(broken.status, 422);
    assert!(broken.text("#file-wrong").contains("Mars/Base"));
}

#[tokio::test]
async fn a_community_is_given_another_calendar_for_what_is_filed_from_then_on() {
    let (t, w, hugo) = started().await;
    w.filed(&t).await;
    let before = due(&t).await;
    let new = hugo.get("/admin/calendars/new").await;
    let typed = [
        ("name", "Mornings"),
        ("zone", "Europe/Madrid"),
        ("mon", "08:00-12:00"),
        ("tue", "08:00-12:00"),
        ("wed", "08:00-12:00"),
        ("thu", "08:00-12:00"),
        ("fri", ""),
        ("do", "save"),
    ];
    hugo.submit(&new, "form#calendar", &typed).await;
    let list = hugo.get("/admin/calendars").await;
    let mornings: i64 = sqlx::query_scalar("select id from calendar where slug = 'mornings'")
        .fetch_one(&t.pool)
        .await
        .expect("a calendar");
    let chosen = hugo
        .submit(
            &list,
            &format!("form#community-{}", w.palmeras),
            &[("calendar", &mornings.to_string())],
        )
        .await;
    assert_eq!(chosen.status, 303, "{}", chosen.body);
    assert_eq!(due(&t).await, before, "running promises keep theirs");
    w.filed(&t).await;
    assert_eq!(due(&t).await, "2026-11-25T11:00:00+00:00");
}

#[tokio::test]
async fn the_coming_weeks_are_shown_before_anything_is_saved() {
    let (_t, _w, hugo): (TestApp, World, Browser) = started().await;
    let page = madrid(&hugo).await;
    assert_eq!(page.count("#preview tbody tr"), 6);
    let closed = page.count("#preview .day-closed");
    let typed = [("wed", ""), ("do", "look")];
    let look = hugo.submit(&page, "form#calendar", &typed).await;
    assert_eq!(look.status, 200, "{}", look.body);
    assert!(look.count("#preview .day-closed") > closed);
    assert!(look.has("#moving"), "and what would move");
    assert_eq!(madrid(&hugo).await.count("#preview .day-closed"), closed);
}
