//! A mail's words, in the reader's language, always in one order: what we heard, what we will do, by when, who, and what to do
//! if that is wrong.

use askama::Template as _;
use chrono::{DateTime, Utc};

use super::{
    template::Template,
    words::{Facts, round_later},
};
use crate::{error::Audience, i18n::L};

/// Of the owner's own words, in a receipt.
const OWN_WORDS: usize = 140;

/// What a letter is made of.
#[derive(Debug, Clone)]
pub struct Letter {
    pub template: Template,
    pub facts: Facts,
    /// What the reader is called.
    pub reader: String,
    /// What somebody wrote with the event.
    pub text: Option<String>,
    /// Running promises to the owner that are not late, soonest first.
    pub promises: Vec<(String, DateTime<Utc>)>,
    pub open: bool,
    pub state: String,
    pub emergency: bool,
    pub emergency_phone: String,
    pub community: String,
    pub place: String,
    /// Of the ticket's page.
    pub link: String,
}

#[derive(askama::Template)]
#[template(path = "mail/owner.txt", escape = "none")]
struct OwnerMail<'a> {
    letter: &'a Letter,
    l: L,
    danger: Option<String>,
    heard: String,
    quote: Option<String>,
    deed: Vec<String>,
    by_when: Vec<String>,
    who: String,
    way_back: String,
    sign: String,
}

#[derive(askama::Template)]
#[template(path = "mail/staff.txt", escape = "none")]
struct StaffMail<'a> {
    letter: &'a Letter,
    l: L,
    line: String,
}

/// Subject and text.
pub struct Words {
    pub subject: String,
    pub text: String,
}

impl Letter {
    pub fn words(&self, l: L) -> Result<Words, askama::Error> {
        let subject = self.line(l);
        let text = match self.template.face() {
            Audience::Owner => self.owner(l).render()?,
            Audience::Staff => StaffMail {
                letter: self,
                l,
                line: subject.clone(),
            }
            .render()?,
        };
        Ok(Words {
            subject,
            text: tidy(&text),
        })
    }

    /// One sentence: the mail's subject, and the notice in the product.
    pub fn line(&self, l: L) -> String {
        self.say(l, "line")
    }

    fn owner(&self, l: L) -> OwnerMail<'_> {
        let danger = self.template == Template::Received
            && self.emergency
            && !self.emergency_phone.is_empty();
        let quote = self
            .text
            .as_deref()
            .filter(|_| self.template.quotes())
            .map(|text| self.quoted(text));
        OwnerMail {
            letter: self,
            l,
            danger: danger.then(|| l.a("notify-danger", "phone", &self.emergency_phone)),
            heard: self.heard(l),
            quote,
            deed: self.deed(l),
            by_when: self.by_when(l),
            who: self.who(l),
            way_back: self.way_back(l),
            sign: self
                .facts
                .who
                .as_deref()
                .or(self.facts.actor.as_deref())
                .unwrap_or(&self.community)
                .to_owned(),
        }
    }

    fn say(&self, l: L, part: &str) -> String {
        l.m(&self.facts.message_of(l, self.template, part))
    }

    fn heard(&self, l: L) -> String {
        match (self.template, self.facts.word("metric")) {
            (Template::Apology, Some(metric)) => l.m(&self
                .facts
                .message(l, format!("notify-apology-heard-{metric}"))),
            _ => self.say(l, "heard"),
        }
    }

    /// What we do about it; one paragraph each.
    fn deed(&self, l: L) -> Vec<String> {
        let own = |key: String| l.m(&self.facts.message(l, key));
        match self.template {
            Template::Received if l.label(&self.facts.department).is_empty() => {
                vec![own("notify-received-do-desk".to_owned())]
            }
            Template::Answer if !self.open => vec![],
            Template::Hold => {
                let reason = self.facts.word("reason").unwrap_or_default();
                vec![own(format!("notify-wait-{reason}")), self.say(l, "do")]
            }
            Template::Declined => {
                let reason = self.facts.word("reason").unwrap_or("other");
                let referral = self
                    .facts
                    .word("referral")
                    .map(|_| own("notify-referral".to_owned()));
                std::iter::once(own(format!("notify-decline-{reason}")))
                    .chain(referral)
                    .collect()
            }
            Template::Apology if self.facts.instant("new_due").is_none() => {
                vec![self.say(l, "do"), self.say(l, "late")]
            }
            Template::Apology => vec![
                self.say(l, "do"),
                own(format!("notify-cause-{}", self.state)),
            ],
            _ => vec![self.say(l, "do")],
        }
    }

    fn by_when(&self, l: L) -> Vec<String> {
        match self.template {
            Template::Apology if self.facts.instant("new_due").is_some() => {
                vec![self.say(l, "new")]
            }
            template if template.promises() => self
                .promises
                .iter()
                .map(|(metric, due)| {
                    let what = l.t(&format!("owner-metric-{metric}"));
                    l.aa(
                        "notify-promise",
                        "what",
                        what,
                        "when",
                        l.moment(round_later(*due), self.facts.zone),
                    )
                })
                .collect(),
            _ => vec![],
        }
    }

    fn who(&self, l: L) -> String {
        let key = match (self.facts.who.is_some(), self.facts.phone.is_empty()) {
            (true, false) => "notify-who",
            (true, true) => "notify-who-no-phone",
            (false, false) => "notify-who-nobody",
            (false, true) => return String::new(),
        };
        l.m(&self.facts.message(l, key))
    }

    fn way_back(&self, l: L) -> String {
        match self.template {
            Template::Apology
                if self.facts.instant("new_due").is_some() && self.facts.manager.is_some() =>
            {
                self.say(l, "wrong")
            }
            template if template.has_own_way_back() => self.say(l, "wrong"),
            _ => l.m(&self.facts.message(l, "notify-wrong")),
        }
    }

    /// Each line marked as somebody's words, as mail programs show them.
    fn quoted(&self, text: &str) -> String {
        let text = if self.template == Template::Received {
            cut(text, OWN_WORDS)
        } else {
            text.to_owned()
        };
        text.lines()
            .map(|line| format!("> {line}"))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        text.to_owned()
    } else {
        text.chars().take(most - 1).chain(['…']).collect()
    }
}

/// No line of spaces, no two empty lines in a row, one line end at the end.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && (tidy.is_empty() || tidy.ends_with("\n\n"))) {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

#[cfg(test)]
mod tests;
