//! One row of a file of homes.

use chrono::NaiveDate;

use super::super::OccupancyRole;
use crate::{
    i18n::{Lang, Message},
    text::{Email, FullName, Phone, table::Line},
};

const KINDS: [&str; 4] = ["home", "shop", "parking", "storage"];

/// A row that reads well; whether its community exists is another matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub community: String,
    pub building: String,
    pub address: String,
    pub unit: String,
    pub kind: &'static str,
    pub occupant: Option<Occupant>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occupant {
    pub name: FullName,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    pub language: Option<Lang>,
    pub role: OccupancyRole,
    /// Hundredths of a per cent.
    pub share: Option<i32>,
    pub from_on: Option<NaiveDate>,
    pub to_on: Option<NaiveDate>,
}

pub fn row(line: &Line<'_>) -> Result<Row, String> {
    let kind = match line.get("kind").to_lowercase() {
        typed if typed.is_empty() => KINDS[0],
        typed => KINDS
            .into_iter()
            .find(|kind| *kind == typed)
            .ok_or_else(|| format!("kind: {typed:?} is not one of {}", KINDS.join(", ")))?,
    };
    Ok(Row {
        line: line.number,
        community: line.words("community", 100)?,
        building: line.words("building", 120)?,
        address: line.optional("address", 240)?,
        unit: line.words("unit", 60)?,
        kind,
        occupant: occupant(line)?,
    })
}

fn occupant(line: &Line<'_>) -> Result<Option<Occupant>, String> {
    if line.get("name").is_empty() {
        return match ["email", "phone"]
            .iter()
            .find(|of| !line.get(of).is_empty())
        {
            Some(of) => Err(format!("name: is empty, and there is an {of}")),
            None => Ok(None),
        };
    }
    let word = |name: &str, known: &dyn Fn(&str) -> bool, all: &str| match line.get(name) {
        "" => Ok(None),
        typed if known(&typed.to_lowercase()) => Ok(Some(typed.to_lowercase())),
        typed => Err(format!("{name}: {typed:?} is not one of {all}")),
    };
    let language = word("language", &|l| Lang::from_code(l).is_some(), "en, es, zh")?;
    let roles: Vec<_> = OccupancyRole::ALL
        .iter()
        .map(|role| role.as_str())
        .collect();
    let roles = roles.join(", ");
    let role = word("role", &|r| r.parse::<OccupancyRole>().is_ok(), &roles)?;
    Ok(Some(Occupant {
        name: line.parsed("name", FullName::parse)?,
        email: line.parsed("email", Email::optional)?,
        phone: line.parsed("phone", Phone::optional)?,
        language: language.and_then(|code| Lang::from_code(&code)),
        role: role
            .and_then(|role| role.parse().ok())
            .unwrap_or(OccupancyRole::Owner),
        share: line.parsed("share", share)?,
        from_on: line.day("from")?,
        to_on: line.day("to")?,
    }))
}

/// "33.33" or "33,33 %" in hundredths of a per cent.
fn share(typed: &str) -> Result<Option<i32>, Message> {
    let figures = typed.trim_end_matches('%').trim().replace(',', ".");
    if figures.is_empty() {
        return Ok(None);
    }
    let (whole, part) = figures.split_once('.').unwrap_or((&figures, ""));
    let is_fine = [whole, part]
        .iter()
        .all(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    let hundredths: Option<i32> = format!("{whole}{:0<2}", part.get(..2).unwrap_or(part))
        .parse()
        .ok();
    hundredths
        .filter(|hundredths| is_fine && (0..=10_000).contains(hundredths))
        .map(Some)
        .ok_or_else(|| Message::new("form-share"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_to_the_hundredth() {
        for (typed, hundredths) in [
            ("", None),
            ("50", Some(5_000)),
            ("33.33", Some(3_333)),
            ("33,3 %", Some(3_330)),
            ("100%", Some(10_000)),
        ] {
            assert_eq!(share(typed).ok(), Some(hundredths), "{typed}");
        }
        for typed in ["101", "-1", "half", "1.2.3"] {
            assert!(share(typed).is_err(), "{typed}");
        }
    }
}
