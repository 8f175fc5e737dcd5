//! What the two sides of a connection must tell each other: is a request's header awaited, and was one ambiguous.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicU64,
            Ordering::{AcqRel, Acquire, Release},
        },
    },
    task::{Context, Poll},
};

use axum::body::Body;
use hyper::body::{Body as HttpBody, Bytes, Frame, SizeHint};

/// Shared by the bytes below hyper and the service above it.
#[derive(Debug, Default)]
pub struct Wire {
    /// Answers given, doubled; odd while a request is being answered.
    turn: AtomicU64,
    ambiguous: AtomicBool,
}

impl Wire {
    /// The header of a request is complete.
    pub fn head_read(&self) {
        self.turn.fetch_add(1, AcqRel);
    }

    /// The number of the awaited request; none while one is being answered.
    pub fn awaits(&self) -> Option<u64> {
        let turn = self.turn.load(Acquire);
        turn.is_multiple_of(2).then_some(turn / 2)
    }

    pub fn ambiguous(&self) {
        self.ambiguous.store(true, Release);
    }

    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous.load(Acquire)
    }

    /// The same body; when it is sent or dropped, the next request is awaited.
    pub fn until_sent(self: Arc<Self>, body: Body) -> Body {
        Body::new(Answering {
            body,
            _turn: Turn(self),
        })
    }
}

struct Turn(Arc<Wire>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.turn.fetch_add(1, AcqRel);
    }
}

struct Answering {
    body: Body,
    _turn: Turn,
}

impl HttpBody for Answering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
