//! Owners sign in with six figures sent to their address.
//!
//! Whether an address belongs to anybody shows nowhere: asking for a code does the same work for every address (a job looks
//! it up afterwards), and a wrong code and a code that was never sent are answered alike. A code is good once, for ten
//! minutes, for five tries, and only in the browser that asked for it, so that nobody can spend another's tries.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{account, db::code as db};
use crate::{
    app::App, db::Deed, error::Result, ids::PersonId, jobs, mail, text::Email, web::rate::Rate,
};

/// The job kind of [`ask`].
pub const JOB: &str = "sign_in_code";
/// How long a code is good.
pub const LIFE: TimeDelta = TimeDelta::minutes(10);
const TRIES: i32 = 5;

/// Codes to one address asked for from one place, and from everywhere: a stranger's asking does not shut the owner out.
const PER_ADDRESS_AND_PLACE: Rate = Rate::new("code", 3, TimeDelta::hours(1));
const PER_ADDRESS: Rate = Rate::new("code-all", 12, TimeDelta::hours(1));

#[derive(Debug, Serialize, Deserialize)]
struct Wanted {
    email: Email,
    request: Uuid,
}

/// Asks for a code to this address; `request` ties it to the browser.
pub async fn ask(app: &App, email: &Email, request: Uuid, place: std::net::IpAddr) -> Result<()> {
    let now = app.clock.now();
    let address = hex::encode(&Sha256::digest(email.as_str())[..12]);
    PER_ADDRESS_AND_PLACE
        .hit(&app.pool, format!("{address}:{place}"), now)
        .await?;
    PER_ADDRESS.hit(&app.pool, &address, now).await?;
    let wanted = serde_json::to_value(Wanted {
        email: email.clone(),
        request,
    })?;
    app.deed(move |d| {
        let wanted = wanted.clone();
        Box::pin(async move {
            let now = d.now;
            jobs::enqueue(
                d.conn(),
                JOB,
                wanted,
                now,
                Some(&format!("code:{request}")),
                now,
            )
            .await
        })
    })
    .await
}

/// The job of [`ask`].
pub async fn send(app: &App, job: &jobs::Job) -> Result<()> {
    let Wanted { email, request } = job.read()?;
    let good_until = job.asked_at + LIFE;
    app.deed(move |d| {
        let email = email.clone();
        Box::pin(async move {
            let now = d.now;
            let Some((person, language)) = db::person_of(d.conn(), email.as_str()).await? else {
                return Ok(());
            };
            let Some(in_two) = make(d, person, request, good_until).await? else {
                return Ok(());
            };
            let l = language.at(now);
            let subject = l.a("people-code-mail-subject", "code", in_two.as_str());
            let text = l.aa(
                "people-code-mail",
                "code",
                in_two.as_str(),
                "address",
                d.app.config.base_url.as_str(),
            );
            mail::post(
                d.conn(),
                &mail::Outgoing::new(request, email, &subject, text).good_until(good_until),
                now,
            )
            .await
        })
    })
    .await
}

/// Makes the code of a request, as its reader types it: "123 456". `None` if it has one already: the job ran before.
pub async fn make(
    d: &mut Deed,
    person: PersonId,
    request: Uuid,
    good_until: DateTime<Utc>,
) -> Result<Option<String>> {
    let now = d.now;
    let code = format!("{:06}", rand::random_range(0..1_000_000_u32));
    let hash = hash(request, &code);
    let is_new = db::insert(d.conn(), person, request, &hash, now, good_until).await?;
    Ok(is_new.then(|| format!("{} {}", &code[..3], &code[3..])))
}

/// A code this browser waits for, kept in its session. It answers alike whether one was ever sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Awaited {
    pub request: Uuid,
    tries: i32,
    since: DateTime<Utc>,
}

/// What came of typing a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    Right(PersonId),
    /// Wrong, or never sent.
    Wrong,
    /// No more tries.
    Spent,
    Expired,
}

impl Awaited {
    pub fn since(now: DateTime<Utc>) -> Self {
        Self {
            request: Uuid::new_v4(),
            tries: 0,
            since: now,
        }
    }

    /// Tries a code; spaces and dashes in it do not matter. Too many from one place are refused.
    pub async fn enter(
        &mut self,
        app: &App,
        place: std::net::IpAddr,
        typed: &str,
    ) -> Result<Tried> {
        let now = app.clock.now();
        if now >= self.since + LIFE {
            return Ok(Tried::Expired);
        }
        if self.tries >= TRIES {
            return Ok(Tried::Spent);
        }
        account::PER_PLACE.hit(&app.pool, place, now).await?;
        if let Some(person) = right(app, self.request, typed, now).await? {
            account::PER_PLACE.give_back(&app.pool, place, now).await?;
            return Ok(Tried::Right(person));
        }
        self.tries += 1;
        Ok(if self.tries >= TRIES {
            Tried::Spent
        } else {
            Tried::Wrong
        })
    }
}

async fn right(
    app: &App,
    request: Uuid,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    // counted before it is looked at: tries sent at once are counted too
    let Some((person, stored)) = db::count_try(&app.pool, request, TRIES, now).await? else {
        return Ok(None);
    };
    let is_right = stored == hash(request, &code) && db::use_up(&app.pool, request, now).await?;
    Ok(is_right.then_some(person))
}

fn hash(request: Uuid, code: &str) -> Vec<u8> {
    Sha256::new()
        .chain_update(request.as_bytes())
        .chain_update(code)
        .finalize()
        .to_vec()
}
