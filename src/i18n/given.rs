//! Templates hand over references, code hands over values: both are taken.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// A `T`, or a reference to one, or a number that becomes one.
pub trait Given<T> {
    fn given(&self) -> T;
}

impl<T, U: Given<T> + ?Sized> Given<T> for &U {
    fn given(&self) -> T {
        (**self).given()
    }
}

macro_rules! themselves {
    ($($t:ty),+) => {$(impl Given<$t> for $t {
        fn given(&self) -> $t {
            *self
        }
    })+};
}
themselves!(
    DateTime<Utc>,
    NaiveDate,
    NaiveTime,
    TimeDelta,
    Tz,
    i64,
    f64,
    usize
);

macro_rules! numbers {
    ($($t:ty),+) => {$(impl Given<i64> for $t {
        fn given(&self) -> i64 {
            i64::try_from(*self).unwrap_or(i64::MAX)
        }
    })+};
}
numbers!(i16, i32, u8, u16, u32, u64, usize);
