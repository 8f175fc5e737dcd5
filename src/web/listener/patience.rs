//! The stream under a connection, with deadlines for whoever is at the other end, and an eye on the headers that pass.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

use super::{Limits, wire::Wire};

pub struct Patient<S> {
    stream: S,
    wire: Arc<Wire>,
    header: Duration,
    idle: Duration,
    write: Duration,
    /// Which request's header is awaited, and until when.
    awaited: Option<(u64, Instant)>,
    has_begun: bool,
    framing: Framing,
    read_alarm: Pin<Box<Sleep>>,
    write_alarm: Option<Pin<Box<Sleep>>>,
}

impl<S> Patient<S> {
    pub fn new(stream: S, wire: Arc<Wire>, limits: &Limits) -> Self {
        let deadline = Instant::now() + limits.header;
        Self {
            stream,
            wire,
            header: limits.header,
            idle: limits.idle,
            write: limits.write,
            awaited: Some((0, deadline)),
            // a fresh connection is there to send a request
            has_begun: true,
            framing: Framing::default(),
            read_alarm: Box::pin(sleep_until(deadline)),
            write_alarm: None,
        }
    }

    /// Until when the header that is awaited now must be there.
    fn header_deadline(&mut self) -> Option<Instant> {
        let turn = self.wire.awaits();
        match (turn, self.awaited) {
            (None, _) => self.awaited = None,
            (Some(turn), Some((known, _))) if known == turn => {}
            (Some(turn), _) => {
                self.awaited = Some((turn, Instant::now() + self.idle));
                self.has_begun = false;
                self.framing.next_request();
            }
        }
        self.awaited.map(|(_, deadline)| deadline)
    }

    fn received(&mut self, bytes: &[u8]) {
        self.header_deadline();
        if let Some((_, deadline)) = &mut self.awaited
            && !self.has_begun
        {
            *deadline = Instant::now() + self.header;
            self.has_begun = true;
        }
        if self.framing.pass(bytes) {
            self.wire.ambiguous();
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        if let Poll::Ready(read) = Pin::new(&mut this.stream).poll_read(cx, buf) {
            if buf.filled().len() > before {
                this.received(&buf.filled()[before..]);
                // bytes that trickle in keep the stream ready: the deadline holds for them too
                if this
                    .awaited
                    .is_some_and(|(_, deadline)| deadline <= Instant::now())
                {
                    return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
                }
            }
            return Poll::Ready(read);
        }
        let Some(deadline) = this.header_deadline() else {
            return Poll::Pending;
        };
        if this.read_alarm.deadline() != deadline {
            this.read_alarm.as_mut().reset(deadline);
        }
        ready!(this.read_alarm.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncWrite + Unpin> Patient<S> {
    fn in_time<T>(
        &mut self,
        cx: &mut Context<'_>,
        wrote: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if wrote.is_ready() {
            self.write_alarm = None;
            return wrote;
        }
        let alarm = self
            .write_alarm
            .get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + self.write)));
        ready!(alarm.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let wrote = Pin::new(&mut this.stream).poll_write(cx, buf);
        this.in_time(cx, wrote)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let wrote = Pin::new(&mut this.stream).poll_write_vectored(cx, bufs);
        this.in_time(cx, wrote)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

/// Follows the requests in a stream of bytes just far enough to see one that says its length twice: `Transfer-Encoding`
/// and `Content-Length`. Hyper takes the first and hides the second; a proxy in front may have taken the other.
#[derive(Debug)]
enum Framing {
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
    fn next_request(&mut self) {
        if matches!(self, Self::Unknown) {
            *self = Self::default();
        }
    }

    /// Whether a header that ends in these bytes is ambiguous.
    fn pass(&mut self, mut bytes: &[u8]) -> bool {
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
                        if head.len() > 2 * super::HEADER_BYTES {
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
