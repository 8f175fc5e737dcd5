//! What other policies would have done to past tickets: asked before they are published.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    cache::{Settings, SlaCache},
    calendar::Calendar,
    cycle::local_date,
    db,
    due::{DueError, due_at},
    matching::{Facts, pick},
    metric::{Metric, Moment},
    pauses::Pause,
    policy::Policy,
    preset,
    target::Target,
};
use crate::{
    error::Result,
    ids::{CommunityId, TicketId},
    text::text_enum,
};

/// A ticket of the past: what it was, and when what happened to it in its first cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    pub ticket: TicketId,
    pub number: String,
    pub community: CommunityId,
    pub kind: String,
    pub category: Option<String>,
    pub urgency: String,
    pub occupancy: Option<String>,
    pub filed_at: DateTime<Utc>,
    /// In any order.
    pub moments: Vec<(Moment, DateTime<Utc>)>,
    pub pauses: Vec<Pause>,
}

text_enum! {
    /// How a promise would have ended.
    pub enum Fate {
        Kept => "kept",
        Broken => "broken",
        /// Neither met nor due by now.
        Open => "open",
        /// What starts it never happened, or the ticket was over before it was due.
        Unneeded => "unneeded",
    }
}

/// A promise as it would have been.
#[derive(Debug, Clone, PartialEq)]
pub struct Replayed {
    pub metric: Metric,
    pub target: Target,
    pub due_at: Option<DateTime<Utc>>,
    pub fate: Fate,
}

/// A ticket that would have fared otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub past: Past,
    pub before: Fared,
    pub after: Fared,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Fared {
    pub policy: String,
    pub promises: Vec<Replayed>,
}

/// How many promises of all tickets looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub kept: usize,
    pub broken: usize,
    pub open: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// How many tickets were looked at.
    pub tickets: usize,
    /// Those that would have fared otherwise, newest first.
    pub lines: Vec<Line>,
    pub before: Tally,
    pub after: Tally,
}

/// Runs the policies in force and the draft over the newest `limit` tickets of the community, or of the company. Both sides
/// are replayed by the same rules, so a difference is the draft's doing; what really happened to a promise under an older
/// version, its extensions and later cycles are left out.
pub async fn would_change(
    cache: &SlaCache,
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    draft: &[Policy],
    limit: i64,
    now: DateTime<Utc>,
) -> Result<Trial> {
    let pasts = db::trial::newest(&mut *conn, community, limit).await?;
    let mut trial = Trial {
        tickets: pasts.len(),
        lines: Vec::new(),
        before: Tally::default(),
        after: Tally::default(),
    };
    for past in pasts {
        let calendar = cache.calendar_of(&mut *conn, past.community).await?;
        let settings = cache.settings(&mut *conn).await?;
        let live = in_force(&settings, past.community, None);
        let then = in_force(&settings, past.community, Some((community, draft)));
        let before = fared(live, &past, &calendar.calendar, now)?;
        let after = fared(then, &past, &calendar.calendar, now)?;
        trial.before.add(&before);
        trial.after.add(&after);
        if before.promises != after.promises {
            trial.lines.push(Line {
                past,
                before,
                after,
            });
        }
    }
    Ok(trial)
}

/// The policies a ticket of this community is matched with, in order, a draft in the place of what it would replace.
fn in_force<'p>(
    settings: &'p Settings,
    community: CommunityId,
    draft: Option<(Option<CommunityId>, &'p [Policy])>,
) -> impl Iterator<Item = &'p Policy> {
    let of = move |whose: Option<CommunityId>| match draft {
        Some((of, policies)) if of == whose => policies,
        _ => settings.live(whose).map_or(&[][..], |set| &set.policies),
    };
    of(Some(community))
        .iter()
        .chain(of(None))
        .chain(&preset::house_default().policies)
}

fn fared<'p>(
    policies: impl Iterator<Item = &'p Policy>,
    past: &Past,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<Fared> {
    let facts = Facts {
        kind: &past.kind,
        category: past.category.as_deref(),
        urgency: &past.urgency,
        occupancy: past.occupancy.as_deref(),
        on: local_date(calendar, past.filed_at),
    };
    let policy = pick(policies, &facts)
        .ok_or_else(|| anyhow::anyhow!("the house default has no fallback"))?;
    Ok(Fared {
        policy: policy.slug.clone(),
        promises: replay(policy, past, calendar, now)?,
    })
}

