//! Icons, drawn into the page. They follow the colour of the words beside them and never stand without words.

use askama::FastWritable;

include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// `{{ crate::web::icon("tool") }}`: the drawing in `static/icons/tool.svg`, one and a quarter of the text's size.
#[derive(Debug, Clone, Copy)]
pub struct Icon(&'static str);

/// The drawing of this name; a question mark where there is none, which a test forbids in our own templates.
pub fn icon(name: impl AsRef<str>) -> Icon {
    Icon(
        find(name.as_ref())
            .or_else(|| find("question-mark"))
            .unwrap_or(""),
    )
}

/// Whether there is a drawing of this name.
pub fn is_drawn(name: &str) -> bool {
    find(name).is_some()
}

fn find(name: &str) -> Option<&'static str> {
    DRAWN
        .binary_search_by_key(&name, |(known, _)| known)
        .ok()
        .map(|at| DRAWN[at].1)
}

impl std::fmt::Display for Icon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            r#"<svg class="i" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" aria-hidden="true">{}</svg>"#,
            self.0
        )
    }
}

impl FastWritable for Icon {
    fn write_into(
        &self,
        out: &mut dyn std::fmt::Write,
        _: &dyn askama::Values,
    ) -> askama::Result<()> {
        Ok(write!(out, "{self}")?)
    }
}

impl askama::filters::HtmlSafe for Icon {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_found_and_closes_what_it_opens() {
        for (name, drawn) in DRAWN {
            assert_eq!(find(name), Some(*drawn));
            assert_eq!(
                drawn.matches('<').count(),
                drawn.matches("/>").count(),
                "{name}"
            );
        }
        assert!(find("no-such-icon").is_none());
    }
}
