//! Who may file about where: checked inside the deed, from occupancies and roles, never from what a form says.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    By, Kind,
    filing::{Answers, NewTicket},
    model::{Channel, Place},
};
use crate::{
    db::Deed,
    error::{AppError, Result},
    i18n::Lang,
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, UnitId},
    property::{self, OccupancyRole},
};

/// Where a matter is, as whoever files it names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Where {
    /// In a home, a shop, a parking space.
    Unit(UnitId),
    /// What everybody uses; as exactly as known.
    Shared {
        community: CommunityId,
        building: Option<BuildingId>,
        area: Option<CommonAreaId>,
        asset: Option<AssetId>,
    },
}

impl Where {
    /// The community as a whole.
    pub fn community(community: CommunityId) -> Self {
        Self::Shared {
            community,
            building: None,
            area: None,
            asset: None,
        }
    }
}

/// Somebody who may file, and for whom.
#[derive(Debug, Clone)]
pub struct Standing {
    pub place: Place,
    pub reporter: Option<PersonId>,
    pub filed_by: PersonId,
    /// How the reporter belongs to the place today.
    pub role: Option<OccupancyRole>,
}

impl Standing {
    /// An owner files for themselves and about places of theirs; the company's people of that community file for anybody.
    /// Everything else is not there.
    pub async fn of(d: &mut Deed, by: &By, reporter: Option<PersonId>, at: Where) -> Result<Self> {
        let place = place(d, at).await?;
        let reporter = match by {
            By::Owner(owner) => Some(*owner),
            By::Staff(scope) => {
                let community = place.community;
                if !scope.has_desk(community)
                    && !scope.department_communities.contains(&community.0)
                {
                    return Err(AppError::NotFound);
                }
                reporter
            }
        };
        let role = match reporter {
            Some(person) => role(d, person, at).await?,
            None => None,
        };
        if matches!(by, By::Owner(_)) && role.is_none() {
            return Err(AppError::NotFound);
        }
        Ok(Self {
            place,
            reporter,
            filed_by: by.person(),
            role,
        })
    }

    /// A ticket of theirs with nothing but what every ticket has.
    pub fn ticket(
        &self,
        d: &Deed,
        key: Uuid,
        kind: Kind,
        channel: Channel,
        body: String,
        language: Lang,
    ) -> NewTicket {
        NewTicket {
            key,
            kind,
            place: self.place,
            category: None,
            reporter: self.reporter,
            filed_by: Some(self.filed_by),
            reporter_role: self.role,
            channel,
            body,
            language,
            filed_at: d.now,
            photos: Vec::new(),
            answers: Answers::default(),
            urgency: None,
            hidden_from: Vec::new(),
            about_department: None,
            external: None,
        }
    }
}

async fn place(d: &mut Deed, at: Where) -> Result<Place> {
    match at {
        Where::Unit(unit) => {
            let unit = property::unit(d.conn(), unit).await?;
            Ok(Place {
                community: unit.community,
                building: Some(unit.building),
                unit: Some(unit.id),
                common_area: None,
                asset: None,
            })
        }
        Where::Shared {
            community,
            building,
            area,
            asset,
        } => {
            if !property::is_place(d.conn(), community, building, area, asset).await? {
                return Err(AppError::NotFound);
            }
            Ok(Place {
                community,
                building,
                unit: None,
                common_area: area,
                asset,
            })
        }
    }
}

async fn role(d: &mut Deed, person: PersonId, at: Where) -> Result<Option<OccupancyRole>> {
    let today = d.now.date_naive();
    match at {
        Where::Unit(unit) => property::current_role(d.conn(), person, unit, today).await,
        Where::Shared { community, .. } => {
            let homes = property::units_of_person(d.conn(), person, today).await?;
            Ok(homes
                .into_iter()
                .find(|home| home.community.id == community)
                .map(|home| home.role))
        }
    }
}
