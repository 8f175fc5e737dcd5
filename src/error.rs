//! One error for handlers and deeds, and what each kind means to the visitor.

use crate::{i18n::Message, text::text_enum};

/// What can come back instead of an answer. Refusals are sentences for the visitor; accidents are for the log, and the
/// visitor sees the request id only. Drawn as a page or as JSON by the route group's error layer (`web::error_page`).
#[derive(Debug)]
pub enum AppError {
    /// Not there, or not for this viewer: the two are never told apart.
    NotFound,
    /// Nobody is signed in for this audience.
    SignIn(Audience),
    /// A rule says no; the sentence says why. 409.
    Refused(Message),
    /// The page was older than the ticket: somebody changed it meanwhile. 409.
    Stale,
    /// Bad input that no form page caught. 422.
    Invalid(FieldErrors),
    /// Too many of these from this person or place; seconds to wait. 429.
    TooMany { retry_after: u32 },
    /// Body over the limit. 413.
    TooLarge,
    /// Not a form, or one that broke off on its way. 400.
    Unreadable,
    /// The request did not come from our own pages. 403.
    CrossSite,
    /// More is asked at once than can be done. 503.
    Busy,
    /// Everything else: logged once with the request id, never shown. 500.
    Accident(anyhow::Error),
}

pub type Result<T, E = AppError> = std::result::Result<T, E>;

text_enum! {
    /// Which side of the counter somebody is on.
    pub enum Audience { Owner => "owner", Staff => "staff" }
}

/// Field name → sentence, in the order of the form; without a name it is about the form as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(pub Vec<(&'static str, Message)>);

impl FieldErrors {
    /// What is wrong with no single field.
    pub fn of_the_whole(message: Message) -> Self {
        Self(vec![("", message)])
    }

    /// Why a deed said no, for its form to be drawn again with everything typed; what is no refusal goes on as it is.
    pub fn refused(error: AppError) -> Result<Self> {
        match error {
            AppError::Refused(why) => Ok(Self::of_the_whole(why)),
            AppError::Stale => Ok(Self::of_the_whole(Message::new("form-stale"))),
            other => Err(other),
        }
    }

    pub fn push(&mut self, field: &'static str, message: Message) {
        self.0.push((field, message));
    }

    /// What was read; or what is wrong with it, beside the field.
    pub fn take<T>(&mut self, field: &'static str, read: Result<T, Message>) -> Option<T> {
        read.map_err(|message| self.push(field, message)).ok()
    }

    /// The same, but of a field that was left empty the sentence `missing`, which says what belongs there.
    pub fn take_or<T>(
        &mut self,
        field: &'static str,
        read: Result<T, Message>,
        missing: impl Into<String>,
    ) -> Option<T> {
        let named = |message: Message| match &*message.key {
            "form-empty" => Message::of(missing.into()),
            _ => message,
        };
        self.take(field, read.map_err(named))
    }

    /// What was found; where nothing was, the sentence `missing` stands beside the field.
    pub fn need<T>(
        &mut self,
        field: &'static str,
        found: Option<T>,
        missing: &'static str,
    ) -> Option<T> {
        if found.is_none() {
            self.push(field, Message::new(missing));
        }
        found
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first sentence about this field.
    pub fn of(&self, field: &str) -> Option<&Message> {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, message)| message)
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::SignIn(audience) => write!(f, "sign-in needed ({audience:?})"),
            Self::Refused(message) => write!(f, "refused: {}", message.key),
            Self::Stale => f.write_str("changed meanwhile"),
            Self::Invalid(errors) => write!(f, "invalid input: {:?}", errors.0),
            Self::TooMany { retry_after } => write!(f, "too many, retry after {retry_after} s"),
            Self::TooLarge => f.write_str("body too large"),
            Self::Unreadable => f.write_str("unreadable body"),
            Self::CrossSite => f.write_str("cross-site request"),
            Self::Busy => f.write_str("too much at once"),
            Self::Accident(cause) => write!(f, "accident: {cause:#}"),
        }
    }
}

// A database error reaching here is an accident; deeds turn the constraints they expect into refusals first.
impl<E: Into<anyhow::Error>> From<E> for AppError {
    fn from(cause: E) -> Self {
        let cause = cause.into();
        match cause.downcast_ref::<sqlx::Error>() {
            Some(sqlx::Error::RowNotFound) => Self::NotFound,
            _ => Self::Accident(cause),
        }
    }
}
