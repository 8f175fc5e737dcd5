//! Charts, as figures ready to be drawn by `parts/charts.html`: the server computes, the template draws, CSS colours.
//! Lengths are hundredths of the drawing's width or height.

use crate::i18n::Given;

/// One measure against its target, on a scale from 0 to `most`.
#[derive(Debug, Clone)]
pub struct Bullet {
    pub label: String,
    /// Written beside the bar, with its unit: "92 %".
    pub words: String,
    /// What it was counted from; a percentage without it says nothing.
    pub counted: i64,
    pub value: i64,
    pub target: i64,
    /// Where it usually stands.
    pub usual: Option<i64>,
    pub most: i64,
    /// Where the two darker grounds end, of the same scale.
    pub bands: [i64; 2],
}

impl Bullet {
    pub fn value_at(&self) -> f64 {
        part(self.value, self.most)
    }

    pub fn target_at(&self) -> f64 {
        part(self.target, self.most)
    }

    pub fn usual_at(&self) -> Option<f64> {
        self.usual.map(|usual| part(usual, self.most))
    }

    pub fn bands_at(&self) -> [f64; 2] {
        self.bands.map(|band| part(band, self.most))
    }

    pub fn is_met(&self) -> bool {
        self.value >= self.target
    }
}

/// Open work by age: how much of each band is still within its promise, how much past it.
#[derive(Debug, Clone, Default)]
pub struct Ages(pub Vec<AgeBand>);

#[derive(Debug, Clone)]
pub struct AgeBand {
    pub label: String,
    pub within: i64,
    pub past: i64,
    /// Where the list of these tickets is; empty for none.
    pub href: String,
}

impl AgeBand {
    pub fn total(&self) -> i64 {
        self.within + self.past
    }

    /// How much of it is past its promise, drawn from the ground up.
    pub fn past_part(&self) -> f64 {
        part(self.past, self.total())
    }
}

impl Ages {
    fn most(&self) -> i64 {
        self.0.iter().map(AgeBand::total).max().unwrap_or(0).max(1)
    }

    /// Leaves room above the highest for its count.
    pub fn height(&self, band: &AgeBand) -> f64 {
        round(part(band.total(), self.most()) * 0.84)
    }
}

/// One bar of several on the same scale, with an optional mark such as a capacity.
#[derive(Debug, Clone)]
pub struct Bar {
    pub label: String,
    pub words: String,
    pub value: i64,
    pub mark: Option<i64>,
    pub href: String,
}

#[derive(Debug, Clone, Default)]
pub struct Bars(pub Vec<Bar>);

impl Bars {
    fn most(&self) -> i64 {
        self.0
            .iter()
            .map(|bar| bar.value.max(bar.mark.unwrap_or(0)))
            .max()
            .unwrap_or(0)
            .max(1)
    }

    pub fn at(&self, value: &i64) -> f64 {
        part(*value, self.most())
    }
}

/// Two counts a day side by side, such as filed and closed.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    /// Names of the two.
    pub names: [String; 2],
    /// Label, first, second.
    pub days: Vec<(String, i64, i64)>,
    /// Where the lists behind both counts of a day are; empty for none.
    pub hrefs: Vec<[String; 2]>,
}

impl Pairs {
    fn most(&self) -> i64 {
        self.days
            .iter()
            .map(|(_, a, b)| *a.max(b))
            .max()
            .unwrap_or(0)
            .max(1)
    }

    pub fn height(&self, value: &i64) -> f64 {
        part(*value, self.most())
    }

    /// Of the first (0) or the second count of a day.
    pub fn href(&self, day: impl Given<usize>, which: impl Given<usize>) -> &str {
        self.hrefs
            .get(day.given())
            .map_or("", |hrefs| &hrefs[which.given()])
    }
}

/// A process behaviour chart (XmR): points in order, their mean, and the natural limits around it.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Label and value.
    pub points: Vec<(String, f64)>,
}

/// Mean ± 2.66 × mean moving range (Wheeler): the constant turns a two-point range into three sigmas.
const LIMIT: f64 = 2.66;
/// So many in a row on one side of the mean are no chance.
const RUN: usize = 8;

