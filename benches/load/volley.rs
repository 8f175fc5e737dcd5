//! Sixteen callers at once, each with one connection kept open and one request under way. The HTTP is just enough for our own
//! server, so that the caller takes little of the machine that it measures.

use std::{
    net::SocketAddr,
    ops::{AddAssign, Div},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use futures_util::future::try_join_all;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{CONNECTIONS, server::Server};

/// Requests of a run are numbered through, so that none is asked for what the one before just warmed.
static NEXT: AtomicU64 = AtomicU64::new(0);

#[derive(Clone, Copy)]
pub struct Length(Duration);

impl Length {
    pub const fn seconds(n: u64) -> Self {
        Self(Duration::from_secs(n))
    }
}

impl Div<u32> for Length {
    type Output = Self;

    fn div(self, parts: u32) -> Self {
        Self(self.0 / parts)
    }
}

/// How long each request took, sorted, and the time they took together.
#[derive(Default)]
pub struct Figures {
    took: Vec<Duration>,
    whole: Duration,
}

impl Figures {
    /// Runs as many loops of `once` as there are connections; it is given the number of the request.
    pub async fn of<F, T>(length: Length, callers: Vec<T>, once: F) -> anyhow::Result<Self>
    where
        F: AsyncFn(&mut T, u64) -> anyhow::Result<()>,
    {
        let once = &once;
        let began = Instant::now();
        let loops = callers.into_iter().map(|mut caller| async move {
            let mut took = vec![];
            while began.elapsed() < length.0 {
                let from = Instant::now();
                once(&mut caller, NEXT.fetch_add(1, Ordering::Relaxed)).await?;
                took.push(from.elapsed());
            }
            anyhow::Ok(took)
        });
        let mut took = try_join_all(loops).await?.concat();
        let whole = began.elapsed();
        took.sort_unstable();
        ensure!(!took.is_empty(), "nothing was answered");
        Ok(Self { took, whole })
    }

    pub fn count(&self) -> u64 {
        self.took.len() as u64
    }

    pub fn rate(&self) -> f64 {
        self.took.len() as f64 / self.whole.as_secs_f64()
    }

    fn share(&self, of: f64) -> f64 {
        let last = self.took.len() - 1;
        self.took[(last as f64 * of) as usize].as_secs_f64() * 1_000.0
    }

    /// In milliseconds, as all of them.
    pub fn p99(&self) -> f64 {
        self.share(0.99)
    }

    pub fn row(&self, what: &str, ratio: Option<(f64, f64)>) -> String {
        let (ratio, goal) = ratio.map_or_else(Default::default, |(ratio, goal)| {
            (format!("{ratio:.3}"), goal.to_string())
        });
        let (rate, p50, p99) = (self.rate(), self.share(0.5), self.p99());
        format!("| {what} | {rate:.0} | {p50:.1} | {p99:.1} | {ratio} | {goal} |")
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, mut more: Self) {
        self.took.append(&mut more.took);
        self.took.sort_unstable();
        self.whole += more.whole;
    }
}

/// The request of each number, at the server; any other answer than `expected` ends the run.
pub async fn fire(
    server: &Server,
    length: Length,
    expected: u16,
    request: &impl Fn(u64) -> Vec<u8>,
) -> anyhow::Result<Figures> {
    let callers = try_join_all((0..CONNECTIONS).map(|_| Caller::new(server.address))).await?;
    Figures::of(length, callers, async |caller: &mut Caller, n| {
        let request = request(n);
        let status = caller.call(&request).await?;
        ensure!(
            status == expected,
            "answered {status}: {}",
            String::from_utf8_lossy(&request)
        );
        Ok(())
    })
    .await
}

pub struct Caller {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Caller {
    pub async fn new(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            read: Vec::with_capacity(128 * 1024),
        })
    }

    /// Sends the request, reads the answer to its end, says its status.
    pub async fn call(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        self.stream.write_all(request).await?;
        self.read.clear();
        let head = loop {
            self.more().await?;
            if let Some(at) = find(&self.read, b"\r\n\r\n") {
                break at + 4;
            }
        };
        let header = std::str::from_utf8(&self.read[..head])?.to_ascii_lowercase();
        let status = header.get(9..12).context("no status")?.parse()?;
        let length = header
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"));
        if let Some(length) = length {
            let whole = head + length.trim().parse::<usize>()?;
            while self.read.len() < whole {
                self.more().await?;
            }
        } else if header.contains("transfer-encoding: chunked") {
            while !self.read.ends_with(b"0\r\n\r\n") {
                self.more().await?;
            }
        }
        Ok(status)
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        let got = self.stream.read_buf(&mut self.read).await?;
        ensure!(got > 0, "the server closed the connection");
        Ok(())
    }
}

fn find(in_bytes: &[u8], what: &[u8]) -> Option<usize> {
    in_bytes
        .windows(what.len())
        .position(|window| window == what)
}
