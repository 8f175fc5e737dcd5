//! How a page is come to: by its address, and what is filled in and pressed from there on.

use std::time::{Duration, Instant};

use tokio::time::sleep;
use ventanilla::{i18n::Lang, ids::PersonId, people::account};

use super::{
    filled::Filled,
    places::{Place, Step, Who},
};
use crate::walk::{PATIENCE, Walk};

impl Walk {
    /// As this person, reading this language, with nothing left of who was here before.
    pub async fn enter_as(&self, who: Who, filled: &Filled, lang: Lang) {
        self.page
            .execute(
                chromiumoxide::cdp::browser_protocol::network::ClearBrowserCookiesParams::default(),
            )
            .await
            .expect("no cookies");
        self.load("/help").await;
        if let Some((person, side)) = who.signs_in(filled) {
            self.sign_in(person, side).await;
        }
        self.send("/reading", &[("lang", lang.code())]).await;
    }

    async fn sign_in(&self, person: i64, side: &str) {
        self.send(&format!("/demo/as/{person}"), &[("side", side)])
            .await;
    }

    /// Posts from the page that is open, without leaving it.
    async fn send(&self, path: &str, fields: &[(&str, &str)]) {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let script = format!(
            "fetch({path:?}, {{ method: 'POST', redirect: 'manual', body: new URLSearchParams({body:?}) }}).then(r => r.type)"
        );
        let answer: String = self.eval(&script).await;
        assert_eq!(answer, "opaqueredirect", "{path} {body}");
    }

    async fn load(&self, path: &str) {
        let address = format!("{}{path}", self.base);
        self.page.goto(address).await.expect("a page");
    }

    pub async fn open_place(&self, place: &Place, filled: &Filled) -> Result<(), String> {
        self.load(&place.path).await;
        for step in &place.then {
            match step {
                Step::Put(field, value) => {
                    let found: bool = self
                        .eval(&format!(
                            "(() => {{ const f = document.querySelector({field:?}); if (!f) return false;
                              if (f.type === 'radio' || f.type === 'checkbox') f.checked = true; else f.value = {value:?};
                              return true; }})()"
                        ))
                        .await;
                    if !found {
                        return Err(format!("no {field} on {}", self.path().await));
                    }
                }
                Step::Press(button) => self.press_button(button).await?,
                Step::Invited => {
                    let path = self.invited(filled).await;
                    self.load(&path).await;
                }
                Step::Leave => {
                    sqlx::query("delete from session")
                        .execute(&self.pool)
                        .await
                        .expect("nobody is in");
                }
                Step::Return => {
                    if let Some((person, side)) = place.who.signs_in(filled) {
                        self.sign_in(person, side).await;
                    }
                }
                Step::Go(path) => self.load(path).await,
            }
        }
        if place.unfolded {
            // those of one name close each other
            let _: i64 = self
                .eval(
                    "[...document.querySelectorAll('main details')].map(d => { d.removeAttribute('name'); d.open = true; }).length",
                )
                .await;
        }
        let status: u16 = self
            .eval("performance.getEntriesByType('navigation')[0].responseStatus")
            .await;
        if status != place.status {
            return Err(format!("{status} from {}", self.path().await));
        }
        Ok(())
    }

    /// The path of a new invitation: each is good once.
    async fn invited(&self, filled: &Filled) -> String {
        let mut conn = self.pool.acquire().await.expect("a connection");
        account::invite(&mut conn, PersonId(filled.eva), "eva", self.now())
            .await
            .expect("invited")
            .path()
    }

    async fn press_button(&self, button: &str) -> Result<(), String> {
        let found: bool = self
            .eval(&format!(
                "(() => {{ const b = document.querySelector({button:?}); if (!b) return false;
                  document.documentElement.dataset.left = 'yes'; b.click(); return true; }})()"
            ))
            .await;
        if !found {
            return Err(format!("no {button} on {}", self.path().await));
        }
        let begun = Instant::now();
        while !self.has_left().await {
            if begun.elapsed() > PATIENCE {
                return Err(format!("{button} leads nowhere"));
            }
            sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }
}
