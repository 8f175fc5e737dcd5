//! Changed rules tried on past matters before anybody's new one goes by them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{
    choose::{RuleRef, choose},
    facts::Facts,
    rule::{Assign, Rule, RuleSet},
};
use crate::{
    catalog::Urgency,
    ids::{CommunityId, TicketId},
};

/// The rules of the company and of its communities, before they are laid over each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layers {
    pub company: Vec<Rule>,
    pub own: HashMap<CommunityId, Vec<Rule>>,
}

impl Layers {
    /// The rules of a community in the order they are asked.
    pub fn of(&self, community: CommunityId) -> RuleSet {
        RuleSet::layered(
            self.own.get(&community).cloned().unwrap_or_default(),
            &self.company,
        )
    }

    /// The same with a draft in the place of what is live.
    #[must_use]
    pub fn with(&self, community: Option<CommunityId>, draft: Vec<Rule>) -> Self {
        let mut changed = self.clone();
        match community {
            Some(community) => {
                changed.own.insert(community, draft);
            }
            None => changed.company = draft,
        }
        changed
    }
}

/// A matter of the past and its facts as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub ticket: TicketId,
    pub number: String,
    pub filed_at: DateTime<Utc>,
    pub facts: Facts,
    /// Where it is now, whoever sent it there.
    pub department: Option<String>,
}

/// Where a matter goes by one set of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub rule: Option<RuleRef>,
    /// `None`: to the desk.
    pub department: Option<String>,
    pub assign: Option<Assign>,
    pub urgency: Urgency,
    pub policy: Option<String>,
    pub needs_review: bool,
}

impl Route {
    pub fn of(rules: &RuleSet, facts: &Facts) -> Self {
        let decision = choose(rules, facts);
        match decision.action {
            Some(action) => Self {
                rule: decision.rule,
                department: Some(action.department),
                assign: Some(action.assign),
                urgency: action.urgency.unwrap_or(facts.urgency),
                policy: action.policy,
                needs_review: action.needs_review,
            },
            None => Self {
                rule: None,
                department: None,
                assign: None,
                urgency: facts.urgency,
                policy: None,
                needs_review: false,
            },
        }
    }

    /// Whether the owner or the staff would notice a difference; by which rule alone is none.
    fn differs(&self, other: &Self) -> bool {
        let parts = |route: &Self| {
            (
                route.department.clone(),
                route.assign,
                route.urgency,
                route.policy.clone(),
                route.needs_review,
            )
        };
        parts(self) != parts(other)
    }
}

/// One row of the table: what would have gone another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub ticket: TicketId,
    pub number: String,
    pub filed_at: DateTime<Utc>,
    pub community: CommunityId,
    /// By the live rules.
    pub before: Route,
    /// By the draft.
    pub after: Route,
    pub department_now: Option<String>,
}

impl Moved {
    /// The draft sends it to where people have meanwhile sent it by hand.
    pub fn comes_right(&self) -> bool {
        self.department_now.is_some()
            && self.after.department == self.department_now
            && self.before.department != self.department_now
    }

    /// Right before, wrong by the draft.
    pub fn goes_wrong(&self) -> bool {
        self.department_now.is_some()
            && self.before.department == self.department_now
            && self.after.department != self.department_now
    }
}

/// What a trial came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    pub looked_at: usize,
    pub moved: Vec<Moved>,
}

/// Asks both sets about every past matter; what goes the same way is counted, not listed.
pub fn try_it(live: &Layers, draft: &Layers, past: &[Past]) -> Trial {
    let mut sets: HashMap<CommunityId, (RuleSet, RuleSet)> = HashMap::new();
    let mut moved = Vec::new();
    for matter in past {
        let community = matter.facts.community;
        let (live, draft) = sets
            .entry(community)
            .or_insert_with(|| (live.of(community), draft.of(community)));
        let (before, after) = (
            Route::of(live, &matter.facts),
            Route::of(draft, &matter.facts),
        );
        if before.differs(&after) {
            moved.push(Moved {
                ticket: matter.ticket,
                number: matter.number.clone(),
                filed_at: matter.filed_at,
                community,
                before,
                after,
                department_now: matter.department.clone(),
            });
        }
    }
    Trial {
        looked_at: past.len(),
        moved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Kind,
        i18n::Label,
        routing::{Condition, Test, shipped},
    };

    fn past(n: i64, community: i64, category: &str, now: &str) -> Past {
        let local = DateTime::UNIX_EPOCH.naive_utc();
        let facts = Facts::bare(Kind::Repair, CommunityId(community), local);
        Past {
            ticket: TicketId(n),
            number: format!("R-{n}"),
            filed_at: DateTime::UNIX_EPOCH,
            facts: Facts {
                category: Some(category.to_owned()),
                ancestors: vec!["shared".to_owned()],
                ..facts
            },
            department: Some(now.to_owned()),
        }
    }

    #[test]
    fn only_what_goes_another_way_is_listed() {
        let live = Layers {
            company: shipped().expect("reads"),
            own: HashMap::new(),
        };
        let pool = Test::Category(vec!["repair/shared-pool".parse().expect("a subject")]);
        let mut rule = Rule::blank(Label::default(), "cleaning");
        rule.when = Condition::is(pool);
        rule.on = true;
        let draft = live.with(Some(CommunityId(1)), vec![rule]);
        let matters = [
            past(1, 1, "shared-pool", "cleaning"),
            past(2, 2, "shared-pool", "engineering"),
            past(3, 1, "shared-lift", "engineering"),
            past(4, 1, "shared-pool", "engineering"),
        ];
        let trial = try_it(&live, &draft, &matters);
        assert_eq!(trial.looked_at, 4);
        assert_eq!(
            trial
                .moved
                .iter()
                .map(|row| row.ticket.0)
                .collect::<Vec<_>>(),
            [1, 4]
        );
        assert!(trial.moved[0].comes_right() && !trial.moved[0].goes_wrong());
        assert!(trial.moved[1].goes_wrong());
        assert_eq!(
            trial.moved[0].before.department.as_deref(),
            Some("engineering")
        );
        assert_eq!(trial.moved[0].after.department.as_deref(), Some("cleaning"));
    }

    #[test]
    fn another_rule_with_the_same_result_is_no_difference() {
        let live = Layers {
            company: shipped().expect("reads"),
            own: HashMap::new(),
        };
        let mut same = live
            .company
            .iter()
            .find(|rule| &*rule.id == "repairs")
            .cloned()
            .expect("there");
        same.id = "same".into();
        let mut rules = live.company.clone();
        rules.insert(0, same);
        let trial = try_it(
            &live,
            &live.with(None, rules),
            &[past(1, 1, "shared-lift", "engineering")],
        );
        assert_eq!(trial.moved, []);
    }
}
