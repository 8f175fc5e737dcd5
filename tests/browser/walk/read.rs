//! What can be read on the page.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::{PATIENCE, Walk};

impl Walk {
    pub async fn path(&self) -> String {
        self.eval("location.pathname").await
    }

    pub async fn has(&self, selector: &str) -> bool {
        self.eval(&format!("!!document.querySelector({selector:?})"))
            .await
    }

    /// What can be read in the first match.
    pub async fn text(&self, selector: &str) -> String {
        self.eval(&format!(
            "(document.querySelector({selector:?})?.innerText ?? '').replace(/\\s+/g, ' ').trim()"
        ))
        .await
    }

    /// An attribute of the first match.
    pub async fn attr(&self, selector: &str, name: &str) -> String {
        self.eval(&format!(
            "document.querySelector({selector:?})?.getAttribute({name:?}) ?? ''"
        ))
        .await
    }

    /// What stands in a field.
    pub async fn value(&self, selector: &str) -> String {
        self.eval(&format!("document.querySelector({selector:?}).value"))
            .await
    }

    pub async fn count(&self, selector: &str) -> i64 {
        self.eval(&format!("document.querySelectorAll({selector:?}).length"))
            .await
    }

    /// Waits, without asking for the page again, until this can be read there.
    pub async fn until(&self, selector: &str, words: &str) {
        let begun = Instant::now();
        loop {
            let text = self.text(selector).await;
            if text.contains(words) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "no {words:?} in {text:?}");
            sleep(Duration::from_millis(100)).await;
        }
    }

    /// This page is not drawn anew: what is kept here is still here.
    pub async fn mark(&self) {
        self.eval::<bool>("window.marked = true").await;
    }

    pub async fn is_marked(&self) -> bool {
        self.eval("window.marked === true").await
    }
}
