//! Uploads of a form on their way to a deed: accepted and listed at once, so that nobody has to choose a photo twice because
//! another field was wrong.

use uuid::Uuid;

use super::{AT_ONCE, Kept, db, keep};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::Message,
    ids::PersonId,
    web::{Fields, Upload},
};

/// An upload that waits for its ticket, as pages name it.
#[derive(Debug, Clone)]
pub struct Pending {
    pub id: Uuid,
    pub name: String,
    pub is_photo: bool,
}

/// Keeps the files of `field`. Their ids, and those the form carried already under `carried`, come back in order; what is wrong
/// with some of them is a sentence beside the field, and the others are kept.
pub async fn take_in(
    app: &App,
    by: PersonId,
    upload: &Upload,
    field: &'static str,
    carried: &str,
) -> Result<(Vec<Uuid>, FieldErrors)> {
    let mut errors = upload.errors(field);
    let mut ids: Vec<Uuid> = pending(app, by, &upload.fields, carried)
        .await?
        .into_iter()
        .map(|file| file.id)
        .collect();
    for file in upload.files.iter().filter(|file| file.field == field) {
        if ids.len() >= AT_ONCE {
            errors.push(
                field,
                Message::new("files-too-many").count("most", AT_ONCE as i64),
            );
            break;
        }
        match app.files.accept(file.bytes().await?, &file.name).await {
            Ok(accepted) => {
                let mut conn = app.pool.acquire().await?;
                match keep(&mut conn, Some(by), &accepted, app.clock.now()).await {
                    Ok(id) => ids.push(id),
                    Err(AppError::Refused(message)) => {
                        errors.push(field, message);
                        break;
                    }
                    Err(other) => return Err(other),
                }
            }
            Err(message) => errors.push(field, message),
        }
    }
    Ok((ids, errors))
}

/// Those of the files a form carries that are this person's and wait for a ticket, at most [`AT_ONCE`].
pub async fn pending(
    app: &App,
    by: PersonId,
    fields: &Fields,
    carried: &str,
) -> Result<Vec<Pending>> {
    let ids: Vec<Uuid> = fields
        .all(carried)
        .filter_map(|id| id.parse().ok())
        .take(AT_ONCE)
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = app.pool.acquire().await?;
    let files = db::list_unclaimed(&mut conn, &ids, by).await?;
    Ok(files.into_iter().map(Pending::from).collect())
}

impl From<Kept> for Pending {
    fn from(file: Kept) -> Self {
        Self {
            id: file.id,
            is_photo: file.is_photo(),
            name: file.name,
        }
    }
}
