//! What may come in: photos (re-drawn, so that only the picture is left of them) and PDFs (kept as they are, never shown
//! inside a page).

use bytes::Bytes;
use unicode_normalization::UnicodeNormalization;

use super::{Digest, FILE_BYTES, Files, PDF_BYTES, PDF_PAGES, photo, worker_process};
use crate::i18n::Message;

/// Bytes that are in the folder and may be listed with [`super::keep`].
#[derive(Debug, Clone)]
pub struct Accepted {
    pub name: String,
    pub media_type: &'static str,
    pub size: i64,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub sha256: Digest,
    pub thumb_sha256: Option<Digest>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    Empty,
    TooBig,
    PdfTooBig,
    PdfTooLong,
    WrongType,
    PasswordProtected,
    TooManyPixels,
    Unreadable,
    /// Our fault: disk full, decoder killed.
    Failed,
}

impl Refusal {
    pub fn message(self, name: &str) -> Message {
        let key = match self {
            Self::Empty => "files-empty",
            Self::TooBig => "files-too-big",
            Self::PdfTooBig => "files-pdf-too-big",
            Self::PdfTooLong => "files-pdf-too-long",
            Self::WrongType => "files-wrong-type",
            Self::PasswordProtected => "files-password",
            Self::TooManyPixels => "files-too-many-pixels",
            Self::Unreadable => "files-unreadable",
            Self::Failed => "files-failed",
        };
        Message::new(key).with("name", name)
    }
}

impl Files {
    /// Checks an upload by its bytes (the sender's word for its type counts for nothing), makes it harmless and keeps it.
    /// The message names the file and says what to do.
    pub async fn accept(&self, bytes: impl Into<Bytes>, name: &str) -> Result<Accepted, Message> {
        let stem = clean_stem(name);
        self.try_accept(bytes.into(), &stem)
            .await
            .map_err(|refusal| refusal.message(&shown_name(name)))
    }

    async fn try_accept(&self, bytes: Bytes, stem: &str) -> Result<Accepted, Refusal> {
        match sniff(&bytes)? {
            Sort::Pdf => {
                check_pdf(&bytes)?;
                let size = bytes.len() as i64;
                let sha256 = self.put(bytes).await.map_err(failed)?;
                let name = format!("{stem}.pdf");
                Ok(Accepted {
                    name,
                    media_type: "application/pdf",
                    size,
                    width: None,
                    height: None,
                    sha256,
                    thumb_sha256: None,
                })
            }
            Sort::Photo(_) => {
                let drawn = self.redraw(bytes).await?;
                let size = drawn.photo.len() as i64;
                let thumb_sha256 = self.put(drawn.thumb).await.map_err(failed)?;
                let sha256 = self.put(drawn.photo).await.map_err(failed)?;
                Ok(Accepted {
                    name: format!("{stem}.jpg"),
                    media_type: "image/jpeg",
                    size,
                    width: Some(drawn.width),
                    height: Some(drawn.height),
                    sha256,
                    thumb_sha256: Some(thumb_sha256),
                })
            }
        }
    }

    async fn redraw(&self, bytes: Bytes) -> Result<photo::Redrawn, Refusal> {
        let _turn = self.inner().decoders.acquire().await.map_err(failed)?;
        match &self.inner().program {
            Some(program) => worker_process::redraw(program, &bytes).await,
            None => tokio::task::spawn_blocking(move || photo::redraw(&bytes))
                .await
                .map_err(failed)?,
        }
    }
}

fn failed(error: impl std::fmt::Display) -> Refusal {
    tracing::error!(%error, "an upload could not be kept");
    Refusal::Failed
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Pdf,
    Photo(image::ImageFormat),
}

pub(super) fn sniff(bytes: &[u8]) -> Result<Sort, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > FILE_BYTES {
        return Err(Refusal::TooBig);
    }
    match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => Ok(Sort::Photo(image::ImageFormat::Jpeg)),
        Some("image/png") => Ok(Sort::Photo(image::ImageFormat::Png)),
        Some("image/webp") => Ok(Sort::Photo(image::ImageFormat::WebP)),
        Some("application/pdf") => Ok(Sort::Pdf),
        _ => Err(Refusal::WrongType),
    }
}

