use anyhow::Context;
use serde_json::{Value, json};

use super::plain;
use crate::{
    app::App,
    audit,
    clock::Clock,
    config::Config,
    db::{Deed, constraint_of},
    error::{AppError, Result},
    i18n::{Lang, Message},
    ids::PersonId,
    people::{self, NewPerson, Role, account},
    register::Action,
};

/// Let the company's people in: the first administrator above all; the rest can be done on the pages.
///
/// Nobody sets another's password: each command that lets somebody in prints a link, good once and for three days, at
/// which they choose their password and set up their second factor.
#[derive(Debug, clap::Subcommand)]
pub enum User {
    Add(Add),
    /// A new set-up link for who forgot the password or lost the phone; the old ones are worth nothing at once
    Link(Login),
    /// Switch an account off; its sessions end with the next click
    Disable(Login),
    /// Switch an account on again
    Enable(Login),
}

/// Make an account and print its set-up link
#[derive(Debug, Clone, clap::Args)]
pub struct Add {
    /// Login: small letters, figures, dots, dashes
    login: String,
    /// Name as owners read it
    #[arg(long)]
    name: String,
    #[arg(long)]
    email: Option<String>,
    /// Language of the pages: en, es, zh
    #[arg(long, default_value = "en", value_parser = super::language)]
    language: Lang,
    /// desk, manager, finance, admin; for the whole company; may be given several times
    #[arg(long = "role", value_parser = role)]
    roles: Vec<Role>,
    /// Department to work in, by its short name, as in engineering; may be given several times
    #[arg(long = "department", value_name = "DEPARTMENT")]
    departments: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct Login {
    login: String,
}

fn role(typed: &str) -> std::result::Result<Role, String> {
    let known = Role::ALL.iter().find(|role| role.as_str() == typed);
    // the two others come with a department or a community, not by name
    known
        .filter(|role| !matches!(role, Role::Department | Role::Committee))
        .copied()
        .ok_or_else(|| "not one of desk, manager, finance, admin".to_owned())
}

impl User {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = App::build(config, Clock::System).await?;
        match self {
            Self::Add(add) => {
                let added = app.deed(move |d| {
                    let add = add.clone();
                    Box::pin(async move { add.make(d).await })
                });
                print_link(&app, &added.await.map_err(in_words)?)
            }
            Self::Link(Login { login }) => {
                let person = who(&app, &login).await?;
                let invited = app.deed(move |d| {
                    let login = login.clone();
                    Box::pin(async move {
                        let now = d.now;
                        let link = account::invite(d.conn(), person, &login, now).await?;
                        note(d, Action::LinkSent, person, json!({ "login": login })).await?;
                        Ok(link)
                    })
                });
                print_link(&app, invited.await.map_err(in_words)?.path().as_str())
            }
            Self::Disable(Login { login }) => {
                let person = who(&app, &login).await?;
                let done = app.deed(move |d| {
                    Box::pin(async move {
                        let now = d.now;
                        account::disable(d.conn(), person, now).await?;
                        note(d, Action::SwitchedOff, person, json!({})).await
                    })
                });
                done.await.map_err(plain)
            }
            Self::Enable(Login { login }) => {
                let person = who(&app, &login).await?;
                let done = app.deed(move |d| {
                    Box::pin(async move {
                        account::enable(d.conn(), person).await?;
                        note(d, Action::SwitchedOn, person, json!({})).await
                    })
                });
                done.await.map_err(plain)
            }
        }
    }
}

impl Add {
    /// The path of the set-up link.
    async fn make(&self, d: &mut Deed) -> Result<String> {
        let login = account::parse_login(&self.login).map_err(AppError::Refused)?;
        let now = d.now;
        let new = NewPerson {
            name: self.name.trim(),
            email: self.email.as_deref(),
            language: self.language,
            ..NewPerson::default()
        };
        let person = people::add_person(d.conn(), &new, now).await?;
        let mut notes = vec![(Action::Invited, json!({ "login": login }))];
        for role in &self.roles {
            people::grant(d.conn(), person, *role, None).await?;
            notes.push((Action::RoleGiven, json!({ "role": role })));
        }
        for slug in &self.departments {
            let Some(department) = people::department_by_slug(d.conn(), slug).await? else {
                return Err(anyhow::anyhow!("there is no department `{slug}`").into());
            };
            people::join_department(d.conn(), person, department).await?;
            notes.push((Action::Joined, json!({ "department": department })));
        }
        let link = account::invite(d.conn(), person, &login, now).await?;
        for (action, data) in notes {
            note(d, action, person, data).await?;
        }
        Ok(link.path())
    }
}

/// Under nobody's name: whoever sits at the server's command line.
async fn note(d: &mut Deed, action: Action, person: PersonId, data: Value) -> Result<()> {
    audit::record(d, None, action.as_str(), person, data).await
}

async fn who(app: &App, login: &str) -> anyhow::Result<PersonId> {
    let mut conn = app.pool.acquire().await?;
    let found = account::person_of_login(&mut conn, login)
        .await
        .map_err(plain)?;
    found.with_context(|| format!("nobody signs in as `{login}`"))
}

fn print_link(app: &App, path: &str) -> anyhow::Result<()> {
    println!("{}", app.config.absolute(path));
    Ok(())
}

fn in_words(error: AppError) -> anyhow::Error {
    let message: Message = match error {
        AppError::Refused(message) => message,
        AppError::Accident(cause) => {
            return match cause.downcast_ref().and_then(constraint_of) {
                Some("person_email") => anyhow::anyhow!("somebody else has this e-mail address"),
                _ => cause,
            };
        }
        other => return plain(other),
    };
    anyhow::anyhow!(Lang::En.lasting().m(&message))
}
