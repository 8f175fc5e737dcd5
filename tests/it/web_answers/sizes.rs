//! How large a request may be.

use super::*;

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
