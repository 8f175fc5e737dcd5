//! Amounts in minor units of a currency.
