//! What people do to a ticket, on its pages.

use ventanilla::ticket::Number;

use super::Walk;

impl Walk {
    /// A form of the ticket's page at the desk, unfolded.
    pub async fn act(&mut self, number: &Number, end: &str) -> String {
        self.open(&format!("/desk/tickets/{number}")).await;
        let form = format!("form[action$='/{number}/{end}']");
        if self.has(&format!("details.act:not([open]) {form}")).await {
            self.tap(&format!("details.act:has({form}) > summary"))
                .await;
        }
        form
    }

    pub async fn resolve(&mut self, number: &Number, words: &str) {
        let form = self.act(number, "resolution").await;
        self.choose(&format!("{form} select[name=done_outcome]"), "fixed")
            .await;
        self.write(&format!("{form} textarea[name=done_words]"), words)
            .await;
        self.go(&format!("{form} button.main")).await;
        assert!(self.has(".tag-resolved").await);
    }

    /// The owner says that it is done, with five stars.
    pub async fn confirm(&mut self, number: &Number) {
        self.open(&format!("/r/{number}")).await;
        let form = "form[action$='/rating']";
        self.tap(&format!("{form} .option:has(input[value='5']) label"))
            .await;
        self.go(&format!("{form} button.main")).await;
    }
}