fn check_pdf(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > PDF_BYTES {
        return Err(Refusal::PdfTooBig);
    }
    // The end mark is near the end of every whole PDF; without it the upload was cut short.
    let tail = &bytes[bytes.len().saturating_sub(2_048)..];
    if !contains(tail, b"%%EOF") {
        return Err(Refusal::Unreadable);
    }
    if contains(bytes, b"/Encrypt") {
        return Err(Refusal::PasswordProtected);
    }
    if pages(bytes) > PDF_PAGES {
        return Err(Refusal::PdfTooLong);
    }
    Ok(())
}

/// Pages that the file names openly. One that packs its objects names none and is held by its size alone: unpacking what strangers
/// send is not worth the answer.
fn pages(bytes: &[u8]) -> usize {
    const PAGE: &[u8] = b"/Page";
    let is_type = |before: &[u8]| before.trim_ascii_end().ends_with(b"/Type");
    bytes
        .windows(PAGE.len())
        .enumerate()
        .filter(|(at, window)| {
            let after = bytes.get(at + PAGE.len());
            *window == PAGE
                && !after.is_some_and(u8::is_ascii_alphanumeric)
                && is_type(&bytes[at.saturating_sub(12)..*at])
        })
        .count()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The sender's name for the file without folders, extension, control and direction characters; never empty.
fn clean_stem(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let clean: String = stem.nfc().filter(|&c| !is_hidden(c)).take(80).collect();
    let clean = clean.trim_matches(|c: char| c.is_whitespace() || c == '.');
    if clean.is_empty() {
        "file".to_owned()
    } else {
        clean.to_owned()
    }
}

fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.nfc().filter(|&c| !is_hidden(c)).take(80).collect()
}

/// Control characters, and those that turn the direction of text (which make `gpj.exe` read as `exe.jpg`).
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_words_and_loses_its_tricks() {
        assert_eq!(clean_stem("../../etc/passwd"), "passwd");
        assert_eq!(clean_stem("C:\\fotos\\baño roto.JPG"), "baño roto");
        assert_eq!(clean_stem("三楼电梯.png"), "三楼电梯");
        assert_eq!(clean_stem("invoice\u{202e}gpj.exe"), "invoicegpj");
        assert_eq!(clean_stem("a\r\nSet-Cookie: x.png"), "aSet-Cookie: x");
        assert_eq!(clean_stem(".png"), "file");
        assert_eq!(clean_stem(&"x".repeat(300)).len(), 80);
    }

    #[test]
    fn active_content_is_not_a_photo_whatever_it_is_called() {
        for bytes in [
            &b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"[..],
            b"<!doctype html><script>1</script>",
            b"GIF89a\x01\x00\x01\x00",
            b"PK\x03\x04zip",
            b"MZ\x90\x00",
            b"just words",
        ] {
            assert_eq!(sniff(bytes), Err(Refusal::WrongType));
        }
        assert_eq!(sniff(b""), Err(Refusal::Empty));
        assert_eq!(sniff(&vec![0; FILE_BYTES + 1]), Err(Refusal::TooBig));
    }

    #[test]
    fn a_pdf_is_whole_open_and_small() {
        assert_eq!(check_pdf(b"%PDF-1.7\n1 0 obj\n%%EOF\n"), Ok(()));
        assert_eq!(check_pdf(b"%PDF-1.7\n1 0 obj\n"), Err(Refusal::Unreadable));
        assert_eq!(
            check_pdf(b"%PDF-1.7\ntrailer <</Encrypt 5 0 R>>\n%%EOF"),
            Err(Refusal::PasswordProtected)
        );
        let mut big = b"%PDF-1.7\n".to_vec();
        big.resize(PDF_BYTES + 1, b' ');
        assert_eq!(check_pdf(&big), Err(Refusal::PdfTooBig));
        let long = |pages: usize| {
            let mut pdf = b"%PDF-1.7\n<</Type/Pages/Count 99>>\n".to_vec();
            pdf.extend(b"<</Type /Page/Parent 1 0 R>>\n".repeat(pages));
            pdf.extend(b"%%EOF\n");
            pdf
        };
        assert_eq!(check_pdf(&long(PDF_PAGES)), Ok(()));
        assert_eq!(check_pdf(&long(PDF_PAGES + 1)), Err(Refusal::PdfTooLong));
    }
}
