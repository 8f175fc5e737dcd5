//! Every page that can be opened, by who opens it.

use super::{
    filled::Filled,
    owner_places::{followed, nobody, owner, told},
    staff_places,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    /// Owns a home.
    Elena,
    /// Owns two.
    Olga,
    /// An owner for whom nothing has happened yet.
    Wei,
    /// At the desk.
    Ana,
    /// An engineer.
    Luis,
    /// Leads engineering.
    Marta,
    Sofia,
    /// Manager and administrator.
    Hugo,
}

impl Who {
    pub fn signs_in(self, f: &Filled) -> Option<(i64, &'static str)> {
        match self {
            Self::Nobody => None,
            Self::Elena => Some((f.elena, "owner")),
            Self::Olga => Some((f.olga, "owner")),
            Self::Wei => Some((f.wei, "owner")),
            Self::Ana => Some((f.ana, "staff")),
            Self::Luis => Some((f.luis, "staff")),
            Self::Marta => Some((f.marta, "staff")),
            Self::Sofia => Some((f.sofia, "staff")),
            Self::Hugo => Some((f.hugo, "staff")),
        }
    }
}

#[derive(Debug, Clone)]
pub enum Step {
    /// Fills in a field, or ticks it.
    Put(&'static str, String),
    Press(&'static str),
    /// Opens an invitation to join the company.
    Invited,
    /// The session ends while the page stays open.
    Leave,
    /// The same person signs in again.
    Return,
    Go(String),
}
use Step::Leave;

pub fn put(field: &'static str, value: &str) -> Step {
    Step::Put(field, value.to_owned())
}

#[derive(Debug, Clone)]
pub struct Place {
    pub name: String,
    pub route: &'static str,
    pub who: Who,
    pub path: String,
    pub then: Vec<Step>,
    pub status: u16,
    /// With everything that can be unfolded.
    pub unfolded: bool,
    /// Who was signed in is not any more.
    pub leaves: bool,
}

/// A place in the list; what follows is how it differs from most.
pub fn place(who: Who, route: &'static str, path: impl Into<String>) -> Place {
    Place {
        name: String::new(),
        route,
        who,
        path: path.into(),
        then: vec![],
        status: 200,
        unfolded: false,
        leaves: false,
    }
}

impl Place {
    pub fn then(mut self, steps: &[Step]) -> Self {
        self.leaves = self.who == Who::Nobody || steps.iter().any(|step| matches!(step, Leave));
        self.then = steps.to_vec();
        self
    }

    /// A form that does not accept what was put in.
    pub fn wrong(self, steps: &[Step]) -> Self {
        self.then(steps).answers(422)
    }

    pub fn answers(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub fn unfolded(mut self) -> Self {
        self.unfolded = true;
        self
    }
}

pub fn all(f: &Filled) -> Vec<Place> {
    let mut places = [nobody(f), owner(f), told(f), followed(f)].concat();
    places.extend(staff_places::all(f));
    for (nth, place) in places.iter_mut().enumerate() {
        let words = format!(
            "{:?}-{}",
            place.who,
            place.route.trim_start_matches("GET /")
        );
        let plain: String = words
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        place.name = format!("{nth:03}-{}", plain.to_lowercase().trim_end_matches('-'));
    }
    places
}
