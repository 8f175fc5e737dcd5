//! Forms with photos and papers. A file that is too heavy is a sentence beside its field, not a dead page: the rest of
//! the request is read to its end and thrown away, so that the browser gets to hear the answer.

use std::path::{Path, PathBuf};

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field};
use tokio::{fs, io::AsyncWriteExt};
use uuid::Uuid;

use super::form::{FORM_LIMIT, Fields, Form, clean, is_multipart};
use crate::{
    error::{AppError, FieldErrors, Result},
    i18n::Message,
};

/// One file, in bytes.
pub const FILE_LIMIT: u64 = 12_000_000;
/// All files of a request, in bytes.
pub const REQUEST_LIMIT: u64 = 40_000_000;
/// What is read and thrown away at most so that a refusal can be answered.
const READ_LIMIT: usize = 160_000_000;
const PARTS_LIMIT: usize = 60;

/// A submitted form with files. Also reads an ordinary form, which then has none.
#[derive(Debug)]
pub struct Upload {
    pub fields: Fields,
    /// One key, one effect: pass it to the deed.
    pub key: Uuid,
    pub files: Vec<Incoming>,
    refused: Vec<(String, Message)>,
}

impl Upload {
    /// What was too heavy or too many among the files of this field.
    pub fn errors(&self, field: &'static str) -> FieldErrors {
        let of_field = self.refused.iter().filter(|(name, _)| name == field);
        FieldErrors(
            of_field
                .map(|(_, message)| (field, message.clone()))
                .collect(),
        )
    }
}

/// A received file, not yet looked into: name and type are the sender's claims. Gone when dropped.
#[derive(Debug)]
pub struct Incoming {
    pub field: String,
    pub name: String,
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    file: Spool,
}

impl Incoming {
    pub fn path(&self) -> &Path {
        &self.file.0
    }

    pub async fn bytes(&self) -> std::io::Result<Vec<u8>> {
        fs::read(self.path()).await
    }
}

/// A file of our own in the system's temporary folder.
#[derive(Debug)]
struct Spool(PathBuf);

impl Spool {
    async fn create() -> std::io::Result<(Self, fs::File)> {
        let path = std::env::temp_dir().join(format!("ventanilla-{}", Uuid::new_v4().simple()));
        let file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .await?;
        Ok((Self(path), file))
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // best effort: the system clears its temporary folder
        std::fs::remove_file(&self.0).ok();
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = AppError;

    async fn from_request(req: Request, state: &S) -> Result<Self> {
        if !is_multipart(req.headers()) {
            let Form { fields, key } = Form::from_request(req, state).await?;
            return Ok(Self {
                fields,
                key,
                files: Vec::new(),
                refused: Vec::new(),
            });
        }
        Reader::default().read(parts(req, state).await?).await
    }
}

/// The parts of such a form, one after the other.
async fn parts<S: Send + Sync>(mut req: Request, state: &S) -> Result<Multipart> {
    DefaultBodyLimit::max(READ_LIMIT).apply(&mut req);
    let parts = Multipart::from_request(req, state).await;
    parts.map_err(|_| AppError::Unreadable)
}

/// The words of a form of either sort. Its files are read to their end and thrown away, so that the browser gets to hear the
/// answer.
#[derive(Debug)]
pub struct WithoutFiles {
    pub fields: Fields,
    pub had_files: bool,
}

impl<S: Send + Sync> FromRequest<S> for WithoutFiles {
    type Rejection = AppError;

    async fn from_request(req: Request, state: &S) -> Result<Self> {
        if !is_multipart(req.headers()) {
            let Form { fields, .. } = Form::from_request(req, state).await?;
            return Ok(Self {
                fields,
                had_files: false,
            });
        }
        Self::read(parts(req, state).await?).await
    }
}

impl WithoutFiles {
    /// What is heavier than can be read to its end gives what stood before it: in our forms words come before photos.
    async fn read(mut parts: Multipart) -> Result<Self> {
        let mut reader = Reader::default();
        let (mut had_files, mut at_a_file) = (false, false);
        let read = async {
            while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
                reader.one_more()?;
                at_a_file = part.file_name().is_some();
                if !at_a_file {
                    reader.text(part).await?;
                    continue;
                }
                while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
                    had_files |= !chunk.is_empty();
                }
            }
            Ok::<_, AppError>(())
        };
        match read.await {
            Err(AppError::TooLarge) if at_a_file => had_files = true,
            read => read?,
        }
        Ok(Self {
            fields: reader.fields,
            had_files,
        })
    }
}

