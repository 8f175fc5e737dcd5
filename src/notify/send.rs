//! The job of one mail: its words are made now, in the reader's language, from the facts as they stand.

use chrono::TimeDelta;

use super::{
    db::{
        self,
        letter::{Queued, find_queued, list_promises},
    },
    letter::Letter,
    pages::ticket_path,
    template::Template,
};
use crate::{
    app::App,
    error::{Audience, Result},
    ids::NotificationId,
    mail::Outgoing,
    text::Email,
    ticket::link,
};

/// A mail that could not be sent for this long says nothing new any more.
const STALE_AFTER: TimeDelta = TimeDelta::days(3);

/// The payload of the job.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
pub struct Mail {
    pub notification: NotificationId,
}

/// Sends outside of any transaction, then ticks it off. After a crash in between it goes out again under the same Message-ID.
pub async fn send(app: &App, Mail { notification: id }: Mail) -> Result<()> {
    let now = app.clock.now();
    let mut conn = app.pool.acquire().await?;
    let Some(queued) = find_queued(&mut conn, id).await? else {
        return Ok(());
    };
    let to = queued.to.as_deref().and_then(|to| Email::parse(to).ok());
    let is_fresh = now - queued.created_at < STALE_AFTER;
    let Some((to, opens)) = to.zip(queued.opens).filter(|_| is_fresh) else {
        tracing::warn!(notification = %id, "a notice has no address any more, is stale, or is of what is followed no more; no mail is sent");
        return db::mark_dead(&mut conn, id).await;
    };
    let promises = list_promises(&mut conn, queued.ticket, queued.cycle).await?;
    // One tap from an owner's mail to how it stands; a repeated mail brings a link of its own.
    let path = match (queued.template.face(), queued.template) {
        (Audience::Staff, _) | (_, Template::Neighbour) => {
            ticket_path(queued.template, &queued.facts)
        }
        (Audience::Owner, _) => link::issue(&mut conn, opens, queued.person, now).await?,
    };
    drop(conn);

    let l = queued.lang.at(now);
    let message_id = queued.message_id;
    let link = app.config.absolute(&path);
    let words = letter(link, queued, promises, l).words(l)?;
    app.mailer
        .send(
            &Outgoing::new(message_id, to, &words.subject, words.text),
            now,
        )
        .await?;
    db::mark_sent(&mut *app.pool.acquire().await?, id, now).await
}

fn letter(
    link: String,
    queued: Queued,
    promises: Vec<(String, chrono::DateTime<chrono::Utc>)>,
    l: crate::i18n::L,
) -> Letter {
    let area = l.label(&queued.area).to_owned();
    let place = queued
        .place
        .into_iter()
        .chain([area])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    // What owners wrote stays in the product: a colleague's mailbox is no place for it.
    let text = queued
        .text
        .filter(|_| queued.template.face() == Audience::Owner);
    // Nor is what is theirs no more described to them.
    let (place, link) = match queued.template {
        Template::TakenBack => Default::default(),
        _ => (place, link),
    };
    Letter {
        template: queued.template,
        facts: queued.facts,
        reader: queued.reader,
        text,
        promises,
        open: queued.open,
        state: queued.state,
        emergency: queued.emergency,
        emergency_phone: queued.emergency_phone,
        community: queued.community,
        place,
        link,
    }
}
