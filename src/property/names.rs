//! Communities in memory: lists choose from them, and every filing goes by its community's clock.

use std::sync::Arc;

use super::{Community, db};
use crate::{app::App, db::Memo, error::Result, ids::CommunityId};

/// In the order of their names.
pub async fn known_communities(app: &App) -> Result<Arc<Vec<Community>>> {
    let read = async { db::communities(&mut *app.readers.acquire().await?).await };
    app.communities.get(read).await
}

/// One of them, as it was not longer than a minute ago.
pub async fn known_community(app: &App, id: CommunityId) -> Result<Community> {
    let known = known_communities(app).await?;
    match known.iter().find(|community| community.id == id) {
        Some(community) => Ok(community.clone()),
        None => db::community(&mut *app.readers.acquire().await?, id).await,
    }
}

/// Kept by the app.
pub type KeptCommunities = Memo<Vec<Community>>;
