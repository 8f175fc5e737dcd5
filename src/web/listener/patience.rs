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

use super::{Limits, framing::Framing, wire::Wire};

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
