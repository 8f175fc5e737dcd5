//! Uploads through the child process that decodes them under limits.

use std::{io::Cursor, path::PathBuf};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use ventanilla::files::Files;

struct Folder(Files);

impl Folder {
    fn with_worker() -> Self {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_ventanilla"));
        Self(
            Files::open(
                std::env::temp_dir().join(format!("ventanilla-{}", uuid::Uuid::new_v4())),
                Some(program),
            )
            .unwrap(),
        )
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(self.0.root()).ok();
    }
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture: DynamicImage =
        RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 90])).into();
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_photo_comes_back_small_with_its_thumbnail() {
    let folder = Folder::with_worker();
    let accepted = folder
        .0
        .accept(picture(2_400, 1_200, ImageFormat::Png), "../baño roto.PNG")
        .await
        .unwrap();
    assert_eq!(
        (accepted.name.as_str(), accepted.media_type),
        ("baño roto.jpg", "image/jpeg")
    );
    assert_eq!((accepted.width, accepted.height), (Some(1_600), Some(800)));
    let photo = folder.0.read(accepted.sha256).await.unwrap();
    assert_eq!(photo.len() as i64, accepted.size);
    let thumb =
        image::load_from_memory(&folder.0.read(accepted.thumb_sha256.unwrap()).await.unwrap())
            .unwrap();
    assert_eq!((thumb.width(), thumb.height()), (320, 160));
}

#[tokio::test]
async fn the_largest_photo_allowed_fits_the_limits_and_one_more_row_does_not() {
    let folder = Folder::with_worker();
    let mut flat = Cursor::new(Vec::new());
    let white = image::RgbaImage::from_pixel(7_071, 7_071, image::Rgba([255; 4]));
    let white: DynamicImage = white.into();
    white.write_to(&mut flat, ImageFormat::Png).unwrap();
    let flat = flat.into_inner();
    // each time anew: where the child's memory lies is not the same twice
    for _ in 0..4 {
        let accepted = folder.0.accept(flat.clone(), "large.png").await.unwrap();
        assert_eq!(
            (accepted.width, accepted.height),
            (Some(1_600), Some(1_600))
        );
    }

    let mut bomb = Cursor::new(Vec::new());
    let white: DynamicImage = image::GrayImage::from_pixel(7_072, 7_072, image::Luma([255])).into();
    white.write_to(&mut bomb, ImageFormat::Png).unwrap();
    let refused = folder
        .0
        .accept(bomb.into_inner(), "bomb.png")
        .await
        .unwrap_err();
    assert_eq!(refused.key, "files-too-many-pixels");
}

#[tokio::test]
async fn what_is_no_photo_is_refused_with_its_name() {
    let folder = Folder::with_worker();
    for (bytes, key) in [
        (b"".to_vec(), "files-empty"),
        (b"<svg onload='x'/>".to_vec(), "files-wrong-type"),
        (
            b"\xff\xd8\xff\xe0 and then nothing of a picture".to_vec(),
            "files-unreadable",
        ),
        (vec![b' '; 12 * 1024 * 1024 + 1], "files-too-big"),
    ] {
        let refused = folder
            .0
            .accept(bytes, "dir/evil\u{202e}gpj.exe")
            .await
            .unwrap_err();
        assert_eq!(refused.key, key);
        assert!(format!("{:?}", refused.args).contains("evilgpj.exe"));
    }
    let folders = std::fs::read_dir(folder.0.root()).unwrap().count();
    assert_eq!(folders, 2, "nothing but tmp and the lock");
}

#[tokio::test]
async fn a_pdf_is_kept_as_it_is() {
    let folder = Folder::with_worker();
    let paper = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".to_vec();
    let accepted = folder
        .0
        .accept(paper.clone(), "factura.pdf.exe")
        .await
        .unwrap();
    assert_eq!(
        (
            accepted.name.as_str(),
            accepted.media_type,
            accepted.thumb_sha256
        ),
        ("factura.pdf.pdf", "application/pdf", None)
    );
    assert_eq!(folder.0.read(accepted.sha256).await.unwrap(), paper);
}

#[tokio::test]
async fn a_missing_worker_is_our_failure_not_the_photos() {
    let root = std::env::temp_dir().join(format!("ventanilla-{}", uuid::Uuid::new_v4()));
    let folder = Folder(Files::open(root, Some("/nonexistent/ventanilla".into())).unwrap());
    let refused = folder
        .0
        .accept(picture(8, 8, ImageFormat::Jpeg), "a.jpg")
        .await
        .unwrap_err();
    assert_eq!(refused.key, "files-failed");
}
