//! What stands around every page: title, header, navigation, the way to help, languages, footer.
//!
//! A page struct holds a `frame: Frame` and its template extends one of `frame/{public,owner,staff,print}.html`:
//!
//! ```text
//! Frame::owner(&app, &owner).title("home-title").at(Nav::Home)
//! Frame::staff(&app, &staff).title("desk-queue-title").at(Nav::Desk)
//! Frame::public(&app, reader).title("front-title")            // reader: Reader or Lang, both extractors
//! ```
//!
//! A page drawn again with its errors adds `.wrong_if(&errors)`; the title then begins with "Error:".

mod nav;
mod viewer;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

pub use nav::Nav;
pub use viewer::Viewer;

use super::reader::{Reader, Theme};
use crate::{
    app::App,
    error::FieldErrors,
    i18n::{Given, L, Lang, Message},
};

#[derive(Debug, Clone)]
pub struct Frame {
    pub l: L,
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub title: String,
    /// The form below has errors: the title says so first.
    pub wrong: bool,
    pub nav: Vec<Nav>,
    pub here: Option<Nav>,
    /// Name of who is signed in.
    pub person: Option<String>,
    /// Notices they have not read; a hundred are counted as many.
    pub unread: i64,
    pub community: String,
    pub phone: String,
    pub emergency_phone: String,
    pub flash: Option<String>,
    /// Where what the sentence tells of is taken back.
    pub undo: Option<String>,
    /// The words in the search box.
    pub query: String,
    /// Another address for the link at the top of the page: `(address, words)`.
    pub back: Option<(String, String)>,
    pub demo: bool,
    reader: Reader,
}

impl Frame {
    /// A page for somebody who is not signed in.
    pub fn public(app: &App, reader: impl Into<Reader>) -> Self {
        let (reader, now) = (reader.into(), app.clock.now());
        Self {
            l: reader.lang.at(now),
            now,
            zone: Tz::UTC,
            title: String::new(),
            wrong: false,
            nav: Vec::new(),
            here: None,
            person: None,
            unread: 0,
            community: String::new(),
            phone: String::new(),
            emergency_phone: String::new(),
            flash: None,
            undo: None,
            query: String::new(),
            back: None,
            demo: app.config.demo,
            reader,
        }
    }

    pub fn owner(app: &App, owner: &impl Viewer) -> Self {
        Self::signed_in(app, owner, &Nav::OWNER)
    }

    pub fn staff(app: &App, staff: &impl Viewer) -> Self {
        Self::signed_in(app, staff, &Nav::STAFF)
    }

    fn signed_in(app: &App, viewer: &impl Viewer, places: &[Nav]) -> Self {
        let frame = Self::public(app, viewer.reader());
        Self {
            zone: viewer.zone(),
            nav: places
                .iter()
                .copied()
                .filter(|nav| viewer.may_enter(*nav))
                .collect(),
            person: Some(viewer.name().to_owned()),
            unread: viewer.unread(),
            community: viewer.community().to_owned(),
            phone: viewer.phone().to_owned(),
            emergency_phone: viewer.emergency_phone().to_owned(),
            flash: viewer.saying().map(|message| frame.l.m(message)),
            undo: viewer.saying().and_then(Message::undo).map(str::to_owned),
            ..frame
        }
    }

    /// The page's title, by the key of a message without arguments.
    #[must_use]
    pub fn title(self, key: &str) -> Self {
        let title = self.l.t(key).into_owned();
        self.titled(title)
    }

    /// The page's title as it stands: a number, a name.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..self
        }
    }

    #[must_use]
    pub fn at(self, here: Nav) -> Self {
        Self {
            here: Some(here),
            ..self
        }
    }

    /// The form below may have errors.
    #[must_use]
    pub fn wrong_if(self, errors: &FieldErrors) -> Self {
        Self {
            wrong: !errors.is_empty(),
            ..self
        }
    }

    /// A sentence to show once, when it does not come with the viewer.
    #[must_use]
    pub fn saying(self, message: Option<&Message>) -> Self {
        let flash = message.map(|m| self.l.m(m)).or(self.flash);
        Self { flash, ..self }
    }

    /// The link back, above the title: its address and the key of its words.
    #[must_use]
    pub fn back(self, href: impl Into<String>, key: &str) -> Self {
        let words = self.l.t(key).into_owned();
        Self {
            back: Some((href.into(), words)),
            ..self
        }
    }

    #[must_use]
    pub fn searching(self, query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            ..self
        }
    }

    /// Names of the community and its numbers, for pages read signed out.
    #[must_use]
    pub fn of_community(self, name: &str, phone: &str, emergency_phone: &str, zone: Tz) -> Self {
        Self {
            community: name.to_owned(),
            phone: phone.to_owned(),
            emergency_phone: emergency_phone.to_owned(),
            zone,
            ..self
        }
    }

    pub fn full_title(&self) -> String {
        let title = if self.title.is_empty() {
            "Ventanilla".to_owned()
        } else {
            format!("{} – Ventanilla", self.title)
        };
        if self.wrong {
            self.l.a("frame-error-title", "title", title)
        } else {
            title
        }
    }

    /// A phone number as a link's address: digits and a leading plus.
    pub fn tel(&self, phone: &str) -> String {
        let digits: String = phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        format!("tel:{digits}")
    }

    pub fn theme(&self) -> &'static str {
        self.reader.theme.map_or("", Theme::as_str)
    }

    pub fn text_size(&self) -> u8 {
        self.reader.size.percent()
    }

    pub fn keys_off(&self) -> bool {
        self.reader.keys_off
    }

    pub fn is(&self, nav: &Nav) -> bool {
        self.here == Some(*nav)
    }

    pub fn langs(&self) -> [Lang; 3] {
        Lang::ALL
    }

    /// An instant in the page's zone: "Tue 24 Nov, 10:00".
    pub fn moment(&self, at: impl Given<DateTime<Utc>>) -> String {
        self.l.moment(at.given(), self.zone)
    }

    /// The same by the clock of a place that need not be the page's, named where it shows another time:
    /// "Tue 24 Nov, 17:00 (Asia/Shanghai)".
    pub fn moment_there(&self, at: impl Given<DateTime<Utc>>, zone: impl Given<Tz>) -> String {
        let (at, zone) = (at.given(), zone.given());
        let there = self.l.moment(at, zone);
        if at.with_timezone(&zone).naive_local() == at.with_timezone(&self.zone).naive_local() {
            return there;
        }
        self.l
            .aa("frame-moment-there", "when", there, "zone", zone.name())
    }

    /// How long ago, in one unit: "2 h ago".
    pub fn ago(&self, at: impl Given<DateTime<Utc>>) -> String {
        let length = self.now - at.given();
        if length < chrono::TimeDelta::minutes(1) {
            return self.l.ago(length);
        }
        self.l.a("span-ago", "span", self.l.brief(length))
    }
}
