//! How large a request may be, and how light a page is.

use super::*;
use crate::support::{Browser, World};

#[tokio::test]
async fn bodies_have_a_size_and_a_heavy_photo_is_only_a_sentence() {
    let app = TestApp::start().await;
    let house = house(&app);
    let form = "application/x-www-form-urlencoded";
    let large = ask(
        &house,
        from_here("/form", form, format!("words={}", "a".repeat(300_000))),
    )
    .await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.body.contains("<h1>"));
    let odd = ask(&house, from_here("/form", "text/plain", "words=abc")).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
    assert!(odd.body.contains("<h1>"));

    let photo = |name: &str, size: usize| (name.to_owned(), vec![b'x'; size]);
    let answer = send(
        &house,
        &[
            photo("../../a.jpg", 10),
            photo("b.jpg", 13_000_000),
            photo("c.jpg", 0),
            photo("", 0),
        ],
    )
    .await;
    assert_eq!(answer, "hello a.jpg=10 web-file-too-large,web-file-empty");
    let four: Vec<_> = (1..=4)
        .map(|n| photo(&format!("{n}.jpg"), 11_000_000))
        .collect();
    let answer = send(&house, &four).await;
    assert_eq!(
        answer,
        "hello 1.jpg=11000000,2.jpg=11000000,3.jpg=11000000 web-files-too-large"
    );
}

async fn send(house: &Router, photos: &[(String, Vec<u8>)]) -> String {
    let mut body =
        b"--B\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nhello\r\n".to_vec();
    for (name, bytes) in photos {
        let head = format!(
            "--B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
    }
    body.extend(b"--B--\r\n");
    let page = ask(
        house,
        from_here("/upload", "multipart/form-data; boundary=B", body),
    )
    .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page.body
}

const KB: usize = 1_024;

/// What a browser that was never here before asks for to show a page: each address with its bytes on the wire.
async fn first_visit(browser: &Browser, path: &str) -> Vec<(String, usize)> {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let mut asked = vec![(path.to_owned(), squeezed(browser, path).await)];
    for (selector, attribute) in [
        ("link[rel=stylesheet]", "href"),
        ("link[rel=icon]", "href"),
        ("script[src]", "src"),
        // followed once the page stands
        ("script[data-live]", "data-live"),
        ("img[src]", "src"),
    ] {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        for element in page.html().select(&selector) {
            let address = element.value().attr(attribute).expect("an address");
            if asked.iter().all(|(known, _)| known != address) {
                asked.push((address.to_owned(), squeezed(browser, address).await));
            }
        }
    }
    asked
}

/// Bytes on the wire.
async fn squeezed(browser: &Browser, path: &str) -> usize {
    let request = Request::get(path).header("accept-encoding", "gzip");
    let answer = browser.send(request.body(Body::empty())).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.bytes.len()
}

fn sum(asked: &[(String, usize)]) -> usize {
    asked.iter().map(|(_, bytes)| bytes).sum()
}

/// Of files; the stream of changes that a page opens afterwards brings nothing by itself.
#[tokio::test]
async fn a_first_visit_is_light() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    for _ in 0..5 {
        w.filed(&t).await;
    }
    let elena = t.at_home(w.elena).await;
    let signed_out = t.browser();
    for (browser, path) in [
        (&signed_out, "/"),
        (&elena, "/home"),
        (&elena, "/report/repair"),
    ] {
        let asked = first_visit(browser, path).await;
        assert!(asked[0].1 <= 14 * KB, "{path}: {asked:?}");
        assert!(sum(&asked) <= 60 * KB, "{path}: {asked:?}");
        assert!(asked.len() <= 6, "{path}: {asked:?}");
    }
}

#[tokio::test]
async fn a_queue_of_fifty_is_light() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    for _ in 0..50 {
        w.filed(&t).await;
    }
    let ana = t.at_work(w.ana).await;
    let rows = ana.get("/desk?view=all").await.count("li.row");
    assert_eq!(rows, 50);
    let asked = first_visit(&ana, "/desk?view=all").await;
    assert!(asked[0].1 <= 40 * KB, "{asked:?}");
    assert!(sum(&asked) <= 120 * KB, "{asked:?}");
}
