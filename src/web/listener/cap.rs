//! How many connections one place may hold.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use crate::web::gate::place;

#[derive(Clone)]
pub struct PerPlace {
    most: u32,
    /// They speak for everybody.
    exempt: Arc<[IpAddr]>,
    held: Arc<Mutex<HashMap<IpAddr, u32>>>,
}

/// One connection of a place, given back when dropped.
pub struct Share {
    of: Option<(PerPlace, IpAddr)>,
}

impl PerPlace {
    pub fn new(most: u32, exempt: &[IpAddr]) -> Self {
        let exempt = exempt.iter().map(IpAddr::to_canonical).collect();
        Self {
            most,
            exempt,
            held: Arc::default(),
        }
    }

    pub fn take(&self, ip: IpAddr) -> Option<Share> {
        if self.exempt.contains(&ip.to_canonical()) {
            return Some(Share { of: None });
        }
        let place = place(ip);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(place).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Share {
            of: Some((self.clone(), place)),
        })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let Some((cap, place)) = &self.of else { return };
        let mut held = cap.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(place) {
            *count -= 1;
            if *count == 0 {
                held.remove(place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_its_share_and_gets_it_back() {
        let cap = PerPlace::new(2, &["10.0.0.1".parse().unwrap()]);
        let home: IpAddr = "203.0.113.9".parse().unwrap();
        let first = cap.take(home).unwrap();
        let _second = cap.take(home).unwrap();
        assert!(cap.take(home).is_none());
        assert!(cap.take("203.0.113.10".parse().unwrap()).is_some());
        drop(first);
        assert!(cap.take(home).is_some());
        let proxy: IpAddr = "::ffff:10.0.0.1".parse().unwrap();
        let many: Vec<_> = (0..100).map(|_| cap.take(proxy)).collect();
        assert!(many.iter().all(Option::is_some));
    }
}
