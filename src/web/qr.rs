//! A QR code as one SVG path: no image, no script, sharp on paper.

use std::fmt::Write;

use anyhow::Context;
use fast_qr::{ECL, QRBuilder};

use crate::error::Result;

/// ```html
/// <svg viewBox="0 0 {{ qr.side }} {{ qr.side }}" …><rect width="100%" height="100%" fill="#fff"/><path d="{{ qr.path }}"/></svg>
/// ```
#[derive(Debug, Clone)]
pub struct Qr {
    /// Modules from edge to edge, the quiet zone of four included.
    pub side: usize,
    pub path: String,
}

impl Qr {
    const QUIET: usize = 4;

    pub fn of(text: &str) -> Result<Self> {
        let code = QRBuilder::new(text)
            .ecl(ECL::M)
            .build()
            .ok()
            .context("too long for a QR code")?;
        let mut path = String::new();
        for y in 0..code.size {
            let row = &code.data[y * code.size..(y + 1) * code.size];
            let mut x = 0;
            while x < code.size {
                let run = row[x..].iter().take_while(|module| module.value()).count();
                if run > 0 {
                    write!(
                        path,
                        "M{} {}h{run}v1h-{run}z",
                        x + Self::QUIET,
                        y + Self::QUIET
                    )?;
                }
                x += run.max(1);
            }
        }
        Ok(Self {
            side: code.size + 2 * Self::QUIET,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begins_with_the_corner_of_its_finder_pattern() {
        let qr = Qr::of("https://example.org/r/R-7KQ4M2-8").unwrap();
        assert!(qr.side >= 21 + 8);
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "{}", &qr.path[..40]);
    }
}
