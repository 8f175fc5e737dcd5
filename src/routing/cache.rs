//! The live rules in memory, so that filing reads none.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use sqlx::PgConnection;

use super::{db, rule::RuleSet, trial::Layers};
use crate::{
    error::Result,
    ids::{CommunityId, RuleSetId},
};

/// How old the list of live versions may be. The process that publishes forgets it and is right at once; every other is
/// right within this time, with no listener that could be cut off unnoticed.
const TRUSTED_FOR: Duration = Duration::from_millis(500);

/// Cheap to clone; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct RulesCache(Arc<RwLock<Option<Checked>>>);

#[derive(Debug, Clone)]
struct Checked {
    at: Instant,
    live: Arc<Live>,
}

#[derive(Debug, Default)]
struct Live {
    ids: Vec<(RuleSetId, Option<CommunityId>)>,
    company: Arc<RuleSet>,
    /// A community's own rules with the company's after them.
    communities: HashMap<CommunityId, Arc<RuleSet>>,
}

impl RulesCache {
    /// To be called after the commit of a change.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    async fn live(&self, conn: &mut PgConnection) -> Result<Arc<Live>> {
        let known = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(known) = &known
            && known.at.elapsed() < TRUSTED_FOR
        {
            return Ok(known.live.clone());
        }
        let at = Instant::now();
        let ids = db::live_ids(&mut *conn).await?;
        let live = match known.filter(|known| known.live.ids == ids) {
            Some(known) => known.live,
            None => Arc::new(Live::load(conn, ids).await?),
        };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Checked {
            at,
            live: live.clone(),
        });
        Ok(live)
    }
}

impl Live {
    async fn load(
        conn: &mut PgConnection,
        ids: Vec<(RuleSetId, Option<CommunityId>)>,
    ) -> Result<Self> {
        let layers = load_layers(conn, &ids).await?;
        let communities = layers
            .own
            .keys()
            .map(|id| (*id, Arc::new(layers.of(*id))))
            .collect();
        Ok(Self {
            ids,
            company: Arc::new(RuleSet {
                rules: layers.company,
            }),
            communities,
        })
    }
}

async fn load_layers(
    conn: &mut PgConnection,
    ids: &[(RuleSetId, Option<CommunityId>)],
) -> Result<Layers> {
    let mut layers = Layers::default();
    for (id, community) in ids {
        let rules = db::load(&mut *conn, *id).await?;
        match community {
            Some(community) => {
                layers.own.insert(*community, rules);
            }
            None => layers.company = rules,
        }
    }
    Ok(layers)
}

/// All live rules, for a trial.
pub async fn live_layers(conn: &mut PgConnection) -> Result<Layers> {
    let ids = db::live_ids(&mut *conn).await?;
    load_layers(conn, &ids).await
}

/// The rules of a community in the order they are asked: its own, then the company's.
pub async fn live_rules(
    cache: &RulesCache,
    conn: &mut PgConnection,
    community: CommunityId,
) -> Result<Arc<RuleSet>> {
    let live = cache.live(conn).await?;
    Ok(live
        .communities
        .get(&community)
        .unwrap_or(&live.company)
        .clone())
}
