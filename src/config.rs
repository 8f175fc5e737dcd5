//! Every setting, read once from the environment, all faults reported together.

#[derive(Debug, Clone, Default)]
pub struct Config {}
