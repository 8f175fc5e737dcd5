//! What a form offers to choose from, in the reader's words.

/// One radio button, checkbox or line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    pub value: String,
    pub words: String,
    pub hint: String,
}

impl Choice {
    pub fn new(value: impl ToString, words: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            words: words.into(),
            hint: String::new(),
        }
    }

    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }
}

/// A picture that is a submit button: choosing is sending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tile {
    pub value: String,
    /// The name of a drawing in `static/icons/`.
    pub icon: String,
    pub words: String,
    pub hint: String,
    /// "Not sure", "Something else": there, but standing back.
    pub is_quiet: bool,
}

impl Tile {
    pub fn new(value: impl ToString, icon: &str, words: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            icon: icon.to_owned(),
            words: words.into(),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    #[must_use]
    pub fn quiet(self) -> Self {
        Self {
            is_quiet: true,
            ..self
        }
    }
}
