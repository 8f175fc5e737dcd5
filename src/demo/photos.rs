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

const WIDTH: u32 = 720;
const HEIGHT: u32 = 540;

/// A JPEG of the scene, a little different each time.
pub fn draw(scene: Scene, rng: &mut impl RngExt) -> anyhow::Result<Vec<u8>> {
    let wall: [f32; 3] = match scene {
        Scene::Drip => [188.0, 196.0, 198.0],
        Scene::Damp => [226.0, 222.0, 212.0],
        Scene::Crack => [216.0, 207.0, 191.0],
        Scene::Dark => [40.0, 41.0, 46.0],
    };
    let at = (
        rng.random_range(240.0..480.0_f32),
        rng.random_range(190.0..340.0_f32),
    );
    // Where the light comes from, and how far the hand that held the camera was off.
    let (lamp, tilt) = (
        rng.random_range(120.0..600.0_f32),
        rng.random_range(-0.06..0.06_f32),
    );
    let grain: u32 = rng.random();
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (fx, fy) = (
            x as f32 + tilt * (y as f32 - 270.0),
            y as f32 - tilt * (x as f32 - 360.0),
        );
        let light = 1.05 - 0.5 * ((fx - lamp).hypot(fy - 60.0) / 700.0);
        // The grain of a small camera, and the unevenness of plaster.
        let noise = hash(x / 2, y / 2, grain) * 9.0 + cloud(fx / 60.0, fy / 60.0, grain) * 14.0;
        let mark = match scene {
            Scene::Drip => drip(fx, fy, at.0, grain),
            Scene::Damp => stain(fx, fy, at, grain),
            Scene::Crack => crack(fx, fy, at.0, grain),
            Scene::Dark => stairs(fx, fy),
        };
        let shade = |channel: usize| {
            ((wall[channel] + mark[channel]) * light + noise - 11.0).clamp(0.0, 255.0) as u8
        };
        Rgb([shade(0), shade(1), shade(2)])
    });
    let mut jpeg = Cursor::new(Vec::new());
    picture.write_to(&mut jpeg, ImageFormat::Jpeg)?;
    Ok(jpeg.into_inner())
}

/// Tiles, a pipe with its nut, drops, and a pool that spreads over the floor.
fn drip(x: f32, y: f32, at: f32, grain: u32) -> [f32; 3] {
    let across = (x - at).abs();
    let (radius, is_nut) = if (170.0..206.0).contains(&y) {
        (27.0, true)
    } else {
        (19.0, false)
    };
    if y < 300.0 && across < radius {
        let round = (1.0 - (across / radius).powi(2)).sqrt();
        let shine = round * 70.0 - 80.0 + if is_nut { 14.0 } else { 0.0 };
        return [shine, shine, shine + 8.0];
    }
    if (300.0..420.0).contains(&y) && across < 3.0 && hash(0, y as u32 / 22, grain) < 0.45 {
        return [30.0, 36.0, 44.0];
    }
    if y < 400.0 {
        let joint = (x.rem_euclid(104.0) < 3.0) || (y.rem_euclid(104.0) < 3.0);
        return [if joint { -34.0 } else { 0.0 }; 3];
    }
    let pool = ((x - at) / 190.0).powi(2) + ((y - 465.0) / 46.0).powi(2);
    let pool = pool + cloud(x / 40.0, y / 24.0, grain) * 0.9 - 0.45;
    if pool < 1.0 {
        let glint = (1.0 - across / 90.0).max(0.0) * 40.0 * cloud(x / 30.0, y / 9.0, grain);
        [-92.0 + glint, -84.0 + glint, -74.0 + glint]
    } else {
        [-44.0, -52.0, -60.0]
    }
}

/// Water that came through: paler in the middle, with the rims of earlier times.
fn stain(x: f32, y: f32, (x0, y0): (f32, f32), grain: u32) -> [f32; 3] {
    let far = (x - x0).hypot((y - y0) * 1.25) / 150.0;
    if far > 1.7 {
        return [0.0; 3];
    }
    let far = far + (cloud(x / 70.0, y / 70.0, grain) - 0.5) * 0.9;
    let rim = |of: f32| (1.0 - ((far - of) / 0.07).abs()).max(0.0);
    let inside = ((1.0 - far) * 4.0).clamp(0.0, 1.0);
    let dirt = inside * (18.0 + 16.0 * cloud(x / 22.0, y / 22.0, grain ^ 7))
        + rim(1.0) * 26.0
        + rim(0.62) * 16.0;
    [-dirt * 0.75, -dirt, -dirt * 1.5]
}

