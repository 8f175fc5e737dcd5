//! One page, looked at.

use std::{collections::BTreeSet, fs, path::Path};

use chromiumoxide::cdp::browser_protocol::{
    emulation::{MediaFeature, SetEmulatedMediaParams},
    page::{CaptureScreenshotFormat, CaptureScreenshotParams, Viewport},
};
use serde::Deserialize;
use ventanilla::i18n::Lang;

use super::{
    filled::NAMES,
    places::{Place, Who},
};
use crate::walk::Walk;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The name of every message there is.
pub fn message_keys() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en");
    let files = fs::read_dir(folder).expect("messages").flatten();
    files
        .flat_map(|file| {
            let words = fs::read_to_string(file.path()).expect("a file of messages");
            let keys = words.lines().filter_map(|line| line.split_once(" ="));
            keys.map(|(key, _)| key.trim_end().to_owned())
                .filter(|key| {
                    key.contains('-') && key.starts_with(|c: char| c.is_ascii_lowercase())
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

#[derive(Deserialize)]
struct Seen {
    headings: usize,
    title: String,
    lang: String,
    /// Words with hyphens, which could be the name of a message.
    tokens: Vec<String>,
    /// Where a brace can be read.
    braces: Vec<String>,
    /// Latin words in a row that are not marked as another language; on a Chinese page they were forgotten.
    latin: Vec<String>,
    /// Filled buttons in the form that has most of them, and on the whole page.
    mains: usize,
    mains_of_page: usize,
}

const SEE: &str = r#"(() => {
  const shown = e => e.checkVisibility({ visibilityProperty: true });
  const words = [], braces = [], latin = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    const parent = n.parentElement;
    if (parent.closest('script, style, svg')) continue;
    const text = n.data.replace(/\s+/g, ' ').trim();
    if (!text) continue;
    words.push(text);
    if (shown(parent) && /[{}]/.test(text)) braces.push(text.slice(0, 80));
    const ours = text.replace(/“[^”]*”/g, '');
    // what is just being written has no language yet
    if (!parent.closest('body [lang], textarea, .quote, .offer .words') && /[a-z]{3,} [a-z]{2,}/.test(ours)) latin.push(text.slice(0, 80));
  }
  for (const e of document.querySelectorAll('body *'))
    for (const a of e.attributes)
      if (/^(aria-label|title|alt|placeholder|data-(words|.*-new|.*-one|draft-.*))$/.test(a.name)) words.push(a.value);
  words.push(document.title);
  const mains = [...document.querySelectorAll('main .main')].filter(shown);
  const forms = [...document.forms].map(f => mains.filter(m => m.form === f).length);
  return {
    headings: document.querySelectorAll('h1').length,
    title: document.title.trim(),
    lang: document.documentElement.lang,
    tokens: [...new Set(words.flatMap(w => w.match(/[a-z][a-z0-9]*(?:-[a-z0-9_]+)+/g) ?? []))],
    braces,
    latin,
    mains: Math.max(0, ...forms),
    mains_of_page: mains.length,
  };
})()"#;

impl Walk {
    /// Nothing moves.
    pub async fn hold_still(&self) {
        self.media(Scheme::Light).await;
    }

    async fn media(&self, scheme: Scheme) {
        let features = [
            ("prefers-color-scheme", scheme.as_str()),
            ("prefers-reduced-motion", "reduce"),
        ];
        let params = SetEmulatedMediaParams::builder()
            .features(features.map(|(name, value)| MediaFeature::new(name, value)))
            .build();
        self.page.execute(params).await.expect("a scheme");
    }

    /// What is wrong with the page that is open.
    pub async fn look(
        &self,
        place: &Place,
        (lang, scheme, widths): (Lang, Scheme, &[i64]),
        keys: &BTreeSet<String>,
        to: Option<&Path>,
    ) -> Vec<String> {
        self.media(scheme).await;
        let mut wrong = Vec::new();
        for width in widths {
            self.resize(*width).await;
            wrong.extend(
                self.too_wide()
                    .await
                    .into_iter()
                    .map(|what| format!("at {width}: {what}")),
            );
            if let Some(to) = to {
                let name = format!(
                    "{}-{}-{width}-{}.png",
                    place.name,
                    lang.code(),
                    scheme.as_str()
                );
                self.picture(&to.join(name), *width).await;
            }
        }
        wrong.extend(self.said_by_axe().await);
        wrong.extend(self.misread(place, lang, keys).await);
        wrong
    }

    async fn misread(&self, place: &Place, lang: Lang, keys: &BTreeSet<String>) -> Vec<String> {
        let seen: Seen = self.eval(SEE).await;
        let mut wrong = Vec::new();
        if seen.headings != 1 {
            wrong.push(format!("{} first headings", seen.headings));
        }
        if seen.title.is_empty() {
            wrong.push("no title".to_owned());
        }
        if seen.lang != lang.tag() {
            wrong.push(format!("it is in {}", seen.lang));
        }
        let raw = seen.tokens.iter().filter(|token| keys.contains(*token));
        wrong.extend(raw.map(|key| format!("the message {key} is shown by its name")));
        wrong.extend(seen.braces.iter().map(|words| format!("raw: {words}")));
        if lang == Lang::Zh {
            let foreign = seen.latin.iter().filter(|words| {
                !place.route.starts_with("GET /style")
                    && NAMES.iter().all(|name| !words.contains(name))
            });
            wrong.extend(foreign.map(|words| format!("not in Chinese: {words}")));
        }
        if seen.mains > 1 {
            wrong.push(format!("{} filled buttons in a form", seen.mains));
        }
        if place.who == Who::Elena && seen.mains_of_page > 1 && !place.unfolded {
            wrong.push(format!("{} filled buttons on the page", seen.mains_of_page));
        }
        wrong
    }

    async fn picture(&self, to: &Path, width: i64) {
        let height: f64 = self.eval("document.documentElement.scrollHeight").await;
        let params = CaptureScreenshotParams::builder()
            .format(CaptureScreenshotFormat::Png)
            .capture_beyond_viewport(true)
            .clip(Viewport {
                x: 0.0,
                y: 0.0,
                width: width as f64,
                // nobody looks at more of a list
                height: height.min(5000.0),
                scale: 1.0,
            })
            .build();
        let shot = self.page.execute(params).await.expect("a picture");
        let bytes: &str = shot.data.as_ref();
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, bytes);
        fs::write(to, bytes.expect("a picture")).expect("a folder for pictures");
    }
}