/// How the promises of this policy would have ended for a ticket of the past.
pub fn replay(
    policy: &Policy,
    past: &Past,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<Vec<Replayed>, DueError> {
    let on = local_date(calendar, past.filed_at);
    policy
        .opening(1, 1)
        .map(|(terms, starts_on)| {
            let target = terms.target_on(on);
            let Some(start) = past.first(past.filed_at, |moment| moment == starts_on) else {
                return Ok(Replayed {
                    metric: terms.metric,
                    target,
                    due_at: None,
                    fate: Fate::Unneeded,
                });
            };
            let met = past.first(start, |moment| {
                moment.meets().contains(&terms.metric)
                    && (moment != Moment::Receipt || terms.receipt_counts)
            });
            let closed = past.first(start, |moment| {
                moment == Moment::Closed && !terms.metric.outlives_closing()
            });
            let due_at = due_at(start, target, calendar, &past.pauses)?;
            let passed_by = |instant: DateTime<Utc>| due_at.is_some_and(|due| due < instant);
            let fate = match (met, closed) {
                (Some(met), _) if passed_by(met) => Fate::Broken,
                (Some(_), _) => Fate::Kept,
                (None, Some(closed)) if passed_by(closed) => Fate::Broken,
                (None, Some(_)) => Fate::Unneeded,
                (None, None) if passed_by(now) => Fate::Broken,
                (None, None) => Fate::Open,
            };
            Ok(Replayed {
                metric: terms.metric,
                target,
                due_at,
                fate,
            })
        })
        .collect()
}

impl Past {
    /// The first time that something like this happened, or was implied, from an instant on.
    fn first(&self, from: DateTime<Utc>, is: impl Fn(Moment) -> bool) -> Option<DateTime<Utc>> {
        if is(Moment::Filed) {
            return Some(self.filed_at);
        }
        let like =
            |moment: Moment| is(moment) || moment.implies().iter().any(|implied| is(*implied));
        self.moments
            .iter()
            .filter(|(moment, at)| *at >= from && like(*moment))
            .map(|(_, at)| *at)
            .min()
    }
}

impl Tally {
    fn add(&mut self, fared: &Fared) {
        for promise in &fared.promises {
            match promise.fate {
                Fate::Kept => self.kept += 1,
                Fate::Broken => self.broken += 1,
                Fate::Open => self.open += 1,
                Fate::Unneeded => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-11-{}:00+01:00", text.replace(' ', "T"))
            .parse()
            .unwrap()
    }

    fn complaint(moments: &[(Moment, &str)]) -> Past {
        Past {
            ticket: TicketId(1),
            number: "C-AAAAAA-1".into(),
            community: CommunityId(1),
            kind: "complaint".into(),
            category: None,
            urgency: "normal".into(),
            occupancy: None,
            filed_at: at("02 10:00"),
            moments: moments
                .iter()
                .map(|(moment, when)| (*moment, at(when)))
                .collect(),
            pauses: Vec::new(),
        }
    }

    fn fates(preset: &str, past: &Past) -> Vec<(Metric, Fate)> {
        let calendar: Calendar = include_str!("../../data/calendars/madrid.toml")
            .parse()
            .unwrap();
        let policy = preset::preset(preset)
            .unwrap()
            .policies
            .iter()
            .find(|p| p.matches.kinds == ["complaint"]);
        let replayed = replay(policy.unwrap(), past, &calendar, at("30 10:00")).unwrap();
        replayed
            .into_iter()
            .map(|promise| (promise.metric, promise.fate))
            .collect()
    }

    #[test]
    fn the_same_past_keeps_one_policy_and_breaks_another() {
        let past = complaint(&[
            (Moment::Acknowledged, "05 10:00"),
            (Moment::Answered, "18 10:00"),
        ]);
        assert_eq!(
            fates("default", &past),
            [
                (Metric::Acknowledge, Fate::Broken),
                (Metric::Answer, Fate::Kept)
            ]
        );
        assert_eq!(
            fates("uk-ho-code", &past),
            [
                (Metric::Acknowledge, Fate::Kept),
                (Metric::Answer, Fate::Kept)
            ]
        );
        assert_eq!(
            fates("cn-bj-2025-grade-1", &past),
            [(Metric::Answer, Fate::Broken)]
        );
    }

    #[test]
    fn an_answer_implies_the_acknowledgement_it_counts_from() {
        let past = complaint(&[(Moment::Answered, "03 10:00")]);
        assert_eq!(
            fates("default", &past),
            [
                (Metric::Acknowledge, Fate::Kept),
                (Metric::Answer, Fate::Kept)
            ]
        );
    }

    #[test]
    fn what_never_started_was_not_needed_and_what_is_unmet_is_broken_or_open() {
        assert_eq!(
            fates("default", &complaint(&[])),
            [
                (Metric::Acknowledge, Fate::Broken),
                (Metric::Answer, Fate::Unneeded)
            ]
        );
        let late = complaint(&[(Moment::Acknowledged, "27 10:00")]);
        assert_eq!(fates("default", &late)[1], (Metric::Answer, Fate::Open));
    }
}
