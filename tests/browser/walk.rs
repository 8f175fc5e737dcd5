//! Somebody at a screen: taps, types, reads.

mod acts;
mod files;
mod keys;
mod launch;
mod read;

use std::{
    ops::Deref,
    path::PathBuf,
    time::{Duration, Instant},
};

use chromiumoxide::{
    Page,
    browser::Browser,
    cdp::{
        browser_protocol::{
            emulation::{SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams},
            input::InsertTextParams,
        },
        js_protocol::runtime::EvaluateParams,
    },
    layout::Point,
};
use serde::de::DeserializeOwned;
use tokio::{net::TcpListener, time::sleep};
use tokio_util::sync::CancellationToken;
use ventanilla::{i18n::Lang, ids::PersonId, routes, ticket, web};

use crate::support::{TestApp, World};

const AXE: &str = include_str!("axe.min.js");
pub const PATIENCE: Duration = Duration::from_secs(30);
/// A phone's width in CSS pixels.
pub const PHONE: i64 = 390;
pub const DESKTOP: i64 = 1366;

/// The product on a port of its own, with the cast, and one browser in front of it.
pub struct Walk {
    t: TestApp,
    pub w: World,
    pub page: Page,
    browser: Browser,
    pub base: String,
    lang: Lang,
    width: i64,
    scripts: bool,
    /// Taps, choices and fields typed into.
    pub interactions: u32,
    pub loads: u32,
    profile: PathBuf,
}

impl Deref for Walk {
    type Target = TestApp;
    fn deref(&self) -> &TestApp {
        &self.t
    }
}

impl Walk {
    pub async fn start_with(lang: Lang, scripts: bool) -> Self {
        let mut walk = Self::start(lang).await;
        walk.scripts = scripts;
        walk.allow_scripts(scripts).await;
        walk
    }