impl Run {
    /// Limits from fewer points would say more than is known.
    pub fn has_limits(&self) -> bool {
        self.points.len() >= RUN
    }

    pub fn mean(&self) -> f64 {
        self.points.iter().map(|(_, v)| v).sum::<f64>() / (self.points.len().max(1) as f64)
    }

    pub fn limits(&self) -> (f64, f64) {
        let moves: Vec<f64> = self
            .points
            .windows(2)
            .map(|w| (w[1].1 - w[0].1).abs())
            .collect();
        let moving = moves.iter().sum::<f64>() / (moves.len().max(1) as f64);
        (
            (self.mean() - LIMIT * moving).max(0.0),
            self.mean() + LIMIT * moving,
        )
    }

    /// Points that are no chance: outside the limits, or within eight in a row on one side of the mean.
    pub fn signals(&self) -> Vec<bool> {
        let (low, high) = self.limits();
        let mean = self.mean();
        let mut signal: Vec<bool> = self
            .points
            .iter()
            .map(|(_, v)| *v < low || *v > high)
            .collect();
        for (at, window) in self.points.windows(RUN).enumerate() {
            if window.iter().all(|(_, v)| *v > mean) || window.iter().all(|(_, v)| *v < mean) {
                signal[at..at + RUN].fill(true);
            }
        }
        if !self.has_limits() {
            signal.fill(false);
        }
        signal
    }

    fn top(&self) -> f64 {
        let highest = self.points.iter().map(|(_, v)| *v).fold(0.0, f64::max);
        let limit = if self.has_limits() {
            self.limits().1
        } else {
            0.0
        };
        highest.max(limit).max(1.0) * 1.08
    }

    /// From the top, in hundredths of the height.
    pub fn y(&self, value: impl Given<f64>) -> f64 {
        round(100.0 - value.given() / self.top() * 100.0)
    }

    /// From the left, in hundredths of the width.
    pub fn x(&self, at: impl Given<usize>) -> f64 {
        round(((at.given() as f64) + 0.5) / (self.points.len().max(1) as f64) * 100.0)
    }

    /// The line through the points, for `points=`.
    pub fn line(&self) -> String {
        let place = |(at, (_, v)): (usize, &(String, f64))| format!("{},{}", self.x(at), self.y(v));
        self.points
            .iter()
            .enumerate()
            .map(place)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn part(value: i64, most: i64) -> f64 {
    round((value as f64 / most.max(1) as f64 * 100.0).clamp(0.0, 100.0))
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(values: &[f64]) -> Run {
        Run {
            points: values.iter().map(|v| (String::new(), *v)).collect(),
        }
    }

    #[test]
    fn limits_are_the_mean_and_its_moving_range() {
        let r = run(&[10.0, 12.0, 10.0, 12.0, 10.0, 12.0, 10.0, 12.0]);
        assert!((r.mean() - 11.0).abs() < 1e-9);
        let (low, high) = r.limits();
        assert!((low - 5.68).abs() < 1e-9 && (high - 16.32).abs() < 1e-9);
        assert!(r.signals().iter().all(|s| !s));
    }

    #[test]
    fn a_point_outside_and_eight_on_one_side_are_signals() {
        // in the middle: its neighbours, all below a mean it pulled up, are too few on either side to be a run
        let values = [10.0, 11.0, 10.0, 11.0, 10.0, 40.0, 11.0, 10.0, 11.0, 10.0];
        assert_eq!(run(&values).signals().iter().filter(|s| **s).count(), 1);
        let shifted = [
            1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0,
        ];
        assert!(run(&shifted).signals().iter().all(|s| *s));
    }

    #[test]
    fn too_few_points_have_no_limits_and_no_signals() {
        let r = run(&[1.0, 90.0, 1.0]);
        assert!(!r.has_limits() && r.signals().iter().all(|s| !s));
    }

    #[test]
    fn nothing_is_drawn_outside_the_frame() {
        let bullet = Bullet {
            label: String::new(),
            words: String::new(),
            counted: 0,
            value: 140,
            target: -3,
            usual: None,
            most: 100,
            bands: [70, 90],
        };
        assert_eq!((bullet.value_at(), bullet.target_at()), (100.0, 0.0));
        assert_eq!(Ages::default().most(), 1);
    }
}
