//! What communities are called, for lists to choose from.

use std::sync::Arc;

use super::db;
use crate::{app::App, db::Memo, error::Result, ids::CommunityId};

pub type CommunityNames = Vec<(CommunityId, String)>;

/// In the order of their names.
pub async fn community_names(app: &App) -> Result<Arc<CommunityNames>> {
    let read = async {
        let communities = db::communities(&mut *app.readers.acquire().await?).await?;
        Ok(communities.into_iter().map(|c| (c.id, c.name)).collect())
    };
    app.communities.get(read).await
}

/// Kept by the app.
pub type KeptCommunityNames = Memo<CommunityNames>;
