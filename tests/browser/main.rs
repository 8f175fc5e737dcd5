//! Journeys in a real Chromium. On every page they walk, axe finds nothing and nothing is wider than a phone.

/// Journeys that everybody must be able to walk when scripts are off or did not come: each is walked both ways. What is not
/// named here has no other way than a script: keys, and what changes under the eyes.
macro_rules! with_and_without_scripts {
    ($($journey:ident),* $(,)?) => {$(
        mod $journey {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn with_scripts() {
                super::$journey(true).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn without_scripts() {
                super::$journey(false).await;
            }
        }
    )*};
}

mod admin;
mod board;
mod complaint;
mod desk;
mod fees;
mod looks;
mod register;
mod repair;
mod routing;
mod walk;

#[path = "../it/support/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    reason = "journeys go through a browser of their own and take a part of it"
)]
mod support;
