//! Versions of the rules: one live, at most one draft, the rest past. A published version never changes.
//!
//! Who calls one of these in a deed calls [`RulesCache::forget`](super::RulesCache::forget) after its commit.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    check::{Finding, Known, check},
    db::{self, Draft},
    edit::{Edit, apply},
    rule::{Rule, RuleSet},
};
use crate::{
    error::{AppError, Result},
    i18n::Message,
    ids::{CommunityId, PersonId, RuleSetId},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NoDraft,
    /// Some rules would send a matter to nobody.
    Unfit(Vec<Finding>),
    /// It is the live one already.
    LiveAlready,
}

impl Refusal {
    pub fn message(&self) -> Message {
        match self {
            Self::NoDraft => Message::new("routing-refusal-no-draft"),
            Self::Unfit(findings) => {
                Message::new("routing-refusal-unfit").count("count", findings.len() as u64)
            }
            Self::LiveAlready => Message::new("routing-refusal-live"),
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.message())
    }
}

/// What is being prepared; refused where nothing is.
pub async fn load_draft(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<Draft> {
    let draft = db::draft(conn, community).await?;
    Ok(draft.ok_or(Refusal::NoDraft)?)
}

/// The draft to work on: the one there is, else a copy of the live rules.
pub async fn open_draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<Draft> {
    db::lock(conn, community).await?;
    if let Some(draft) = db::draft(conn, community).await? {
        return Ok(draft);
    }
    let rules = match db::live(conn, community).await? {
        Some(live) => db::load(conn, live).await?,
        None => Vec::new(),
    };
    db::insert_draft(conn, community, &rules, by, at).await?;
    db::draft(conn, community).await?.ok_or(AppError::NotFound)
}

/// One change to the draft as it was seen at `seen`; somebody else's change in between is not written over.
pub async fn edit_draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    edit: Edit,
    seen: DateTime<Utc>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<Vec<Rule>> {
    db::lock(conn, community).await?;
    let draft = load_draft(conn, community).await?;
    if draft.saved_at != seen {
        return Err(AppError::Stale);
    }
    let rules = apply(&draft.rules, edit).ok_or(AppError::Stale)?;
    db::save_draft(conn, draft.id, &rules, by, at).await?;
    Ok(rules)
}

pub async fn discard_draft(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<()> {
    db::lock(conn, community).await?;
    db::delete_draft(conn, community).await
}

/// Puts the draft in force for every matter filed from now on. Refused
/// while a rule in it would send a matter to nobody.
pub async fn publish(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    known: &Known,
    note: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<RuleSetId> {
    db::lock(conn, community).await?;
    let draft = load_draft(conn, community).await?;
    fit(&draft.rules, known)?;
    db::retire_live(conn, community).await?;
    db::make_live(conn, draft.id, community, note, by, at).await?;
    Ok(draft.id)
}

/// Puts an earlier version in force again, as a new version, in one step. A draft in preparation stays as it is.
pub async fn roll_back(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    to: RuleSetId,
    known: &Known,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<RuleSetId> {
    db::lock(conn, community).await?;
    let versions = db::versions(conn, community).await?;
    let earlier = versions
        .into_iter()
        .find(|version| version.id == to)
        .ok_or(AppError::NotFound)?;
    match earlier.state {
        db::VersionState::Past => {}
        db::VersionState::Live => return Err(Refusal::LiveAlready.into()),
        db::VersionState::Draft => return Err(AppError::NotFound),
    }
    let rules = db::load(conn, to).await?;
    fit(&rules, known)?;
    db::retire_live(conn, community).await?;
    db::insert_live(conn, community, &rules, &earlier.note, by, at).await
}

fn fit(rules: &[Rule], known: &Known) -> Result<(), Refusal> {
    let mut findings = check(
        &RuleSet {
            rules: rules.to_vec(),
        },
        known,
    );
    findings.retain(|finding| finding.problem.blocks());
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Unfit(findings))
    }
}
