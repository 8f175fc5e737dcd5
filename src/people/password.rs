//! Staff passwords: Argon2id with OWASP's least figures (19 MiB, 2 passes, 1 lane), as many at once as there are cores, so
//! that a flood of sign-ins costs neither memory nor the pages' threads.

use std::sync::{
    LazyLock,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use anyhow::Context;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use tokio::sync::Semaphore;

use crate::{
    error::{AppError, Result},
    i18n::Message,
};

pub const SHORTEST: usize = 12;
pub const LONGEST: usize = 200;
const QUEUE: usize = 32;

/// A password as chosen: long enough and not one that is tried first.
#[derive(Clone)]
pub struct NewPassword(String);

impl NewPassword {
    /// `near` is what others know: login, name, the product's own name.
    pub fn parse(typed: &str, near: &[&str]) -> Result<Self, Message> {
        let length = typed.chars().count();
        if length < SHORTEST {
            return Err(Message::new("people-password-short").count("count", SHORTEST));
        }
        if length > LONGEST {
            return Err(Message::new("people-password-long").count("count", LONGEST));
        }
        let plain: String = typed
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let is_near = near.iter().any(|word| {
            let word: String = word
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect();
            word.chars().count() >= 3 && plain.replace(&word, "").chars().count() < 8
        });
        if is_near || is_common(&plain) {
            return Err(Message::new("people-password-common"));
        }
        Ok(Self(typed.to_owned()))
    }

    pub async fn hash(self) -> Result<String> {
        let hash = in_turn(move || {
            argon2().and_then(|a| Ok(a.hash_password(self.0.as_bytes())?.to_string()))
        });
        Ok(hash.await??)
    }
}

/// Whether it is this account's password. Takes as long when there is no account.
pub async fn is_right(typed: &str, hash: Option<&str>) -> Result<bool> {
    static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| {
        Some(
            argon2()
                .ok()?
                .hash_password(b"nobody's password")
                .ok()?
                .to_string(),
        )
    });
    let typed: String = typed.chars().take(LONGEST).collect();
    let known = hash.map(str::to_owned);
    in_turn(move || {
        let hash = known.as_deref().or(NOBODYS.as_deref()).unwrap_or("");
        let fits = argon2().is_ok_and(|a| a.verify_password(typed.as_bytes(), hash).is_ok());
        fits && known.is_some()
    })
    .await
}

fn argon2() -> anyhow::Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).context("Argon2 parameters")?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    static PLACES: LazyLock<Semaphore> = LazyLock::new(|| {
        Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from))
    });
    static WAITING: AtomicUsize = AtomicUsize::new(0);
    if WAITING.fetch_add(1, Relaxed) >= QUEUE {
        WAITING.fetch_sub(1, Relaxed);
        return Err(AppError::Busy);
    }
    let place = PLACES.acquire().await;
    WAITING.fetch_sub(1, Relaxed);
    let place = place?;
    let done = tokio::task::spawn_blocking(work).await?;
    drop(place);
    Ok(done)
}

/// One word or figure over and over, a run of the keyboard or the alphabet, or a word everybody tries with figures around.
fn is_common(plain: &str) -> bool {
    const RUNS: [&str; 6] = [
        "01234567890123456789",
        "09876543210987654321",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn",
    ];
    const WORDS: [&str; 40] = [
        "password",
        "passwort",
        "contraseña",
        "contrasena",
        "passw0rd",
        "p4ssword",
        "qwerty",
        "qwertz",
        "azerty",
        "letmein",
        "welcome",
        "bienvenido",
        "iloveyou",
        "teamo",
        "tequiero",
        "monkey",
        "dragon",
        "football",
        "futbol",
        "baseball",
        "sunshine",
        "princess",
        "princesa",
        "superman",
        "batman",
        "master",
        "admin",
        "administrator",
        "administrador",
        "changeme",
        "secret",
        "secreto",
        "login",
        "whatever",
        "trustno",
        "starwars",
        "woaini",
        "mima",
        "barcelona",
        "realmadrid",
    ];
    let letters: Vec<char> = plain.chars().collect();
    if letters.len() < 8
        || (1..=4).any(|n| {
            letters
                .iter()
                .zip(letters.iter().skip(n))
                .all(|(a, b)| a == b)
        })
    {
        return true;
    }
    let bare = plain.trim_matches(|c: char| c.is_ascii_digit());
    if RUNS
        .iter()
        .any(|run| run.repeat(2).contains(plain) || (bare.len() > 4 && run.contains(bare)))
    {
        return true;
    }
    let mut rest = plain.to_owned();
    for word in WORDS {
        rest = rest.replace(word, "");
    }
    // what is left beside the words is too little to be the secret
    rest != plain && rest.chars().filter(|c| !c.is_ascii_digit()).count() < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_unexpected_is_enough() {
        for good in [
            "correct horse battery",
            "Lluvia en la ventana 3",
            "窗外的雨下了一整夜没有停过",
            "xK9#mm2!qLv0",
        ] {
            assert!(
                NewPassword::parse(good, &["ana", "Ana Ruiz", "ventanilla"]).is_ok(),
                "{good}"
            );
        }
        for bad in [
            "elevenchars",
            "password1234",
            "Password12345!",
            "aaaaaaaaaaaa",
            "123412341234",
            "qwertyuiop123",
            "123456789012",
            "abcdefghijklm",
            "anaruiz123456",
            "Ventanilla2026",
            "contraseña2026",
            "            ",
        ] {
            assert!(
                NewPassword::parse(bad, &["ana", "Ana Ruiz", "ventanilla"]).is_err(),
                "{bad}"
            );
        }
        assert!(NewPassword::parse(&"x1y".repeat(80), &[]).is_err());
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_and_nothing_fits_no_account() {
        let hash = NewPassword::parse("correct horse battery", &[])
            .unwrap()
            .hash()
            .await
            .unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            is_right("correct horse battery", Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !is_right("correct horse batterz", Some(&hash))
                .await
                .unwrap()
        );
        assert!(!is_right("nobody's password", None).await.unwrap());
    }
}
