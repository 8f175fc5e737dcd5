//! Files, chosen as a person chooses them.

use chromiumoxide::cdp::browser_protocol::dom::SetFileInputFilesParams;
use image::{ImageFormat, Rgb, RgbImage};

use super::Walk;

impl Walk {
    /// Chooses a photo of this name in the field.
    pub async fn choose_photo(&mut self, selector: &str, name: &str) {
        let photo = self.profile.join(name);
        RgbImage::from_fn(64, 48, |x, y| Rgb([x as u8 * 4, y as u8 * 5, 90]))
            .save_with_format(&photo, ImageFormat::Jpeg)
            .expect("a photo");
        let field = self.page.find_element(selector).await.expect("a field");
        let chosen = SetFileInputFilesParams::builder()
            .file(photo.to_string_lossy())
            .backend_node_id(field.backend_node_id)
            .build()
            .expect("a file");
        self.page.execute(chosen).await.expect("chosen");
        self.interactions += 1;
    }

    /// How wide the first picture there is once it has come; 0 of one that does not come.
    pub async fn width_of_picture(&self, selector: &str) -> i64 {
        self.eval(&format!(
            "(async () => {{ const p = document.querySelector({selector:?}); if (!p) return 0;
              p.loading = 'eager'; p.scrollIntoView(); await p.decode().catch(() => null); return p.naturalWidth; }})()"
        ))
        .await
    }
}