    /// Everybody reads this language.
    pub async fn start(lang: Lang) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let t = TestApp::start_with(|config| {
            config.demo = true;
            config.base_url.clone_from(&base);
        })
        .await;
        let w = World::of(&t).await;
        sqlx::query("update person set language = $1")
            .bind(lang.code())
            .execute(&t.pool)
            .await
            .expect("a language");
        let (app, router) = (t.app.clone(), routes::router(&t.app));
        tokio::spawn(async move {
            web::listener::serve(&app, router, listener, std::future::pending())
                .await
                .expect("served");
        });
        let changes = web::live::run(t.app.clone(), ticket::live::sees, CancellationToken::new());
        tokio::spawn(changes);
        let (browser, profile) = launch::browser(lang).await;
        let page = browser.new_page("about:blank").await.expect("a tab");
        let walk = Self {
            t,
            w,
            page,
            browser,
            base,
            lang,
            width: DESKTOP,
            scripts: true,
            interactions: 0,
            loads: 0,
            profile,
        };
        walk.resize(DESKTOP).await;
        walk
    }

    /// As this person from now on.
    pub async fn become_owner(&mut self, person: PersonId) {
        self.enter(person, "owner").await;
    }

    pub async fn become_staff(&mut self, person: PersonId) {
        self.enter(person, "staff").await;
    }

    async fn enter(&mut self, person: PersonId, side: &str) {
        self.open("/demo").await;
        self.go(&format!(
            "form[action='/demo/as/{person}']:has(input[value={side}]) button"
        ))
        .await;
        (self.interactions, self.loads) = (0, 0);
    }

    pub async fn on_phone(&mut self) {
        self.width = PHONE;
        self.resize(PHONE).await;
    }

    pub async fn at_desktop(&mut self) {
        self.width = DESKTOP;
        self.resize(DESKTOP).await;
    }

    /// Types an address.
    pub async fn open(&mut self, path: &str) {
        let address = format!("{}{path}", self.base);
        self.page.goto(address).await.expect("a page");
        self.arrived().await;
    }

    /// Taps what leads to another page, and looks at that page.
    pub async fn go(&mut self, selector: &str) {
        self.eval::<bool>("(document.documentElement.dataset.left = 'yes') === 'yes'")
            .await;
        self.tap(selector).await;
        self.leave(selector).await;
    }

    async fn leave(&mut self, by: &str) {
        let begun = Instant::now();
        while !self.has_left().await {
            assert!(
                begun.elapsed() < PATIENCE,
                "{by} leads nowhere from {}",
                self.path().await
            );
            sleep(Duration::from_millis(20)).await;
        }
        self.arrived().await;
    }

    /// Types where the focus is.
    pub async fn say(&mut self, words: &str) {
        self.page
            .execute(InsertTextParams::new(words))
            .await
            .expect("typed");
    }

    /// Between two pages there is nothing to ask.
    pub async fn has_left(&self) -> bool {
        let asked = self
            .page
            .evaluate_expression(
                "document.readyState === 'complete' && document.documentElement.dataset.left !== 'yes'",
            )
            .await;
        asked.is_ok_and(|answer| answer.into_value::<bool>().unwrap_or(false))
    }

    /// A real tap in the middle of it. Its place is asked for without waiting for scripts, which may be off.
    pub async fn tap(&mut self, selector: &str) {
        let place: Option<(f64, f64)> = self
            .eval(&format!(
                "(() => {{ const e = document.querySelector({selector:?}); if (!e) return null;
                  e.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                  const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
            ))
            .await;
        let Some((x, y)) = place else {
            panic!(
                "no {selector} on {}:\n{}",
                self.path().await,
                self.text("body").await
            )
        };
        self.page.click(Point::new(x, y)).await.expect("tapped");
        self.interactions += 1;
    }

    pub async fn write(&mut self, selector: &str, words: &str) {
        self.tap(selector).await;
        self.say(words).await;
    }

    /// Takes out what was suggested.
    pub async fn clear(&self, selector: &str) {
        self.put(selector, "").await;
    }

    async fn put(&self, selector: &str, value: &str) {
        let script = format!("document.querySelector({selector:?}).value = {value:?}");
        let _: String = self.eval(&script).await;
    }

    /// Puts a value into a field that a picture of a keyboard does not fit: a date.
    pub async fn set(&mut self, selector: &str, value: &str) {
        self.put(selector, value).await;
        self.interactions += 1;
    }

    /// Chooses from a list.
    pub async fn choose(&mut self, selector: &str, value: &str) {
        let script = format!(
            "(() => {{ const s = document.querySelector({selector:?}); s.value = {value:?};
              s.dispatchEvent(new Event('change', {{ bubbles: true }})); return s.value === {value:?}; }})()"
        );
        assert!(
            self.eval::<bool>(&script).await,
            "{selector} has no {value}"
        );
        self.interactions += 1;
    }

    pub async fn eval<T: DeserializeOwned>(&self, script: &str) -> T {
        let params = EvaluateParams::builder()
            .expression(script)
            .await_promise(true)
            .return_by_value(true)
            .build()
            .expect("a script");
        let answer = self.page.evaluate_expression(params).await;
        answer
            .unwrap_or_else(|error| panic!("{error} in {script:.200}"))
            .into_value()
            .unwrap_or_else(|error| panic!("{error} from {script:.200}"))
    }

    async fn arrived(&mut self) {
        self.loads += 1;
        let path = self.path().await;
        let tag: String = self.eval("document.documentElement.lang").await;
        assert!(tag == self.lang.tag(), "{path} is in {tag}");
        self.fits(&path).await;
        self.sounds(&path).await;
        self.t.run_jobs().await;
    }

    /// Nothing sticks out to the right on a phone.
    async fn fits(&self, path: &str) {
        self.resize(PHONE).await;
        let wide = self.too_wide().await;
        assert!(wide.is_empty(), "{path} on a phone: {wide:#?}");
        self.resize(self.width).await;
    }

    /// What sticks out to the right.
    pub async fn too_wide(&self) -> Vec<String> {
        self.eval(
            "(() => { const w = document.documentElement;
              if (w.scrollWidth <= w.clientWidth) return [];
              return [`${w.scrollWidth} wide`].concat([...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > w.clientWidth + 1)
                .map(e => e.outerHTML.slice(0, 120)).slice(0, 5)); })()",
        )
        .await
    }

    async fn sounds(&self, path: &str) {
        if !self.scripts {
            self.allow_scripts(true).await;
        }
        let found = self.said_by_axe().await;
        assert!(found.is_empty(), "axe on {path}: {found:#?}");
        if !self.scripts {
            self.allow_scripts(false).await;
        }
    }

    /// What axe says, which must be nothing.
    pub async fn said_by_axe(&self) -> Vec<String> {
        self.eval(&format!(
            "(async () => {{ if (!window.axe) {{ {AXE} }}
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const said = await axe.run(document, {{ runOnly: {{ type: 'tag', values: tags }}, resultTypes: ['violations'] }});
              return said.violations.flatMap(v => v.nodes.map(n => `${{v.id}}: ${{n.html.slice(0, 200)}} ${{n.failureSummary}}`)); }})()"
        ))
        .await
    }

    async fn allow_scripts(&self, yes: bool) {
        self.page
            .execute(SetScriptExecutionDisabledParams::new(!yes))
            .await
            .expect("set");
    }

    pub async fn resize(&self, width: i64) {
        let phone = width <= PHONE;
        let height = if phone {
            844
        } else if width <= DESKTOP {
            768
        } else {
            900
        };
        let size = SetDeviceMetricsOverrideParams::new(width, height, 1.0, phone);
        self.page.execute(size).await.expect("resized");
    }

    /// Everything is over; nothing of the browser stays.
    pub async fn end(mut self) {
        self.browser.close().await.ok();
        self.browser.wait().await.ok();
        std::fs::remove_dir_all(&self.profile).ok();
    }
}
