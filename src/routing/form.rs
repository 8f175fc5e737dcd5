//! Conditions as a form has them: all or any of a list of rows, each a fact, *is* or *is not*, and values.

use super::{rule::Condition, test::Test, values::Phrase};
use crate::i18n::Message;

/// A condition that a person edits. One nested deeper has no such form and is shown, not edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionForm {
    /// All rows must hold; else one is enough.
    pub all: bool,
    pub rows: Vec<ConditionRow>,
}

/// One row, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionRow {
    /// A name of [`Test::FACTS`].
    pub fact: String,
    pub is: bool,
    /// Stored words, one to each chosen option; for words in the text, one phrase each.
    pub values: Vec<String>,
}

impl ConditionForm {
    /// `None` for a condition with groups inside groups.
    pub fn of(condition: &Condition) -> Option<Self> {
        let (all, parts) = match condition {
            Condition::All(parts) => (true, parts.as_ref()),
            Condition::Any(parts) => (false, parts.as_ref()),
            single => (true, std::slice::from_ref(single)),
        };
        let row = |part: &Condition| match part {
            Condition::Is(test) => Some(ConditionRow::of(test, true)),
            Condition::IsNot(test) => Some(ConditionRow::of(test, false)),
            Condition::All(_) | Condition::Any(_) => None,
        };
        Some(Self {
            all,
            rows: parts.iter().map(row).collect::<Option<_>>()?,
        })
    }

    /// The condition, or what to change in which row. No rows: it always holds.
    pub fn condition(&self) -> Result<Condition, Vec<(usize, Message)>> {
        let mut parts = Vec::with_capacity(self.rows.len());
        let mut faults = Vec::new();
        for (n, row) in self.rows.iter().enumerate() {
            match Test::read(&row.fact, &row.values) {
                Ok(test) if row.is => parts.push(Condition::is(test)),
                Ok(test) => parts.push(Condition::is_not(test)),
                Err(message) => faults.push((n, message)),
            }
        }
        match (faults.is_empty(), self.all || parts.is_empty()) {
            (false, _) => Err(faults),
            (true, true) => Ok(Condition::all(parts)),
            (true, false) => Ok(Condition::any(parts)),
        }
    }
}

impl ConditionRow {
    fn of(test: &Test, is: bool) -> Self {
        Self {
            fact: test.fact().to_owned(),
            is,
            values: test.written(),
        }
    }
}

impl Test {
    /// The values as stored words, one to an entry; none for a plain yes or no.
    pub fn written(&self) -> Vec<String> {
        fn each<T: ToString>(list: &[T]) -> Vec<String> {
            list.iter().map(T::to_string).collect()
        }
        match self {
            Self::GettingWorse | Self::Vulnerable | Self::WorkingTime => Vec::new(),
            Self::Kind(list) => each(list),
            Self::Category(list) => each(list),
            Self::Community(list) => each(list),
            Self::Building(list) => each(list),
            Self::Unit(list) => each(list),
            Self::CommonArea(list) => each(list),
            Self::Asset(list) => each(list),
            Self::CommonAreaKind(list) | Self::AssetKind(list) | Self::AboutDepartment(list) => {
                list.clone()
            }
            Self::Danger(list) => each(list),
            Self::Urgency(list) => each(list),
            Self::Channel(list) => each(list),
            Self::Language(list) => each(list),
            Self::Time(hours) => vec![hours.to_string()],
            Self::Weekday(list) => each(list),
            Self::Season(season) => vec![season.to_string()],
            Self::OccupancyRole(list) => each(list),
            Self::RepeatWithin(days) => vec![days.to_string()],
            Self::Words(list) => list
                .iter()
                .map(|phrase| phrase.as_str().to_owned())
                .collect(),
            Self::AboutPerson(list) => each(list),
        }
    }

