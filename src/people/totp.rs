//! The second factor: six figures from an app, a new number every 30 seconds (RFC 6238). Each is good once.

use anyhow::Context;
use chrono::{DateTime, Utc};
use rand::Rng;
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Builder, Totp};

use crate::error::Result;

/// Shared with the person's app: 160 bits, the length RFC 4226 recommends.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(Vec<u8>);

impl Secret {
    pub fn random() -> Self {
        let mut bytes = vec![0; 20];
        rand::rng().fill_bytes(&mut bytes);
        Self(bytes)
    }

    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// In groups of four, for typing it in where a camera is no help.
    pub fn in_words(&self) -> Result<String> {
        let letters = self.totp("")?.secret().to_base32();
        let groups: Vec<_> = letters
            .as_bytes()
            .chunks(4)
            .map(String::from_utf8_lossy)
            .collect();
        Ok(groups.join(" "))
    }

    /// What the app reads: from a link on the phone itself, from a picture on another screen.
    pub fn link(&self, login: &str) -> Result<String> {
        Ok(self.totp(login)?.to_url().context("otpauth link")?)
    }

    /// The step this code belongs to, one to either side of `now` because clocks differ; nothing if it is wrong.
    pub fn step_of(&self, typed: &str, now: DateTime<Utc>) -> Result<Option<i64>> {
        let code: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        let step = self
            .totp("")?
            .check(&code, u64::try_from(now.timestamp()).unwrap_or(0));
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }

    /// The code of this moment: tests and the demo's seed stand in for the app.
    pub fn code_at(&self, now: DateTime<Utc>) -> Result<String> {
        Ok(self
            .totp("")?
            .generate(u64::try_from(now.timestamp()).unwrap_or(0))
            .to_string())
    }

    fn totp(&self, login: &str) -> Result<Totp> {
        // SHA-1: several apps ignore another algorithm and then show codes that never fit
        let builder = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_secret(self.0.clone())
            .with_account_name(if login.is_empty() { "staff" } else { login })
            .with_issuer(Some("Ventanilla"));
        Ok(builder.build().context("TOTP secret")?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_for_its_step_and_its_neighbours() {
        let secret = Secret::from_bytes(b"12345678901234567890".to_vec());
        let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap();
        // RFC 6238 appendix B, last six figures
        assert_eq!(secret.code_at(at(59)).unwrap(), "287082");
        assert_eq!(secret.step_of(" 287 082 ", at(59)).unwrap(), Some(1));
        assert_eq!(secret.step_of("287082", at(89)).unwrap(), Some(1));
        assert_eq!(secret.step_of("287082", at(90)).unwrap(), None);
        assert_eq!(secret.step_of("28708", at(59)).unwrap(), None);
        assert_eq!(secret.step_of("２８７０８２", at(59)).unwrap(), None);
    }

    #[test]
    fn the_secret_can_be_read_and_linked() {
        let secret = Secret::from_bytes(b"12345678901234567890".to_vec());
        assert_eq!(
            secret.in_words().unwrap(),
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
        );
        assert!(
            secret
                .link("ana")
                .unwrap()
                .starts_with("otpauth://totp/Ventanilla:ana?secret=GEZDGNBVGY3TQOJQ")
        );
    }
}
