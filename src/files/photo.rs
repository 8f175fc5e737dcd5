//! A photo drawn anew: decoded under limits, turned upright, made small, written as JPEG. Nothing but pixels passes, so
//! where it was taken, what hides behind its end and what it says it is are gone.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, codecs::jpeg::JpegEncoder,
};

use super::accept::{Refusal, Sort, sniff};

/// Pixels of a side of what is kept.
const PHOTO_SIDE: u32 = 1_600;
const THUMB_SIDE: u32 = 320;
const PIXELS: u64 = 50_000_000;
const ALLOC_BYTES: u64 = 256 * 1024 * 1024;
const QUALITY: u8 = 82;

#[derive(Debug)]
pub struct Redrawn {
    pub width: i32,
    pub height: i32,
    pub photo: Vec<u8>,
    pub thumb: Vec<u8>,
}

pub fn redraw(bytes: &[u8]) -> Result<Redrawn, Refusal> {
    let Sort::Photo(format) = sniff(bytes)? else {
        return Err(Refusal::WrongType);
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(ALLOC_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;

    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > ALLOC_BYTES {
        return Err(Refusal::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(refusal)?;
    let full = DynamicImage::from_decoder(decoder).map_err(refusal)?;

    // Small first, upright after: turning copies the picture, and the small one fits beside the full one.
    let mut photo = if width.max(height) > PHOTO_SIDE {
        full.thumbnail(PHOTO_SIDE, PHOTO_SIDE)
    } else {
        full
    };
    photo.apply_orientation(orientation);
    let photo = on_white(&photo);
    let side = photo.width().max(photo.height());
    let thumb = if side > THUMB_SIDE {
        image::imageops::thumbnail(
            &photo,
            scaled(photo.width(), side),
            scaled(photo.height(), side),
        )
    } else {
        photo.clone()
    };
    Ok(Redrawn {
        width: photo.width() as i32,
        height: photo.height() as i32,
        photo: jpeg(&photo)?,
        thumb: jpeg(&thumb)?,
    })
}

/// A side of the thumbnail of a picture whose longer side is `side`.
fn scaled(length: u32, side: u32) -> u32 {
    (length * THUMB_SIDE / side).max(1)
}

/// JPEG has no transparency; paper is white.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let rgba = picture.to_rgba8();
    image::RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0.map(u32::from);
        let over = |c: u32| ((c * a + 255 * (255 - a)) / 255) as u8;
        image::Rgb([over(r), over(g), over(b)])
    })
}

fn jpeg(picture: &image::RgbImage) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .map_err(refusal)?;
    Ok(bytes)
}

fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::TooManyPixels,
        _ => Refusal::Unreadable,
    }
}

#[cfg(test)]
mod tests;
