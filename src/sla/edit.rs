//! What an administrator does to a draft, one thing at a time.

use super::policy::Policy;

#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Behind what asks something of a ticket, in front of what holds for every ticket.
    Add(Policy),
    /// The policy of the same slug, where it stands.
    Replace(Policy),
    Up(String),
    Down(String),
    /// A copy right behind it.
    Copy(String),
    Remove(String),
}

impl Edit {
    /// Applies it. `None` when the policy is not there (somebody else removed it); one at the end that should go further stays.
    #[must_use]
    pub fn apply(self, mut policies: Vec<Policy>) -> Option<Vec<Policy>> {
        let find = |slug: &str| policies.iter().position(|policy| policy.slug == slug);
        match self {
            Self::Add(mut policy) => {
                policy.slug = free_slug(&policies, &policy.slug);
                let fallback = policies.iter().rposition(|p| !p.matches.is_everything());
                let at = match policy.matches.is_everything() {
                    true => policies.len(),
                    false => fallback.map_or(0, |last| last + 1),
                };
                policies.insert(at, policy);
            }
            Self::Replace(policy) => {
                let at = find(&policy.slug)?;
                policies[at] = policy;
            }
            Self::Up(slug) => {
                let at = find(&slug)?;
                policies.swap(at.saturating_sub(1), at);
            }
            Self::Down(slug) => {
                let at = find(&slug)?;
                let next = (at + 1).min(policies.len() - 1);
                policies.swap(at, next);
            }
            Self::Copy(slug) => {
                let at = find(&slug)?;
                let copy = Policy {
                    slug: free_slug(&policies, &slug),
                    ..policies[at].clone()
                };
                policies.insert(at + 1, copy);
            }
            Self::Remove(slug) => {
                let at = find(&slug)?;
                policies.remove(at);
            }
        }
        Some(policies)
    }
}

/// The wished slug, or with the first number that makes it one of its own.
fn free_slug(policies: &[Policy], wished: &str) -> String {
    let taken = |slug: &str| policies.iter().any(|policy| policy.slug == slug);
    let numbered = (2..).map(|n: u32| format!("{wished}-{n}"));
    std::iter::once(wished.to_owned())
        .chain(numbered)
        .find(|slug| !taken(slug))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::preset;

    fn after(edit: Edit) -> Option<String> {
        let three = ["complaint", "repair", "rest"].map(|slug| Policy {
            slug: slug.into(),
            ..of(slug == "rest")
        });
        let edited = edit.apply(three.to_vec())?;
        let slugs: Vec<_> = edited.into_iter().map(|policy| policy.slug).collect();
        Some(slugs.join(" "))
    }

    fn of(everything: bool) -> Policy {
        let all = &preset::house_default().policies;
        let found = all
            .iter()
            .find(|policy| policy.matches.is_everything() == everything);
        found.expect("the house default has both").clone()
    }

    #[test]
    fn policies_move_one_place_and_stop_at_the_ends() {
        let moved = |edit| after(edit).unwrap();
        assert_eq!(moved(Edit::Up("repair".into())), "repair complaint rest");
        assert_eq!(moved(Edit::Up("complaint".into())), "complaint repair rest");
        assert_eq!(moved(Edit::Down("repair".into())), "complaint rest repair");
        assert_eq!(moved(Edit::Down("rest".into())), "complaint repair rest");
    }

    #[test]
    fn a_new_policy_stands_where_tickets_reach_it_under_a_slug_of_its_own() {
        let added = after(Edit::Add(Policy {
            slug: "repair".into(),
            ..of(false)
        }));
        assert_eq!(added.unwrap(), "complaint repair repair-2 rest");
        let fallback = after(Edit::Add(of(true)));
        assert!(fallback.unwrap().starts_with("complaint repair rest "));
        assert_eq!(
            after(Edit::Copy("complaint".into())).unwrap(),
            "complaint complaint-2 repair rest"
        );
    }

    #[test]
    fn what_is_gone_cannot_be_edited() {
        for edit in [
            Edit::Up("x".into()),
            Edit::Down("x".into()),
            Edit::Copy("x".into()),
            Edit::Remove("x".into()),
        ] {
            assert_eq!(after(edit), None);
        }
        assert_eq!(
            after(Edit::Remove("repair".into())).unwrap(),
            "complaint rest"
        );
    }
}
