//! What two posts of one form must have in common.

use sha2::{Digest, Sha256};

/// SHA-256 over the parts, each with its length before it, so that no part flows into the next.
pub fn digest(parts: &[&str]) -> Vec<u8> {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    sha.finalize().to_vec()
}
