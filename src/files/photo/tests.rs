use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Left half red, right half blue.
fn flag(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    })
    .into()
}

/// A JPEG with an Exif block: orientation 6 (turn right), a GPS position, and a marker text to search for.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut tiff: Vec<u8> = b"MM\x00\x2a\x00\x00\x00\x08".to_vec();
    // IFD0: orientation = 6; GPS IFD at 38.
    tiff.extend(b"\x00\x02");
    tiff.extend(b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00");
    tiff.extend(b"\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x26");
    tiff.extend(b"\x00\x00\x00\x00");
    // GPS IFD: latitude reference "N".
    tiff.extend(b"\x00\x01\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00\x00\x00\x00\x00");
    tiff.extend(b"SECRET-PLACE-40.4168N-3.7038W");
    let mut block = b"Exif\x00\x00".to_vec();
    block.extend(tiff);
    let mut out = jpeg[..2].to_vec();
    out.extend(b"\xff\xe1");
    out.extend(((block.len() + 2) as u16).to_be_bytes());
    out.extend(block);
    out.extend(&jpeg[2..]);
    out
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

#[test]
fn the_place_it_was_taken_is_gone_and_it_stands_upright() {
    let tagged = with_exif(&encode(&flag(400, 200), ImageFormat::Jpeg));
    assert!(holds(&tagged, b"SECRET-PLACE"));
    let redrawn = redraw(&tagged).unwrap();
    assert_eq!((redrawn.width, redrawn.height), (200, 400));
    for bytes in [&redrawn.photo, &redrawn.thumb] {
        assert!(!holds(bytes, b"SECRET-PLACE") && !holds(bytes, b"Exif"));
    }
    // Turned to the right, what was left is on top.
    let upright = image::load_from_memory(&redrawn.photo).unwrap().to_rgb8();
    assert!(upright.get_pixel(100, 50)[0] > 150, "top is red");
    assert!(upright.get_pixel(100, 350)[2] > 150, "bottom is blue");
}

#[test]
fn large_photos_become_small_and_small_ones_stay() {
    let redrawn = redraw(&encode(&flag(3_200, 1_000), ImageFormat::Jpeg)).unwrap();
    assert_eq!((redrawn.width, redrawn.height), (1_600, 500));
    let thumb = image::load_from_memory(&redrawn.thumb).unwrap();
    assert_eq!((thumb.width(), thumb.height()), (320, 100));
    let redrawn = redraw(&encode(&flag(40, 30), ImageFormat::WebP)).unwrap();
    assert_eq!((redrawn.width, redrawn.height), (40, 30));
}

#[test]
fn transparent_is_white() {
    let glass: DynamicImage = RgbaImage::from_pixel(20, 20, Rgba([0, 0, 0, 0])).into();
    let redrawn = redraw(&encode(&glass, ImageFormat::Png)).unwrap();
    let paper = image::load_from_memory(&redrawn.photo).unwrap().to_rgb8();
    assert!(paper.get_pixel(10, 10).0.iter().all(|&c| c > 250));
}

#[test]
fn what_hides_behind_the_picture_does_not_pass() {
    let mut polyglot = encode(&flag(60, 60), ImageFormat::Jpeg);
    polyglot.extend(b"<html><script>alert(1)</script>PK\x03\x04");
    let redrawn = redraw(&polyglot).unwrap();
    assert!(!holds(&redrawn.photo, b"<script>") && !holds(&redrawn.photo, b"PK\x03\x04"));
}

#[test]
fn cut_short_is_unreadable_or_drawn_but_never_a_panic() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encode(&flag(300, 300), format);
        for length in (12..whole.len()).step_by(whole.len() / 40 + 1) {
            if let Err(refusal) = redraw(&whole[..length]) {
                assert!(
                    matches!(
                        refusal,
                        Refusal::Unreadable | Refusal::WrongType | Refusal::TooManyPixels
                    ),
                    "{refusal:?}"
                );
            }
        }
    }
}

/// A PNG whose header claims a size and whose data is a few bytes.
fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let mut png = encode(&flag(8, 8), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[test]
fn bombs_are_refused_before_they_open() {
    assert_eq!(
        redraw(&png_claiming(100_000, 100_000)).unwrap_err(),
        Refusal::TooManyPixels
    );
    assert_eq!(
        redraw(&png_claiming(8_000, 7_000)).unwrap_err(),
        Refusal::TooManyPixels
    );
    assert_eq!(
        redraw(&png_claiming(u32::MAX >> 1, u32::MAX >> 1)).unwrap_err(),
        Refusal::TooManyPixels
    );
    // A JPEG of 65,500 × 65,500 by its header.
    let mut jpeg = encode(&flag(16, 16), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|w| w == b"\xff\xc0").unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(redraw(&jpeg).unwrap_err(), Refusal::TooManyPixels);
}
