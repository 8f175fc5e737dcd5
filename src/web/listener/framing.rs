//! One look at the bytes of each request's header, before anybody acts on it.

use super::HEADER_BYTES;

/// Follows the requests in a stream of bytes just far enough to see one that says its length twice: `Transfer-Encoding`
/// and `Content-Length`. Hyper takes the first and hides the second; a proxy in front may have taken the other.
#[derive(Debug)]
pub enum Framing {
    Head(Vec<u8>),
    /// Bytes of a body still to pass.
    Body(u64),
    /// A chunked body, or no request at all: only the service knows when the next request begins.
    Unknown,
}

impl Default for Framing {
    fn default() -> Self {
        Self::Head(Vec::new())
    }
}

impl Framing {
    pub fn next_request(&mut self) {
        if matches!(self, Self::Unknown) {
            *self = Self::default();
        }
    }

    /// Whether a header that ends in these bytes is ambiguous.
    pub fn pass(&mut self, mut bytes: &[u8]) -> bool {
        let mut is_ambiguous = false;
        while !bytes.is_empty() {
            match self {
                Self::Unknown => break,
                Self::Body(left) => {
                    let passed = (*left).min(bytes.len() as u64);
                    *left -= passed;
                    bytes = &bytes[passed as usize..];
                    if *left == 0 {
                        *self = Self::default();
                    }
                }
                Self::Head(head) => {
                    // the end may lie across two reads
                    let from = head.len().saturating_sub(3);
                    let known = head.len();
                    head.extend_from_slice(bytes);
                    let Some(end) = end_of_head(&head[from..]).map(|end| from + end) else {
                        if head.len() > 2 * HEADER_BYTES {
                            *self = Self::Unknown;
                        }
                        break;
                    };
                    bytes = &bytes[end - known..];
                    let (next, found) = after_head(&head[..end]);
                    is_ambiguous |= found;
                    *self = next;
                }
            }
        }
        is_ambiguous
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let after = |mark: &[u8]| {
        bytes
            .windows(mark.len())
            .position(|w| w == mark)
            .map(|at| at + mark.len())
    };
    [after(b"\r\n\r\n"), after(b"\n\n"), after(b"\n\r\n")]
        .into_iter()
        .flatten()
        .min()
}

fn after_head(head: &[u8]) -> (Framing, bool) {
    let mut encoded = false;
    let mut length: Option<u64> = None;
    for line in head.split(|b| *b == b'\n') {
        let Some(colon) = line.iter().position(|b| *b == b':') else {
            continue;
        };
        let name = line[..colon].trim_ascii();
        if name.eq_ignore_ascii_case(b"transfer-encoding") {
            encoded = true;
        } else if name.eq_ignore_ascii_case(b"content-length") {
            let value = std::str::from_utf8(line[colon + 1..].trim_ascii()).ok();
            length = Some(value.and_then(|v| v.parse().ok()).unwrap_or(0));
        }
    }
    let next = match (encoded, length) {
        (true, _) => Framing::Unknown,
        (false, Some(length)) if length > 0 => Framing::Body(length),
        (false, _) => Framing::default(),
    };
    (next, encoded && length.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ambiguous(reads: &[&str]) -> bool {
        let mut framing = Framing::default();
        reads.iter().any(|read| framing.pass(read.as_bytes()))
    }

    #[test]
    fn two_lengths_are_seen_in_either_order_and_across_reads() {
        let both =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert!(ambiguous(&[both]));
        assert!(ambiguous(&[
            "POST / HTTP/1.1\r\ntransfer-ENCODING: x\r\ncontent-length: 3\r\n\r\n"
        ]));
        for cut in 1..both.len() {
            assert!(ambiguous(&[&both[..cut], &both[cut..]]), "cut at {cut}");
        }
    }

    #[test]
    fn one_length_is_fine_and_a_body_may_say_what_it_likes() {
        assert!(!ambiguous(&[
            "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\r\n"
        ]));
        let text = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n";
        let post = format!(
            "POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n{text}",
            text.len()
        );
        assert!(!ambiguous(&[&post]));
        assert!(!ambiguous(&[
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            text
        ]));
    }

    #[test]
    fn a_request_pipelined_behind_another_is_looked_at_too() {
        let first = "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi";
        let second = "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert!(ambiguous(&[&format!("{first}{second}")]));
    }
}
