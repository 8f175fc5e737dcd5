use uuid::Uuid;

use crate::{
    app::App,
    catalog::Kind,
    db::Deed,
    error::Result,
    i18n::Lang,
    ids::PersonId,
    text::text_enum,
    ticket::{self, By, Channel, Filing, Standing, Where},
};

text_enum! {
    /// What sort of message it is.
    pub enum Sort {
        Ask => "ask",
        Suggest => "suggest",
        Praise => "praise",
    }
}

impl Sort {
    pub fn kind(self) -> Kind {
        match self {
            Self::Ask => Kind::Inquiry,
            Self::Suggest | Self::Praise => Kind::Suggestion,
        }
    }

    /// The category, until the desk knows better.
    fn slug(self) -> &'static str {
        match self {
            Self::Ask | Self::Suggest => "other",
            Self::Praise => "praise",
        }
    }
}

#[derive(Debug, Clone)]
pub struct NewInquiry {
    /// One key, one ticket.
    pub key: Uuid,
    pub sort: Sort,
    pub place: Where,
    /// Whose matter it is, when staff file.
    pub reporter: Option<PersonId>,
    pub channel: Channel,
    pub words: String,
    pub language: Lang,
    /// Uploads of whoever files.
    pub files: Vec<Uuid>,
}

/// Files a question or a suggestion, once per key.
pub async fn file(app: &App, by: &By, new: NewInquiry) -> Result<Filing> {
    let by = by.clone();
    app.deed(move |d| {
        let (by, new) = (by.clone(), new.clone());
        Box::pin(async move { file_in(d, &by, &new).await })
    })
    .await
}

async fn file_in(d: &mut Deed, by: &By, new: &NewInquiry) -> Result<Filing> {
    let standing = Standing::of(d, by, new.reporter, new.place).await?;
    let app = d.app.clone();
    let catalog = app.catalog.catalog(d.conn()).await?;
    let kind = new.sort.kind();
    let mut filed = standing.ticket(
        d,
        new.key,
        kind,
        new.channel,
        new.words.clone(),
        new.language,
    );
    filed.category = catalog
        .find(kind, new.sort.slug())
        .map(|category| category.id);
    filed.photos.clone_from(&new.files);
    ticket::file(d, &filed).await
}
