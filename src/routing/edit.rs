//! What an administrator does to a draft, one thing at a time.

use std::sync::Arc;

use super::rule::{Action, Condition, Rule};
use crate::i18n::Label;

#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// At the end.
    Add(Rule),
    /// The rule of the same id, where it stands.
    Replace(Rule),
    Up(Arc<str>),
    Down(Arc<str>),
    Switch(Arc<str>, bool),
    /// A copy, switched off, right after it.
    Copy(Arc<str>),
    Remove(Arc<str>),
}

/// Applies it. `None` when the rule is not there (somebody else removed it); a rule at the end that should go further stays.
#[must_use]
pub fn apply(rules: &[Rule], edit: Edit) -> Option<Vec<Rule>> {
    let mut rules = rules.to_vec();
    let find = |rules: &[Rule], id: &str| rules.iter().position(|rule| &*rule.id == id);
    match edit {
        Edit::Add(mut rule) => {
            rule.id = free_id(&rules, &rule.id);
            rules.push(rule);
        }
        Edit::Replace(rule) => {
            let at = find(&rules, &rule.id)?;
            rules[at] = rule;
        }
        Edit::Up(id) => {
            let at = find(&rules, &id)?;
            if at > 0 {
                rules.swap(at - 1, at);
            }
        }
        Edit::Down(id) => {
            let at = find(&rules, &id)?;
            if at + 1 < rules.len() {
                rules.swap(at, at + 1);
            }
        }
        Edit::Switch(id, on) => {
            let at = find(&rules, &id)?;
            rules[at].on = on;
        }
        Edit::Copy(id) => {
            let at = find(&rules, &id)?;
            let copy = Rule {
                id: free_id(&rules, &id),
                on: false,
                ..rules[at].clone()
            };
            rules.insert(at + 1, copy);
        }
        Edit::Remove(id) => {
            let at = find(&rules, &id)?;
            rules.remove(at);
        }
    }
    Some(rules)
}

impl Rule {
    /// A rule to begin with, off until somebody says what it is for.
    pub fn blank(name: Label, department: &str) -> Self {
        Self {
            id: "rule".into(),
            name,
            on: false,
            when: Condition::always(),
            then: Action::to(department),
            set: None,
        }
    }
}

/// The wished id, or with the first number that makes it one of its own.
fn free_id(rules: &[Rule], wished: &str) -> Arc<str> {
    let taken = |id: &str| rules.iter().any(|rule| &*rule.id == id);
    let stem = wished.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let stem = if stem.is_empty() { "rule" } else { stem };
    std::iter::once(wished.to_owned())
        .chain((2..).map(|n: u32| format!("{stem}-{n}")))
        .find(|id| !id.is_empty() && !taken(id))
        .map_or_else(|| wished.into(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(rules: &[Rule]) -> Vec<&str> {
        rules.iter().map(|rule| &*rule.id).collect()
    }

    fn three() -> Vec<Rule> {
        ["a", "b", "c"]
            .map(|id| Rule {
                id: id.into(),
                on: true,
                ..Rule::blank(Label::default(), "finance")
            })
            .to_vec()
    }

    fn after(edit: Edit) -> Vec<String> {
        let rules = apply(&three(), edit).expect("applies");
        ids(&rules).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn rules_move_one_place_and_stop_at_the_ends() {
        assert_eq!(after(Edit::Up("b".into())), ["b", "a", "c"]);
        assert_eq!(after(Edit::Up("a".into())), ["a", "b", "c"]);
        assert_eq!(after(Edit::Down("b".into())), ["a", "c", "b"]);
        assert_eq!(after(Edit::Down("c".into())), ["a", "b", "c"]);
    }

    #[test]
    fn a_copy_stands_behind_switched_off_with_an_id_of_its_own() {
        let once = apply(&three(), Edit::Copy("b".into())).expect("applies");
        let twice = apply(&once, Edit::Copy("b".into())).expect("applies");
        assert_eq!(ids(&twice), ["a", "b", "b-3", "b-2", "c"]);
        assert!(!twice[2].on && twice[1].on);
    }

    #[test]
    fn what_is_gone_cannot_be_edited() {
        for edit in [
            Edit::Up("x".into()),
            Edit::Remove("x".into()),
            Edit::Switch("x".into(), true),
            Edit::Copy("x".into()),
        ] {
            assert_eq!(apply(&three(), edit), None);
        }
        assert_eq!(after(Edit::Remove("b".into())), ["a", "c"]);
        assert_eq!(
            after(Edit::Add(Rule::blank(Label::default(), "finance"))),
            ["a", "b", "c", "rule"]
        );
    }
}
