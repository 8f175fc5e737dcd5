//! After five failures in a row nobody bothers the server for a minute; then one try decides.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

const FAILURES: u32 = 5;
const REST: Duration = Duration::from_secs(60);

#[derive(Default)]
pub struct Breaker(Mutex<State>);

#[derive(Default)]
struct State {
    failures: u32,
    open_until: Option<Instant>,
}

impl Breaker {
    /// `Err`: how long to stay away. The first to come after the rest is let through, the others wait for what it finds.
    pub fn ask(&self, now: Instant) -> Result<(), Duration> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.open_until {
            Some(until) if now < until => Err(until - now),
            Some(_) => {
                state.open_until = Some(now + REST);
                Ok(())
            }
            None => Ok(()),
        }
    }

    pub fn succeeded(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    pub fn failed(&self, now: Instant) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures += 1;
        if state.failures >= FAILURES {
            state.open_until = Some(now + REST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_after_five_and_lets_one_try_after_a_minute() {
        let breaker = Breaker::default();
        let start = Instant::now();
        for _ in 0..FAILURES {
            assert!(breaker.ask(start).is_ok());
            breaker.failed(start);
        }
        assert_eq!(breaker.ask(start), Err(REST));
        let later = start + REST;
        assert!(breaker.ask(later).is_ok());
        assert!(breaker.ask(later).is_err(), "only one");
        breaker.failed(later);
        assert!(breaker.ask(later + REST / 2).is_err());
        let last = later + REST;
        assert!(breaker.ask(last).is_ok());
        breaker.succeeded();
        assert!(breaker.ask(last).is_ok() && breaker.ask(last).is_ok());
    }
}
