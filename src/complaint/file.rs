//! A complaint comes in: never to whom it is about.

use super::{db, model::NewComplaint};
use crate::{
    app::App,
    catalog::Kind,
    db::Deed,
    error::{AppError, Result},
    files,
    ids::TicketId,
    ticket::{self, Answers, By, Filing, Standing, Where},
};

/// Files a complaint, once per key.
pub async fn file(app: &App, by: &By, new: NewComplaint) -> Result<Filing> {
    let by = by.clone();
    app.deed(move |d| {
        let (by, new) = (by.clone(), new.clone());
        Box::pin(async move { file_in(d, &by, &new).await })
    })
    .await
}

/// The same inside the desk's deed.
pub(crate) async fn file_in(d: &mut Deed, by: &By, new: &NewComplaint) -> Result<Filing> {
    let mut standing = Standing::of(d, by, new.reporter, new.place).await?;
    let community = standing.place.community;
    let anonymous = new.anonymous && new.about.may_be_anonymous();
    if anonymous {
        // Neither the home nor the role leads back to who told it.
        standing = Standing::of(d, by, new.reporter, Where::community(community)).await?;
    }
    let about_ticket = about_ticket(d, by, new).await?;
    let mut hidden: Vec<i64> = Vec::new();
    if let Some(person) = new.about_person {
        if !db::is_staff(d.conn(), person).await? {
            return Err(AppError::NotFound);
        }
        hidden.push(person.0);
    }
    if let Some(department) = new.about_department {
        hidden.extend(db::hands_of(d.conn(), department, community).await?);
    }

    let app = d.app.clone();
    let catalog = app.catalog.catalog(d.conn()).await?;
    let category = catalog.find(Kind::Complaint, new.about.as_str());
    let mut filed = standing.ticket(
        d,
        new.key,
        Kind::Complaint,
        new.channel,
        new.words.clone(),
        new.language,
    );
    filed.category = category.map(|category| category.id);
    filed.photos.clone_from(&new.files);
    filed.hidden_from = hidden;
    filed.about_department = new.about_department;
    filed.answers = Answers {
        vulnerable: new.affects.iter().any(|affects| affects.is_vulnerable()),
        ..Answers::default()
    };
    if anonymous {
        files::disown(d.conn(), &new.files, by.person()).await?;
        filed.reporter = None;
        filed.filed_by = None;
        filed.reporter_role = None;
    }
    let filing = ticket::file(d, &filed).await?;
    if let Filing::New(ticket) = &filing {
        let new = NewComplaint {
            anonymous,
            ..new.clone()
        };
        db::insert(d.conn(), ticket.id, &new, about_ticket).await?;
    }
    Ok(filing)
}

/// Only a ticket that whoever files may see.
async fn about_ticket(d: &mut Deed, by: &By, new: &NewComplaint) -> Result<Option<TicketId>> {
    match &new.about_ticket {
        Some(number) => Ok(Some(by.find(d, number).await?)),
        None => Ok(None),
    }
}
