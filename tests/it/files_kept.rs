//! Uploads from the form to the ticket, and what becomes of those nobody sends.

use std::{fs, time::Duration};

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::TimeDelta;
use ventanilla::{
    files::{self, Accepted, Kept, Variant},
    ids::PersonId,
};

use crate::support::TestApp;

async fn person(app: &TestApp, name: &str) -> PersonId {
    let id: i64 =
        sqlx::query_scalar("insert into person (name, created_at) values ($1, now()) returning id")
            .bind(name)
            .fetch_one(&app.pool)
            .await
            .unwrap();
    PersonId(id)
}

async fn paper(app: &TestApp, text: &str) -> Accepted {
    app.files
        .accept(
            format!("%PDF-1.4\n{text}\n%%EOF\n").into_bytes(),
            "receipt.pdf",
        )
        .await
        .unwrap()
}

async fn photo(app: &TestApp) -> Accepted {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(400, 300)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    app.files
        .accept(bytes.into_inner(), "三楼.png")
        .await
        .unwrap()
}

async fn keep(app: &TestApp, by: Option<PersonId>, file: &Accepted) -> Kept {
    let mut conn = app.app.pool.acquire().await.unwrap();
    let id = files::keep(&mut conn, by, file, app.now()).await.unwrap();
    files::find(&mut conn, id).await.unwrap().unwrap()
}

#[tokio::test]
async fn only_who_uploaded_it_may_send_it_and_only_once() {
    let app = TestApp::start().await;
    let (ana, luis) = (person(&app, "Ana").await, person(&app, "Luis").await);
    let first = keep(&app, Some(ana), &paper(&app, "1").await).await;
    let second = keep(&app, Some(ana), &paper(&app, "2").await).await;
    let strangers = keep(&app, Some(luis), &paper(&app, "3").await).await;
    let mut tx = app.app.pool.begin().await.unwrap();
    let ids = [second.id, strangers.id, first.id, uuid::Uuid::new_v4()];
    let mine = files::lock_unclaimed(&mut tx, &ids, Some(ana))
        .await
        .unwrap();
    assert_eq!(
        mine.iter().map(|file| file.id).collect::<Vec<_>>(),
        [second.id, first.id],
        "in the order of the form"
    );
    assert!(
        files::lock_unclaimed(&mut tx, &ids, None)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_photo_is_shown_and_asked_for_again_a_paper_is_saved_and_not_kept() {
    let app = TestApp::start().await;
    let photo = keep(&app, None, &photo(&app).await).await;
    let shown = files::serve(&app, &photo, Variant::Full, &HeaderMap::new())
        .await
        .unwrap();
    let of = |response: &axum::response::Response, name: &str| {
        response.headers()[name].to_str().unwrap().to_owned()
    };
    assert_eq!(of(&shown, "content-type"), "image/jpeg");
    assert_eq!(
        of(&shown, "content-disposition"),
        "inline; filename=\"__.jpg\"; filename*=UTF-8''%E4%B8%89%E6%A5%BC.jpg"
    );
    assert_eq!(of(&shown, "cache-control"), "private, no-cache");
    assert_eq!(of(&shown, "x-content-type-options"), "nosniff");
    assert_eq!(of(&shown, "cross-origin-resource-policy"), "same-origin");
    let mut again = HeaderMap::new();
    again.insert(
        header::IF_NONE_MATCH,
        HeaderValue::from_str(&of(&shown, "etag")).unwrap(),
    );
    assert_eq!(
        files::serve(&app, &photo, Variant::Full, &again)
            .await
            .unwrap()
            .status(),
        304
    );
    assert_eq!(
        files::serve(&app, &photo, Variant::Thumb, &again)
            .await
            .unwrap()
            .status(),
        200
    );

    let paper = keep(&app, None, &paper(&app, "x").await).await;
    let saved = files::serve(&app, &paper, Variant::Full, &HeaderMap::new())
        .await
        .unwrap();
    assert!(of(&saved, "content-disposition").starts_with("attachment; "));
    assert_eq!(of(&saved, "cache-control"), "private, no-store");
    assert_eq!(
        of(&saved, "content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert!(
        files::serve(&app, &paper, Variant::Thumb, &HeaderMap::new())
            .await
            .is_err()
    );
}

#[tokio::test]
async fn what_nobody_sent_is_gone_after_a_day_bytes_and_all() {
    let app = TestApp::start().await;
    let unsent = keep(&app, None, &photo(&app).await).await;
    let young = app.files.put(&b"just uploaded"[..]).await.unwrap();
    let orphan = app
        .files
        .put(&b"a crash came before its row"[..])
        .await
        .unwrap();
    for entry in walk(&app) {
        let keeps_young = entry.ends_with(young.hex());
        let age = Duration::from_secs(if keeps_young { 60 } else { 25 * 3_600 });
        fs::File::options()
            .append(true)
            .open(&entry)
            .unwrap()
            .set_modified(std::time::SystemTime::UNIX_EPOCH + now_since_epoch() - age)
            .unwrap();
    }
    app.sweep().await;
    assert!(
        app.files.read(unsent.sha256).await.is_ok(),
        "its row is young yet"
    );
    assert!(app.files.read(orphan).await.is_err());

    app.advance(TimeDelta::hours(25));
    app.sweep().await;
    let mut conn = app.app.pool.acquire().await.unwrap();
    assert!(files::find(&mut conn, unsent.id).await.unwrap().is_none());
    assert!(app.files.read(unsent.sha256).await.is_err());
    assert!(app.files.read(unsent.thumb_sha256.unwrap()).await.is_err());
    assert!(app.files.read(young).await.is_ok());
}

fn now_since_epoch() -> Duration {
    let probe = std::env::temp_dir().join(format!("ventanilla-now-{}", uuid::Uuid::new_v4()));
    fs::write(&probe, b"").unwrap();
    let at = fs::metadata(&probe).unwrap().modified().unwrap();
    fs::remove_file(&probe).unwrap();
    at.duration_since(std::time::SystemTime::UNIX_EPOCH)
        .unwrap()
}

fn walk(app: &TestApp) -> Vec<std::path::PathBuf> {
    let folders = fs::read_dir(app.files.root())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir());
    folders
        .flat_map(|folder| {
            fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
        })
        .collect()
}

#[tokio::test]
async fn two_hundred_in_a_day_are_enough() {
    let app = TestApp::start().await;
    let ana = person(&app, "Ana").await;
    let file = paper(&app, "x").await;
    let mut conn = app.app.pool.acquire().await.unwrap();
    for _ in 0..200 {
        files::keep(&mut conn, Some(ana), &file, app.now())
            .await
            .unwrap();
    }
    assert!(
        files::keep(&mut conn, Some(ana), &file, app.now())
            .await
            .is_err()
    );
    assert!(
        files::keep(&mut conn, Some(ana), &file, app.now() + TimeDelta::days(1))
            .await
            .is_ok()
    );
}
