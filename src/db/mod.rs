//! Pool, migrations, the private PostgreSQL, the deed runner.

mod deed;

pub use deed::{Deed, constraint_of};
