//! What every test stands on.
//!
//! ```ignore
//! let app = TestApp::start().await;                       // its own database, a clock held at Monday 10:00 in Madrid
//! let page = app.get("/sign-in").await;                   // as a browser would: cookies kept, redirects shown
//! let page = app.browser().submit(&page, "form#code", &[("email", "ana@example.com")]).await;
//! assert_eq!(page.text("h1"), "Your code is on its way");
//! app.run_jobs().await;
//! app.mails();
//! ```

mod app;
mod browser;
mod cluster;
mod database;
mod form;
mod household;
mod mail_server;
mod page;
mod staff;
mod world;

pub use app::TestApp;
pub use browser::Browser;
pub use cluster::program;
pub use database::TestDb;
pub use mail_server::{MailServer, Mood};
pub use page::Page;
pub use world::World;

/// A small photo, as bytes.
pub fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 30)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}
