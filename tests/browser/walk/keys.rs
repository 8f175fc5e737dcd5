//! Keys, pressed as a keyboard presses them.

use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType};

use super::Walk;

impl Walk {
    /// Presses a key that leads to another page, and looks at that page.
    pub async fn go_by_key(&mut self, key: &str) {
        self.eval::<bool>("(document.documentElement.dataset.left = 'yes') === 'yes'")
            .await;
        self.press(key).await;
        self.leave(key).await;
    }

    /// A key, as in `d`, `Tab` or `Ctrl+Enter`.
    pub async fn press(&mut self, key: &str) {
        let (key, modifiers) = key.strip_prefix("Ctrl+").map_or((key, 0), |key| (key, 2));
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            _ => 0,
        };
        let event = |kind| {
            DispatchKeyEventParams::builder()
                .r#type(kind)
                .key(key)
                .modifiers(modifiers)
                .windows_virtual_key_code(code)
        };
        let down = event(DispatchKeyEventType::KeyDown);
        // what is written when the key goes down
        let down = match key {
            "Enter" => down.text("\r"),
            _ if key.chars().count() == 1 => down.text(key),
            _ => down,
        };
        for event in [down, event(DispatchKeyEventType::KeyUp)] {
            let event = event.build().expect("a key");
            self.page.execute(event).await.expect("pressed");
        }
        self.interactions += 1;
    }
}