/// Jagged, wider towards the floor, with a branch.
fn crack(x: f32, y: f32, x0: f32, grain: u32) -> [f32; 3] {
    let along = |seed: u32| {
        (cloud(0.5, y / 80.0, seed) - 0.5) * 150.0 + (cloud(0.5, y / 11.0, seed) - 0.5) * 26.0
    };
    let main = x0 + along(grain);
    let branch =
        x0 + along(grain) + (y - 260.0) * 0.55 + (cloud(0.5, y / 13.0, grain ^ 3) - 0.5) * 30.0;
    let wide = 0.8 + 3.4 * (y / HEIGHT as f32) * cloud(3.5, y / 17.0, grain);
    let deep = |off: f32, wide: f32| (1.0 - (off.abs() / wide)).clamp(0.0, 1.0) * -140.0;
    let mut mark = deep(x - main, wide + 1.0);
    if y > 260.0 && y < 430.0 {
        mark = mark.min(deep(x - branch, wide * 0.7 + 0.6));
    }
    // The lower edge catches the light.
    if mark > -1.0 && (x - main - wide - 2.0).abs() < 2.0 {
        mark = 14.0;
    }
    [mark, mark * 0.98, mark * 0.94]
}

/// Steps that go up into the dark, a rail, and the little green lamp above the door.
fn stairs(x: f32, y: f32) -> [f32; 3] {
    let lamp = (x - 470.0).hypot((y - 62.0) * 1.6);
    if lamp < 20.0 {
        return [30.0, 150.0, 80.0];
    }
    let glow = (1.0 - lamp / 420.0).max(0.0).powi(2) * 46.0;
    if ((x - 600.0) + (y - 270.0) * 0.5).abs() < 5.0 && y > 90.0 {
        return [34.0 + glow * 0.3, 32.0 + glow, 30.0 + glow * 0.5];
    }
    // Nearer steps are taller.
    let depth = ((y - 120.0) / 420.0).max(0.0).sqrt() * 9.0;
    let step = depth.rem_euclid(1.0);
    let near = (depth / 9.0).min(1.0);
    let tread = if depth <= 0.0 {
        -8.0
    } else if step < 0.16 {
        30.0 * near
    } else {
        -14.0 * step
    };
    [tread + glow * 0.25, tread + glow * 0.8, tread + glow * 0.45]
}

/// Between nought and one, without steps: three layers of noise.
fn cloud(x: f32, y: f32, grain: u32) -> f32 {
    let layer = |x: f32, y: f32| {
        let (left, top) = (x.floor(), y.floor());
        let (h, v) = (x - left, y - top);
        let at =
            |dx: i32, dy: i32| hash((left as i32 + dx) as u32, (top as i32 + dy) as u32, grain);
        let ease = |t: f32| t * t * (3.0 - 2.0 * t);
        let mix = |a: f32, b: f32, t: f32| a + (b - a) * ease(t);
        mix(mix(at(0, 0), at(1, 0), h), mix(at(0, 1), at(1, 1), h), v)
    };
    (layer(x, y) * 4.0 + layer(x * 2.1, y * 2.1) * 2.0 + layer(x * 4.3, y * 4.3)) / 7.0
}

/// Even noise from the place, the same for the same grain.
fn hash(x: u32, y: u32, grain: u32) -> f32 {
    let mut h = x.wrapping_mul(0x85eb_ca6b) ^ y.wrapping_mul(0xc2b2_ae35) ^ grain;
    h ^= h >> 15;
    h = h.wrapping_mul(0x27d4_eb2f);
    h ^= h >> 13;
    h = h.wrapping_mul(0x1656_67b1);
    h ^= h >> 16;
    (h & 0xffff) as f32 / 65_535.0
}