#[derive(Default)]
struct Reader {
    fields: Fields,
    files: Vec<Incoming>,
    refused: Vec<(String, Message)>,
    parts: usize,
    text_size: usize,
    file_size: u64,
}

impl Reader {
    async fn read(mut self, mut parts: Multipart) -> Result<Upload> {
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            self.one_more()?;
            match part.file_name().map(file_name) {
                Some(name) => self.file(part, name).await?,
                None => self.text(part).await?,
            }
        }
        Ok(Upload {
            key: self.fields.key(),
            fields: self.fields,
            files: self.files,
            refused: self.refused,
        })
    }

    fn one_more(&mut self) -> Result<()> {
        self.parts += 1;
        if self.parts > PARTS_LIMIT {
            return Err(AppError::TooLarge);
        }
        Ok(())
    }

    async fn text(&mut self, mut part: Field<'_>) -> Result<()> {
        let name = part.name().unwrap_or("").to_owned();
        let mut value = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
            self.text_size += chunk.len();
            if self.text_size > FORM_LIMIT {
                return Err(AppError::TooLarge);
            }
            value.extend_from_slice(&chunk);
        }
        self.fields
            .push(name, clean(&String::from_utf8_lossy(&value)));
        Ok(())
    }

    async fn file(&mut self, mut part: Field<'_>, name: String) -> Result<()> {
        let field = part.name().unwrap_or("").to_owned();
        let media_type = part
            .content_type()
            .unwrap_or("application/octet-stream")
            .to_owned();
        let (spool, mut file) = Spool::create().await?;
        let mut size: u64 = 0;
        while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
            size += chunk.len() as u64;
            if size <= FILE_LIMIT && self.file_size + size <= REQUEST_LIMIT {
                file.write_all(&chunk).await?;
            }
        }
        file.flush().await?;
        if size == 0 && name.is_empty() {
            // a file input that nobody used
            return Ok(());
        }
        let wrong = if size > FILE_LIMIT {
            Some("web-file-too-large")
        } else if self.file_size + size > REQUEST_LIMIT {
            Some("web-files-too-large")
        } else if size == 0 {
            Some("web-file-empty")
        } else {
            None
        };
        if let Some(key) = wrong {
            self.refused
                .push((field, Message::new(key).with("name", name)));
            return Ok(());
        }
        self.file_size += size;
        self.files.push(Incoming {
            field,
            name,
            media_type,
            size,
            file: spool,
        });
        Ok(())
    }
}

/// The last part of what the sender calls it, cleaned and cut: for people to read, never a path.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or("");
    clean(last)
        .replace(['\n', '\t'], " ")
        .trim()
        .chars()
        .take(120)
        .collect()
}

fn unreadable(error: axum::extract::multipart::MultipartError) -> AppError {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        AppError::TooLarge
    } else {
        AppError::Unreadable
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use futures_util::{StreamExt, stream};

    use super::*;

    fn form(photo: usize) -> Request {
        let part = |name: &str| format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"");
        let body = [
            format!("{}\r\n\r\nStill leaking\r\n", part("words")),
            format!("{}; filename=\"leak.png\"\r\n\r\n", part("photos")),
            "x".repeat(photo),
            "\r\n--b--\r\n".to_owned(),
        ]
        .concat();
        // as it comes over the wire: piece by piece
        let pieces: Vec<_> = body.as_bytes().chunks(4_096).map(<[u8]>::to_vec).collect();
        let pieces = stream::iter(pieces).then(async |piece| {
            tokio::task::yield_now().await;
            Ok::<_, std::io::Error>(piece)
        });
        Request::post("/")
            .header("content-type", "multipart/form-data; boundary=b")
            .body(Body::from_stream(pieces))
            .expect("a request")
    }

    #[tokio::test]
    async fn words_before_photos_too_heavy_to_read_are_kept() {
        for (photo, limit) in [(5_000, 1_000_000), (200_000, 100_000)] {
            let mut req = form(photo);
            DefaultBodyLimit::max(limit).apply(&mut req);
            let parts = Multipart::from_request(req, &()).await.expect("parts");
            let kept = WithoutFiles::read(parts).await.expect("its words");
            assert_eq!(kept.fields.get("words"), "Still leaking");
            assert!(kept.had_files);
        }
    }
}
