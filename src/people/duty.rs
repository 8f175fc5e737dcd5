//! Who is on duty, and who is accountable when a ticket comes to a department: never nobody.

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;
use sqlx::PgConnection;

use super::db;
use crate::{
    error::Result,
    ids::{CommunityId, DepartmentId, PersonId},
};

/// How a department picks the person who answers for a new ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strategy {
    Person(PersonId),
    LeastLoaded,
    RoundRobin,
    Head,
}

/// Somebody who could be accountable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    pub standing: Standing,
    pub on_duty: bool,
    /// Open tickets they answer for, counted to fifty.
    pub load: i64,
    pub last_given_at: Option<DateTime<Utc>>,
}

/// The ladder of `DESIGN.md`: a person; else the department's duty person; else its head; else the desk's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Member,
    Duty,
    Head,
    DeskDuty,
    DeskHead,
}

/// Reads the candidates and picks. `None` only in a company where neither the department nor the desk has anybody at all.
pub async fn accountable(
    conn: &mut PgConnection,
    department: DepartmentId,
    community: CommunityId,
    zone: Tz,
    strategy: Strategy,
    not: &[i64],
    now: DateTime<Utc>,
) -> Result<Option<PersonId>> {
    let local = now.with_timezone(&zone);
    let named = match strategy {
        Strategy::Person(person) => Some(person),
        Strategy::LeastLoaded | Strategy::RoundRobin | Strategy::Head => None,
    };
    let weekday = local.weekday().number_from_monday() as i32;
    let mut candidates = db::candidates(
        conn,
        department,
        community,
        named,
        weekday,
        local.time(),
        now,
    )
    .await?;
    candidates.retain(|candidate| !not.contains(&candidate.person.0));
    Ok(pick(&candidates, strategy))
}

/// Pure: the strategy among members on duty; else the ladder.
pub fn pick(candidates: &[Candidate], strategy: Strategy) -> Option<PersonId> {
    let on_duty = || {
        candidates
            .iter()
            .filter(|c| c.standing == Standing::Member && c.on_duty)
    };
    let head = || {
        candidates
            .iter()
            .find(|c| c.standing == Standing::Head && c.on_duty)
    };
    let by_load = || on_duty().min_by_key(|c| (c.load, c.last_given_at, c.person));
    let chosen = match strategy {
        Strategy::Person(person) => candidates
            .iter()
            .find(|c| c.person == person && c.on_duty)
            .or_else(by_load),
        Strategy::LeastLoaded => by_load(),
        Strategy::RoundRobin => on_duty().min_by_key(|c| (c.last_given_at, c.person)),
        Strategy::Head => head().or_else(by_load),
    };
    chosen.or_else(|| ladder(candidates)).map(|c| c.person)
}

/// Nobody is on duty: the duty person answers, then the head, then the desk's. Whether they are at work or not: a promise is
/// theirs until they hand it over.
fn ladder(candidates: &[Candidate]) -> Option<&Candidate> {
    candidates
        .iter()
        .filter(|c| c.standing > Standing::Member)
        .min_by_key(|c| c.standing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(person: i64, on_duty: bool, load: i64, last: Option<i64>) -> Candidate {
        Candidate {
            person: PersonId(person),
            standing: Standing::Member,
            on_duty,
            load,
            last_given_at: last.and_then(|at| DateTime::from_timestamp(at, 0)),
        }
    }

    fn other(person: i64, standing: Standing) -> Candidate {
        Candidate {
            standing,
            ..member(person, false, 0, None)
        }
    }

    #[test]
    fn the_least_loaded_on_duty_is_picked_and_ties_go_by_turn() {
        let team = [
            member(1, true, 4, None),
            member(2, false, 0, None),
            member(3, true, 2, Some(9)),
            member(4, true, 2, Some(5)),
        ];
        assert_eq!(pick(&team, Strategy::LeastLoaded), Some(PersonId(4)));
    }

    #[test]
    fn round_robin_goes_to_who_waited_longest() {
        let team = [member(1, true, 0, Some(9)), member(2, true, 7, Some(3))];
        assert_eq!(pick(&team, Strategy::RoundRobin), Some(PersonId(2)));
    }

    #[test]
    fn a_named_person_who_is_away_is_replaced_by_a_colleague() {
        let team = [member(1, false, 0, None), member(2, true, 7, None)];
        assert_eq!(
            pick(&team, Strategy::Person(PersonId(1))),
            Some(PersonId(2))
        );
    }

    #[test]
    fn with_nobody_on_duty_the_ladder_answers_and_never_nobody() {
        let mut team = vec![
            member(1, false, 0, None),
            other(9, Standing::DeskHead),
            other(8, Standing::DeskDuty),
            other(7, Standing::Head),
            other(6, Standing::Duty),
        ];
        for expected in [6, 7, 8, 9] {
            assert_eq!(pick(&team, Strategy::LeastLoaded), Some(PersonId(expected)));
            team.pop();
        }
    }
}
