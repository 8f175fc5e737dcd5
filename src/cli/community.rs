use chrono_tz::Tz;

use super::plain;
use crate::{
    app::App,
    clock::Clock,
    config::Config,
    i18n::Lang,
    property::{self, NewCommunity},
    sla,
    text::Phone,
};

/// Communities: the estates that are looked after.
#[derive(Debug, clap::Subcommand)]
pub enum Community {
    Add(Add),
    /// Every community: short name, time zone, currency, language, name
    List,
}

/// Make a community; its homes and people then come by `ventanilla import homes`
///
/// It works by the calendar of its time zone and by the company's rules and promises, until it is given its own on the pages.
#[derive(Debug, Clone, clap::Args)]
pub struct Add {
    /// Short name, as files and addresses use it: small letters, figures, dashes
    #[arg(value_parser = slug)]
    slug: String,
    /// Name as owners read it
    #[arg(long, value_parser = name)]
    name: String,
    /// Time zone by its IANA name, as in Europe/Madrid
    #[arg(long, value_parser = zone)]
    zone: Tz,
    /// Currency of its bills, three letters of ISO 4217, as in EUR
    #[arg(long, value_parser = currency)]
    currency: String,
    /// Language of its letters unless a person chose another: en, es, zh
    #[arg(long, default_value = "en", value_parser = super::language)]
    language: Lang,
    /// Telephone of the desk
    #[arg(long, value_parser = phone)]
    phone: Option<Phone>,
    /// Telephone for danger, day and night
    #[arg(long, value_parser = phone)]
    emergency_phone: Option<Phone>,
}

fn slug(typed: &str) -> Result<String, String> {
    let is_fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let ends = !typed.starts_with('-') && !typed.ends_with('-');
    if (1..=40).contains(&typed.len()) && ends && typed.bytes().all(is_fine) {
        Ok(typed.to_owned())
    } else {
        Err("small letters, figures and dashes, at most 40, as in los-olivos".to_owned())
    }
}

fn name(typed: &str) -> Result<String, String> {
    let words = crate::text::Words::line(typed, 1..=120);
    words
        .map(crate::text::Words::into_string)
        .map_err(|message| Lang::En.lasting().m(&message))
}

fn zone(typed: &str) -> Result<Tz, String> {
    typed
        .parse()
        .map_err(|_| "not an IANA time zone, as in Europe/Madrid".to_owned())
}

fn currency(typed: &str) -> Result<String, String> {
    let code = typed.to_ascii_uppercase();
    if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
        Ok(code)
    } else {
        Err("three letters, as in EUR".to_owned())
    }
}

fn phone(typed: &str) -> Result<Phone, String> {
    Phone::parse(typed).map_err(|message| Lang::En.lasting().m(&message))
}

impl Community {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = App::build(config, Clock::System).await?;
        match self {
            Self::Add(add) => {
                let slug = add.slug.clone();
                let is_new = app.deed(move |d| {
                    let add = add.clone();
                    Box::pin(async move {
                        if property::community_by_slug(d.conn(), &add.slug)
                            .await?
                            .is_some()
                        {
                            return Ok(false);
                        }
                        let said = |phone: &Option<Phone>| {
                            phone.as_ref().map(ToString::to_string).unwrap_or_default()
                        };
                        let new = NewCommunity {
                            slug: &add.slug,
                            name: &add.name,
                            zone: add.zone,
                            currency: &add.currency,
                            language: add.language,
                            phone: &said(&add.phone),
                            emergency_phone: &said(&add.emergency_phone),
                        };
                        let id = property::add_community(d.conn(), &new).await?;
                        sla::give_calendar(d.conn(), id).await?;
                        Ok(true)
                    })
                });
                anyhow::ensure!(
                    is_new.await.map_err(plain)?,
                    "there is a community `{slug}` already"
                );
                println!("{slug} is there; its homes come by: ventanilla import homes FILE.csv");
            }
            Self::List => {
                let mut conn = app.pool.acquire().await?;
                for community in property::communities(&mut conn).await.map_err(plain)? {
                    println!(
                        "{}\t{}\t{}\t{}\t{}",
                        community.slug,
                        community.zone,
                        community.currency,
                        community.language.code(),
                        community.name
                    );
                }
            }
        }
        Ok(())
    }
}
