//! What communities are called and whose clock they go by, for lists.

use std::sync::Arc;

use chrono_tz::Tz;

use super::db;
use crate::{app::App, db::Memo, error::Result, ids::CommunityId};

pub type CommunityNames = Vec<(CommunityId, String, Tz)>;

/// In the order of their names.
pub async fn community_names(app: &App) -> Result<Arc<CommunityNames>> {
    let read = async {
        let communities = db::communities(&mut *app.page_pool.acquire().await?).await?;
        Ok(communities
            .into_iter()
            .map(|c| (c.id, c.name, c.zone))
            .collect())
    };
    app.communities.get(read).await
}

/// Kept by the app.
pub type KeptCommunityNames = Memo<CommunityNames>;
