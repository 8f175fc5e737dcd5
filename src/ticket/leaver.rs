//! Whoever does not work here any more answers for nothing: what they had goes to whoever is on duty.

use serde_json::json;

use super::{
    db,
    event::{Actor, Entry, EventKind},
    record, routed,
};
use crate::{app::App, error::Result, property};

/// The sweep: tickets in the hands of accounts that are switched off. Returns how many passed on.
pub(super) async fn pass_on(app: &App, most: i64) -> Result<usize> {
    app.deed(move |d| {
        Box::pin(async move {
            let now = d.now;
            let mut passed = 0;
            for id in db::claim_left_behind(d.conn(), most).await? {
                let mut t = db::lock(d.conn(), id).await?;
                let before = t.accountable;
                let person = match t.department {
                    Some(department) => routed::somebody_of(d, &t, department, now).await.ok(),
                    None => {
                        let community = property::community(d.conn(), t.place.community).await?;
                        routed::desk_accountable(d, &t, &community, now).await?
                    }
                };
                let Some(person) = person.filter(|person| Some(*person) != before) else {
                    continue;
                };
                t.accountable = Some(person);
                // what is with no department yet has nothing to tell: the desk finds it in its queue
                if let Some(department) = t.department {
                    let entry = Entry::internal(EventKind::Assigned, Actor::System, now).data(
                        json!({ "department": department, "person": person, "from": before }),
                    );
                    record(d, &mut t, vec![entry]).await?;
                }
                db::withdraw_offer(d.conn(), t.id, None, now).await?;
                db::pass_custody(d.conn(), &t, now).await?;
                db::save(d.conn(), &mut t).await?;
                passed += 1;
            }
            Ok(passed)
        })
    })
    .await
}
