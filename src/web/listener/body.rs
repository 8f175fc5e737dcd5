//! A request's body that must keep coming: slow phones pass, somebody who only holds the line does not.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::BoxError;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::Limits;

pub struct Paced<B> {
    body: B,
    pace: Pace,
    started: Option<Instant>,
    received: u64,
    alarm: Option<Pin<Box<Sleep>>>,
}

#[derive(Debug, Clone, Copy)]
struct Pace {
    rate: u64,
    grace: Duration,
    whole: Duration,
}

impl Pace {
    /// How long it may have taken to receive so much.
    fn allows(self, received: u64) -> Duration {
        let earned = Duration::from_millis(received.saturating_mul(1_000) / self.rate.max(1));
        (self.grace + earned).min(self.whole)
    }
}

impl<B> Paced<B> {
    pub fn new(body: B, limits: &Limits) -> Self {
        let pace = Pace {
            rate: limits.body_rate,
            grace: limits.body_grace,
            whole: limits.body_whole,
        };
        Self {
            body,
            pace,
            started: None,
            received: 0,
            alarm: None,
        }
    }
}

impl<B> Body for Paced<B>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let started = *this.started.get_or_insert_with(Instant::now);
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            if let Some(Ok(frame)) = &frame {
                this.received += frame.data_ref().map_or(0, |data| data.len() as u64);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let deadline = started + this.pace.allows(this.received);
        let alarm = this
            .alarm
            .get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        if alarm.deadline() != deadline {
            alarm.as_mut().reset(deadline);
        }
        match alarm.as_mut().poll(cx) {
            Poll::Ready(()) => {
                Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::TimedOut).into())))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_earns_time_by_coming() {
        let pace = Pace {
            rate: 8_000,
            grace: Duration::from_secs(10),
            whole: Duration::from_secs(180),
        };
        assert_eq!(pace.allows(0), Duration::from_secs(10));
        assert_eq!(pace.allows(80_000), Duration::from_secs(20));
        assert_eq!(pace.allows(40_000_000), Duration::from_secs(180));
    }
}
