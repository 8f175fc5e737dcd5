//! Owners sign in with six figures sent to their address.
//!
//! Whether an address belongs to anybody shows nowhere: asking for a code does the same work for every address (a job looks
//! it up afterwards), and a wrong code and a code that was never sent are answered alike. A code is good once, for ten
//! minutes, for five tries, and only in the browser that asked for it, so that nobody can spend another's tries.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::db::code as db;
use crate::{app::App, error::Result, ids::PersonId, jobs, mail, text::Email, web::rate::Rate};

/// The job kind of [`ask`].
pub const JOB: &str = "sign_in_code";
/// How long a code is good.
pub const LIFE: TimeDelta = TimeDelta::minutes(10);
pub const TRIES: i32 = 5;

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
            let code = format!("{:06}", rand::random_range(0..1_000_000_u32));
            if !db::insert(
                d.conn(),
                person,
                request,
                &hash(request, &code),
                now,
                good_until,
            )
            .await?
            {
                return Ok(());
            }
            let l = language.at(now);
            let in_two = format!("{} {}", &code[..3], &code[3..]);
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

/// What came of typing a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    Right(PersonId),
    /// Wrong, or never sent.
    Wrong,
}

/// Tries a code; spaces and dashes in it do not matter.
pub async fn try_code(app: &App, request: Uuid, typed: &str, now: DateTime<Utc>) -> Result<Tried> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    // counted before it is looked at: tries sent at once are counted too
    let Some((person, stored)) = db::count_try(&app.pool, request, TRIES, now).await? else {
        return Ok(Tried::Wrong);
    };
    let is_right = stored == hash(request, &code);
    if is_right && db::use_up(&app.pool, request, now).await? {
        Ok(Tried::Right(person))
    } else {
        Ok(Tried::Wrong)
    }
}

fn hash(request: Uuid, code: &str) -> Vec<u8> {
    Sha256::new()
        .chain_update(request.as_bytes())
        .chain_update(code)
        .finalize()
        .to_vec()
}
