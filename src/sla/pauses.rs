//! Pauses as intervals: overlapping ones count once.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::due::DueError;

/// Time that does not count: from `from` up to but not including `to`; without an end it is still going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: DateTime<Utc>,
    pub to: Option<DateTime<Utc>>,
}

/// The end of a pause that has none.
pub(super) const OPEN: i64 = i64::MAX;

/// Pauses in order, apart from each other, in microseconds.
pub(super) struct Merged(Vec<(i64, i64)>);

impl Merged {
    pub fn of(pauses: &[Pause]) -> Result<Self, DueError> {
        let mut spans = Vec::with_capacity(pauses.len());
        for pause in pauses {
            let from = pause.from.timestamp_micros();
            let to = pause.to.map_or(OPEN, |to| to.timestamp_micros());
            if to < from {
                return Err(DueError::PauseBackwards {
                    from: pause.from,
                    to: pause.to.unwrap_or(pause.from),
                });
            }
            if from < to {
                spans.push((from, to));
            }
        }
        spans.sort_unstable();
        spans.dedup_by(|next, kept| {
            let joins = next.0 <= kept.1;
            if joins {
                kept.1 = kept.1.max(next.1);
            }
            joins
        });
        Ok(Self(spans))
    }

    /// The parts of `[from, to)` that are not paused, in order.
    pub fn free(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> {
        let first = self.first_ending_after(from);
        let mut pauses = self.0[first..].iter();
        let mut from = from;
        std::iter::from_fn(move || {
            while from < to {
                let Some(&(stop, resume)) = pauses.next() else {
                    return Some((std::mem::replace(&mut from, to), to));
                };
                let start = std::mem::replace(&mut from, resume);
                if start < stop {
                    return Some((start, stop.min(to)));
                }
            }
            None
        })
    }

    pub fn covers(&self, at: i64) -> bool {
        self.0
            .get(self.first_ending_after(at))
            .is_some_and(|&(from, _)| from <= at)
    }

    /// Whether nothing counts any more from this instant on.
    pub fn open_at(&self, at: i64) -> bool {
        self.0
            .last()
            .is_some_and(|&(from, to)| to == OPEN && from <= at)
    }

    /// A search that found nothing: what an open pause holds is open, else it is the fault.
    pub fn unless_open<T>(&self, fault: DueError) -> Result<Option<T>, DueError> {
        if self.open_at(OPEN) {
            Ok(None)
        } else {
            Err(fault)
        }
    }

    /// The pauses that touch `[from, to)`, whole.
    pub fn touching(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> {
        self.0[self.first_ending_after(from)..]
            .iter()
            .copied()
            .take_while(move |&(start, _)| start < to)
    }

    fn first_ending_after(&self, at: i64) -> usize {
        self.0.partition_point(|&(_, to)| to <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn merged(spans: &[(i64, Option<i64>)]) -> Merged {
        let pauses: Vec<_> = spans
            .iter()
            .map(|&(from, to)| Pause {
                from: at(from),
                to: to.map(at),
            })
            .collect();
        Merged::of(&pauses).unwrap()
    }

    fn free(pauses: &Merged, from: i64, to: i64) -> Vec<(i64, i64)> {
        pauses
            .free(from * 1_000_000, to * 1_000_000)
            .map(|(a, b)| (a / 1_000_000, b / 1_000_000))
            .collect()
    }

    #[test]
    fn overlapping_nested_touching_and_empty_pauses_count_once() {
        let pauses = merged(&[
            (50, Some(60)),
            (10, Some(20)),
            (15, Some(30)),
            (12, Some(14)),
            (30, Some(35)),
            (40, Some(40)),
        ]);
        assert_eq!(free(&pauses, 0, 100), [(0, 10), (35, 50), (60, 100)]);
        assert_eq!(free(&pauses, 12, 55), [(35, 50)]);
        assert_eq!(free(&pauses, 35, 50), [(35, 50)]);
        assert_eq!(free(&pauses, 12, 20), []);
        assert_eq!(free(&pauses, 60, 60), []);
    }

    #[test]
    fn an_open_pause_swallows_the_rest() {
        let pauses = merged(&[(50, None), (10, Some(20)), (70, Some(80))]);
        assert_eq!(free(&pauses, 0, 100), [(0, 10), (20, 50)]);
        assert!(pauses.open_at(50_000_000) && !pauses.open_at(49_000_000));
    }

    #[test]
    fn covering_is_half_open() {
        let pauses = merged(&[(10, Some(20))]);
        assert!(!pauses.covers(9_999_999));
        assert!(pauses.covers(10_000_000) && pauses.covers(19_999_999));
        assert!(!pauses.covers(20_000_000));
    }

    #[test]
    fn a_pause_that_ends_before_it_begins_is_refused() {
        assert!(
            Merged::of(&[Pause {
                from: at(2),
                to: Some(at(1))
            }])
            .is_err()
        );
    }
}
