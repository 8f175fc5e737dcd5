//! Pictures for the demo's reports, drawn here, so that no photograph of anybody's home has to be shipped.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use rand::RngExt;
use serde::Deserialize;

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scene {
    /// A pipe and a puddle under it.
    Drip,
    /// A stain on a ceiling.
    Damp,
    /// A crack in a wall.
    Crack,
    /// A staircase without light.
    Dark,
}

const WIDTH: u32 = 960;
const HEIGHT: u32 = 720;

/// A JPEG of the scene, a little different each time.
pub fn draw(scene: Scene, rng: &mut impl RngExt) -> anyhow::Result<Vec<u8>> {
    let wall: [u8; 3] = match scene {
        Scene::Drip => [196, 204, 206],
        Scene::Damp => [232, 228, 218],
        Scene::Crack => [222, 214, 198],
        Scene::Dark => [46, 48, 54],
    };
    let (x0, y0) = (
        rng.random_range(300.0..660.0_f32),
        rng.random_range(240.0..480.0_f32),
    );
    let grain: u32 = rng.random();
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (fx, fy) = (x as f32, y as f32);
        let light = 1.0 - 0.35 * ((fx - 480.0).hypot(fy - 200.0) / 700.0);
        let noise = noise(x / 3, y / 3, grain) * 10.0 - 5.0;
        let mark = match scene {
            Scene::Drip => drip(fx, fy, x0),
            Scene::Damp => stain(fx, fy, x0, y0, grain),
            Scene::Crack => crack(fx, fy, x0, grain),
            Scene::Dark => stairs(fx, fy),
        };
        let shade = |channel: usize| {
            (f32::from(wall[channel]) * light + mark[channel] + noise).clamp(0.0, 255.0) as u8
        };
        Rgb([shade(0), shade(1), shade(2)])
    });
    let mut jpeg = Cursor::new(Vec::new());
    picture.write_to(&mut jpeg, ImageFormat::Jpeg)?;
    Ok(jpeg.into_inner())
}

/// A grey pipe from above, drops, and a dark pool on the floor.
fn drip(x: f32, y: f32, at: f32) -> [f32; 3] {
    let across = (x - at).abs();
    if y < 430.0 && across < 26.0 {
        let shine = 40.0 - across * 3.0;
        return [shine, shine, shine + 6.0];
    }
    if y < 560.0 && across < 5.0 && (y as u32 / 26).is_multiple_of(2) {
        return [20.0, 40.0, 60.0];
    }
    let pool = ((x - at) / 210.0).powi(2) + ((y - 630.0) / 46.0).powi(2);
    if pool < 1.0 {
        [-70.0, -62.0, -50.0]
    } else {
        [0.0; 3]
    }
}

fn stain(x: f32, y: f32, x0: f32, y0: f32, grain: u32) -> [f32; 3] {
    let angle = (y - y0).atan2(x - x0);
    let edge = 170.0 + 36.0 * (angle * 3.0).sin() + 22.0 * (angle * 7.0 + grain as f32 % 6.0).cos();
    let inside = 1.0 - (x - x0).hypot(y - y0) / edge;
    if inside <= 0.0 {
        return [0.0; 3];
    }
    // Water leaves a darker rim than middle.
    let rim = if inside < 0.12 { 62.0 } else { 34.0 };
    [-rim * 0.7, -rim * 0.9, -rim * 1.4]
}

fn crack(x: f32, y: f32, x0: f32, grain: u32) -> [f32; 3] {
    let line = x0 + 46.0 * (y / 70.0).sin() + 16.0 * (y / 19.0 + grain as f32 % 5.0).sin();
    let width = 2.0 + 5.0 * (y / HEIGHT as f32);
    if (x - line).abs() < width {
        [-130.0, -128.0, -120.0]
    } else {
        [0.0; 3]
    }
}

fn stairs(x: f32, y: f32) -> [f32; 3] {
    let step = ((y - x * 0.35) / 64.0).rem_euclid(1.0);
    if step < 0.1 {
        [26.0, 26.0, 30.0]
    } else {
        [-10.0 * step, -10.0 * step, -8.0 * step]
    }
}

/// Even noise from the place, the same for the same grain.
fn noise(x: u32, y: u32, grain: u32) -> f32 {
    let mut h = x.wrapping_mul(0x85eb_ca6b) ^ y.wrapping_mul(0xc2b2_ae35) ^ grain;
    h ^= h >> 15;
    h = h.wrapping_mul(0x27d4_eb2f);
    h ^= h >> 13;
    (h & 0xffff) as f32 / 65_535.0
}
