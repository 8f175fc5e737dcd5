//! Numbers and amounts as each language writes them.

use super::{Given, L, Lang};
use crate::money;

impl L {
    /// 12,345 · 12.345 · 12,345
    pub fn number(&self, n: impl Given<i64>) -> String {
        match self.lang {
            Lang::En | Lang::Zh => group(n.given(), ',', 4),
            // The Spanish academies leave four digits together.
            Lang::Es => group(n.given(), '.', 5),
        }
    }

    /// 92 % without decimals: more precision than people act on is noise.
    pub fn percent(&self, n: impl Given<i64>) -> String {
        match self.lang {
            Lang::Es => format!("{}\u{a0}%", n.given()),
            Lang::En | Lang::Zh => format!("{}%", n.given()),
        }
    }

    /// With one decimal: 4.0 · 4,0 · 4.0
    pub fn decimal(&self, n: impl Given<f64>) -> String {
        let figures = format!("{:.1}", n.given());
        match self.lang {
            Lang::Es => figures.replace('.', ","),
            Lang::En | Lang::Zh => figures,
        }
    }

    /// An amount in minor units with its ISO 4217 code: €1,234.50 · 1.234,50 € · ￥1,234.50
    pub fn money(&self, minor: impl Given<i64>, currency: &str) -> String {
        let minor = minor.given();
        let sign = if minor < 0 { "−" } else { "" };
        let digits = money::decimals(currency);
        let unit = 10_u64.pow(digits);
        let size = minor.unsigned_abs();
        let (mark, point) = match self.lang {
            Lang::En | Lang::Zh => (',', '.'),
            Lang::Es => ('.', ','),
        };
        let mut figures = group((size / unit).cast_signed(), mark, 4);
        if digits > 0 {
            figures.push(point);
            figures.push_str(&format!("{:0width$}", size % unit, width = digits as usize));
        }
        let symbol = self.symbol(currency);
        match self.lang {
            Lang::Es => format!("{sign}{figures}\u{a0}{symbol}"),
            Lang::En | Lang::Zh if symbol.chars().all(|c| c.is_ascii_alphabetic()) => {
                format!("{sign}{symbol}\u{a0}{figures}")
            }
            Lang::En | Lang::Zh => format!("{sign}{symbol}{figures}"),
        }
    }

    fn symbol<'a>(&self, currency: &'a str) -> &'a str {
        match (self.lang, currency) {
            (_, "EUR") => "€",
            (_, "GBP") => "£",
            (Lang::En, "USD") => "$",
            (_, "USD") => "US$",
            (Lang::Zh, "CNY") => "￥",
            (_, "CNY") => "CN¥",
            (Lang::Es, "MXN") => "$",
            (_, "MXN") => "MX$",
            (_, other) => other,
        }
    }
}

/// Thousands apart by `mark`, from numbers of `from` digits on.
pub(super) fn group(n: i64, mark: char, from: usize) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 8);
    if n < 0 {
        out.push('−');
    }
    for (i, digit) in digits.char_indices() {
        if i > 0 && digits.len() >= from && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(f: impl Fn(L) -> String) -> [String; 3] {
        Lang::ALL.map(|lang| f(lang.lasting()))
    }

    #[test]
    fn thousands_stand_apart_the_readers_way() {
        assert_eq!(all(|l| l.number(1_234_i64)), ["1,234", "1234", "1,234"]);
        assert_eq!(
            all(|l| l.number(-1_234_567_i64)),
            ["−1,234,567", "−1.234.567", "−1,234,567"]
        );
        assert_eq!(all(|l| l.number(0_i64)), ["0", "0", "0"]);
        assert_eq!(all(|l| l.percent(92_i64)), ["92%", "92\u{a0}%", "92%"]);
    }

    #[test]
    fn amounts_carry_their_currency() {
        assert_eq!(
            all(|l| l.money(123_450_i64, "EUR")),
            ["€1,234.50", "1.234,50\u{a0}€", "€1,234.50"]
        );
        assert_eq!(
            all(|l| l.money(123_450_i64, "CNY")),
            ["CN¥1,234.50", "1.234,50\u{a0}CN¥", "￥1,234.50"]
        );
        assert_eq!(
            all(|l| l.money(-5_i64, "USD")),
            ["−$0.05", "−0,05\u{a0}US$", "−US$0.05"]
        );
        assert_eq!(
            all(|l| l.money(1_500_i64, "JPY")),
            ["JPY\u{a0}1,500", "1.500\u{a0}JPY", "JPY\u{a0}1,500"]
        );
        assert_eq!(
            Lang::En.lasting().money(i64::MIN, "EUR"),
            "−€92,233,720,368,547,758.08"
        );
    }
}
