//! Private links: a mail or a picture on a receipt leads to how a matter stands, without signing in. The token is there alone; here
//! is its digest. It opens only what its reader may see at that moment, and nothing that was written.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::{By, Number, db};
use crate::{
    app::App,
    error::Result,
    ids::{PersonId, TicketId},
    web::rate::Rate,
};

/// A matter is over by then, or has sent another mail.
const GOOD_FOR: TimeDelta = TimeDelta::days(90);
/// Of one owner: there are not more people at home.
const PASSED_ON: Rate = Rate::new("pass-on", 20, TimeDelta::hours(1));

/// A new link's address on this site: 128 random bits.
pub async fn issue(
    conn: &mut PgConnection,
    ticket: TicketId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<String> {
    let token = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>());
    db::link::insert(conn, &digest(&token), ticket, person, now, now + GOOD_FOR).await?;
    Ok(format!("/t/{token}"))
}

/// A link that an owner passes on at home: another one, with its whole time before it, each time they ask.
pub async fn pass_on(app: &App, owner: PersonId, number: &Number) -> Result<String> {
    PASSED_ON.hit(&app.pool, owner, app.clock.now()).await?;
    let number = number.clone();
    app.deed(move |d| {
        let number = number.clone();
        Box::pin(async move {
            let now = d.now;
            let ticket = By::Owner(owner).find(d, &number).await?;
            issue(d.conn(), ticket, owner, now).await
        })
    })
    .await
}

/// Which ticket it is for, and whom.
pub(super) async fn find(
    conn: &mut PgConnection,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Number, PersonId)>> {
    db::link::find(conn, &digest(token), now).await
}

/// Forgets links that are good no more.
pub async fn sweep(app: &App) -> Result<()> {
    db::link::forget(&mut *app.pool.acquire().await?, app.clock.now()).await
}

fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
