use ventanilla::ids::PersonId;

use super::{Browser, TestApp};

impl TestApp {
    /// With the demo's short way in.
    pub async fn demo() -> Self {
        Self::start_with(|config| config.demo = true).await
    }

    /// From now on everything is left to the desk.
    pub async fn without_rules(&self) {
        sqlx::query("update rule_set set rules = '[]'")
            .execute(&self.pool)
            .await
            .expect("no rules");
        self.app.routing.forget();
    }

    /// A browser at somebody's desk, reading English.
    pub async fn at_work(&self, person: PersonId) -> Browser {
        self.signed_in(person, "staff").await
    }

    /// A browser in an owner's hands, reading English.
    pub async fn at_home(&self, person: PersonId) -> Browser {
        self.signed_in(person, "owner").await
    }

    async fn signed_in(&self, person: PersonId, side: &str) -> Browser {
        let browser = self.browser();
        let page = browser
            .post_form(&format!("/demo/as/{person}"), &[("side", side)])
            .await;
        assert!(
            page.status.is_redirection(),
            "not signed in: {}",
            page.status
        );
        browser.post_form("/reading", &[("lang", "en")]).await;
        browser
    }
}
