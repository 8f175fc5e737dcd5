//! Whom a frame greets.

use chrono_tz::Tz;

use super::{super::reader::Reader, Nav};
use crate::i18n::Message;

/// Whom a frame greets. `Owner` and `Staff` implement it; the frame itself knows no room.
pub trait Viewer {
    fn reader(&self) -> Reader;
    fn name(&self) -> &str;
    /// The zone of the community that is looked at: all times on the page are its times.
    fn zone(&self) -> Tz;
    /// The community's own number; empty when it has none.
    fn phone(&self) -> &str;
    fn emergency_phone(&self) -> &str;
    fn community(&self) -> &str;
    /// Notices not read yet: the number on the bell.
    fn unread(&self) -> i64 {
        0
    }
    /// Which of the staff's places this person may enter.
    fn may_enter(&self, _: Nav) -> bool {
        true
    }
    /// What the page before wanted to say, once.
    fn saying(&self) -> Option<&Message> {
        None
    }
}

/// A narrower type greets as the one it narrows: `Desk` as `Staff`.
impl<T> Viewer for T
where
    T: std::ops::Deref,
    T::Target: Viewer,
{
    fn reader(&self) -> Reader {
        (**self).reader()
    }

    fn name(&self) -> &str {
        Viewer::name(&**self)
    }

    fn zone(&self) -> Tz {
        (**self).zone()
    }

    fn phone(&self) -> &str {
        (**self).phone()
    }

    fn emergency_phone(&self) -> &str {
        (**self).emergency_phone()
    }

    fn community(&self) -> &str {
        (**self).community()
    }

    fn unread(&self) -> i64 {
        (**self).unread()
    }

    fn may_enter(&self, nav: Nav) -> bool {
        (**self).may_enter(nav)
    }

    fn saying(&self) -> Option<&Message> {
        (**self).saying()
    }
}
