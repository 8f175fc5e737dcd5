//! The number an owner can read over the phone: kind letter, six Crockford base-32 characters, a check character.

use std::{fmt, str::FromStr};

use super::model::Kind;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `R-7KQ4M2-8`: random, never sequential. Reads what people say and type: lower case, spaces, no dashes, `O` for zero,
/// `I` and `L` for one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, sqlx::Type, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
pub struct Number(String);

impl Number {
    /// A number of this kind from a random draw. One draw in eight has no check character within the alphabet and is refused:
    /// the check is taken modulo 37, a prime, so that every single wrong character and every swap of neighbours is noticed.
    pub fn from_draw(kind: Kind, draw: u32) -> Option<Self> {
        let code = draw & 0x3fff_ffff;
        let check = check(kind.letter(), code)?;
        let digits: String = (0..6)
            .rev()
            .map(|place| char::from(ALPHABET[((code >> (5 * place)) & 31) as usize]))
            .collect();
        Some(Self(format!("{}-{digits}-{check}", kind.letter())))
    }

    /// Draws until a number comes out.
    pub fn draw(kind: Kind) -> Self {
        loop {
            if let Some(number) = Self::from_draw(kind, rand::random()) {
                return number;
            }
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check(letter: char, code: u32) -> Option<char> {
    let sum = (u64::from(u32::from(letter)) << 30) | u64::from(code);
    ALPHABET.get((sum % 37) as usize).copied().map(char::from)
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a ticket number")]
pub struct NotANumber;

impl FromStr for Number {
    type Err = NotANumber;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let mut said = s
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.' | '#'))
            .map(|c| c.to_ascii_uppercase());
        let kind = said.next().and_then(Kind::from_letter).ok_or(NotANumber)?;
        let digits: Vec<u32> = said
            .map(|c| match c {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            })
            .map(|c| {
                ALPHABET
                    .iter()
                    .position(|&a| char::from(a) == c)
                    .map(|at| at as u32)
            })
            .collect::<Option<_>>()
            .ok_or(NotANumber)?;
        let [code @ .., said_check] = digits.as_slice() else {
            return Err(NotANumber);
        };
        if code.len() != 6 {
            return Err(NotANumber);
        }
        let number = Self::from_draw(kind, code.iter().fold(0, |sum, digit| sum << 5 | digit))
            .ok_or(NotANumber)?;
        if number
            .0
            .ends_with(char::from(ALPHABET[*said_check as usize]))
        {
            Ok(number)
        } else {
            Err(NotANumber)
        }
    }
}

impl TryFrom<String> for Number {
    type Error = NotANumber;
    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_numbers() -> impl Iterator<Item = Number> {
        (0..200_u32).filter_map(|i| Number::from_draw(Kind::Repair, i.wrapping_mul(0x9e37_79b9)))
    }

    #[test]
    fn a_number_reads_back_however_it_is_said() {
        for number in some_numbers() {
            let plain = number.as_str().replace('-', "").to_lowercase();
            assert_eq!(plain.parse(), Ok(number.clone()));
            assert_eq!(
                plain.replace('0', "o").replace('1', "l").parse(),
                Ok(number)
            );
        }
    }

    #[test]
    fn every_wrong_character_and_every_swap_is_noticed() {
        for number in some_numbers() {
            let chars: Vec<char> = number.as_str().chars().collect();
            for at in (2..8).chain([9]) {
                for &other in ALPHABET.iter().filter(|&&a| char::from(a) != chars[at]) {
                    let mut wrong = chars.clone();
                    wrong[at] = char::from(other);
                    assert!(
                        wrong.iter().collect::<String>().parse::<Number>().is_err(),
                        "{number} at {at} with {other}"
                    );
                }
            }
            for at in 2..7 {
                let mut swapped = chars.clone();
                swapped.swap(at, at + 1);
                if swapped != chars {
                    assert!(
                        swapped
                            .iter()
                            .collect::<String>()
                            .parse::<Number>()
                            .is_err(),
                        "{number} swapped at {at}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_letter_is_part_of_the_check() {
        for number in some_numbers() {
            assert!(
                number
                    .as_str()
                    .replacen('R', "C", 1)
                    .parse::<Number>()
                    .is_err()
            );
        }
    }
}