    /// The other way round. Empty values are left out; a list of none is refused: it would never hold.
    pub fn read(fact: &str, values: &[String]) -> Result<Self, Message> {
        fn each<T: std::str::FromStr>(values: &[&str]) -> Result<Vec<T>, Message> {
            if values.is_empty() {
                return Err(Message::new("routing-form-choose"));
            }
            let list: Result<Vec<_>, _> = values.iter().map(|value| value.parse()).collect();
            list.map_err(|_| Message::new("routing-form-choose"))
        }
        fn one<T: std::str::FromStr>(
            values: &[&str],
            otherwise: &'static str,
        ) -> Result<T, Message> {
            let [value] = values else {
                return Err(Message::new(otherwise));
            };
            value.parse().map_err(|_| Message::new(otherwise))
        }
        let values: Vec<&str> = values
            .iter()
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
            .collect();
        Ok(match fact {
            "kind" => Self::Kind(each(&values)?),
            "category" => Self::Category(each(&values)?),
            "community" => Self::Community(each(&values)?),
            "building" => Self::Building(each(&values)?),
            "unit" => Self::Unit(each(&values)?),
            "common_area" => Self::CommonArea(each(&values)?),
            "common_area_kind" => Self::CommonAreaKind(each(&values)?),
            "asset" => Self::Asset(each(&values)?),
            "asset_kind" => Self::AssetKind(each(&values)?),
            "danger" => Self::Danger(each(&values)?),
            "getting_worse" => Self::GettingWorse,
            "vulnerable" => Self::Vulnerable,
            "urgency" => Self::Urgency(each(&values)?),
            "channel" => Self::Channel(each(&values)?),
            "language" => Self::Language(each(&values)?),
            "time" => Self::Time(one(&values, "routing-form-time")?),
            "weekday" => {
                let days: Vec<u8> = each(&values)?;
                if days.iter().any(|day| !(1..=7).contains(day)) {
                    return Err(Message::new("routing-form-choose"));
                }
                Self::Weekday(days)
            }
            "season" => Self::Season(one(&values, "routing-form-season")?),
            "working_time" => Self::WorkingTime,
            "occupancy_role" => Self::OccupancyRole(each(&values)?),
            "repeat_within" => Self::RepeatWithin(one(&values, "routing-form-days")?),
            "words" => {
                let phrases: Vec<Phrase> = values
                    .iter()
                    .map(|value| Phrase::from((*value).to_owned()))
                    .collect();
                if phrases.is_empty() || phrases.iter().any(|phrase| phrase.needle().is_empty()) {
                    return Err(Message::new("routing-form-words"));
                }
                Self::Words(phrases)
            }
            "about_department" => Self::AboutDepartment(each(&values)?),
            "about_person" => Self::AboutPerson(each(&values)?),
            _ => return Err(Message::new("routing-form-fact")),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::routing::tests::any::{any_condition, any_test};

    fn row(fact: &str, values: &[&str]) -> ConditionRow {
        ConditionRow {
            fact: fact.to_owned(),
            is: true,
            values: values.iter().map(|v| (*v).to_owned()).collect(),
        }
    }

    #[test]
    fn what_cannot_be_read_says_which_row_and_what_to_do() {
        let form = ConditionForm {
            all: true,
            rows: vec![
                row("kind", &["repair"]),
                row("kind", &[]),
                row("time", &["noon"]),
                row("repeat_within", &["-1"]),
                row("words", &["!!"]),
                row("weekday", &["8"]),
                row("colour", &["red"]),
            ],
        };
        let faults = form.condition().expect_err("faults");
        let keys: Vec<_> = faults
            .iter()
            .map(|(n, message)| (*n, message.key.as_ref()))
            .collect();
        let expected = [
            (1, "routing-form-choose"),
            (2, "routing-form-time"),
            (3, "routing-form-days"),
            (4, "routing-form-words"),
            (5, "routing-form-choose"),
            (6, "routing-form-fact"),
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn no_rows_always_hold() {
        let form = ConditionForm {
            all: false,
            rows: vec![],
        };
        assert_eq!(form.condition(), Ok(Condition::always()));
    }

    #[test]
    fn every_fact_of_the_list_can_be_read_or_says_what_it_needs() {
        for fact in Test::FACTS {
            let read = Test::read(fact, &[]);
            assert!(
                read.is_ok_and(|test| test.fact() == fact)
                    || Test::read(fact, &[]).is_err_and(|m| m.key != "routing-form-fact")
            );
        }
    }

    proptest! {
        #[test]
        fn a_test_comes_back_from_its_row(test in any_test()) {
            let empty = test.written().is_empty() && !matches!(test, Test::GettingWorse | Test::WorkingTime);
            match Test::read(test.fact(), &test.written()) {
                Ok(read) => prop_assert_eq!(read, test),
                Err(_) => prop_assert!(empty),
            }
        }

        #[test]
        fn a_flat_condition_comes_back_from_its_form(condition in any_condition()) {
            if let Some(form) = ConditionForm::of(&condition)
                && let Ok(read) = form.condition()
            {
                prop_assert_eq!(ConditionForm::of(&read).map(|form| form.rows), Some(form.rows));
                match &condition {
                    Condition::Is(_) | Condition::IsNot(_) => prop_assert_eq!(read, Condition::all([condition])),
                    Condition::Any(parts) if parts.is_empty() => prop_assert_eq!(read, Condition::always()),
                    Condition::All(_) | Condition::Any(_) => prop_assert_eq!(read, condition),
                }
            }
        }
    }
}
