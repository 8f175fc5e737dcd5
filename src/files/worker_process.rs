//! Decoding in a child process: this program again, under limits of the operating system. A picture that breaks the decoder
//! breaks a process that holds nothing.
//!
//! The child reads the upload from its standard input and answers with one line of JSON, then the photo, then the thumbnail.

use std::{
    io::{self, Read, Write},
    path::Path,
    process::{ExitCode, Stdio},
    time::Duration,
};

use tokio::{io::AsyncWriteExt, process::Command};

use super::{
    FILE_BYTES,
    accept::Refusal,
    photo::{self, Redrawn},
};

/// The hidden subcommand that runs [`main`].
const COMMAND: &str = "image-worker";
const PATIENCE: Duration = Duration::from_secs(10);
const CPU_SECONDS: u64 = 5;
/// The decoder's own limit is 256 MiB; the rest is the program itself and the small picture.
const ADDRESS_BYTES: u64 = 640 * 1024 * 1024;

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Drawn {
        width: i32,
        height: i32,
        photo: usize,
        thumb: usize,
    },
    Refused(Refusal),
}

/// What the child does. Never returns an error: its answer is the report, and without one the parent says so.
pub fn main() -> ExitCode {
    match limit().map_err(io::Error::from).and_then(|()| answer()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

#[cfg(target_os = "linux")]
fn limit() -> nix::Result<()> {
    use nix::sys::resource::{Resource, setrlimit};
    setrlimit(Resource::RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS)?;
    setrlimit(Resource::RLIMIT_AS, ADDRESS_BYTES, ADDRESS_BYTES)?;
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    setrlimit(Resource::RLIMIT_FSIZE, 0, 0)?;
    // No further file, socket or child.
    setrlimit(Resource::RLIMIT_NOFILE, 3, 3)
}

#[cfg(not(target_os = "linux"))]
fn limit() -> nix::Result<()> {
    use nix::sys::resource::{Resource, setrlimit};
    setrlimit(Resource::RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS)
}

fn answer() -> io::Result<()> {
    let mut upload = Vec::new();
    io::stdin()
        .lock()
        .take(FILE_BYTES as u64 + 1)
        .read_to_end(&mut upload)?;
    let result = photo::redraw(&upload);
    let mut out = io::stdout().lock();
    let answer = match &result {
        Ok(r) => Answer::Drawn {
            width: r.width,
            height: r.height,
            photo: r.photo.len(),
            thumb: r.thumb.len(),
        },
        Err(refusal) => Answer::Refused(*refusal),
    };
    serde_json::to_writer(&mut out, &answer)?;
    out.write_all(b"\n")?;
    if let Ok(redrawn) = result {
        out.write_all(&redrawn.photo)?;
        out.write_all(&redrawn.thumb)?;
    }
    out.flush()
}

/// Has the child at `program` redraw a photo. A child that dies on it or takes too long has met something that is no photo.
pub async fn redraw(program: &Path, upload: &[u8]) -> Result<Redrawn, Refusal> {
    match tokio::time::timeout(PATIENCE, ask(program, upload)).await {
        Ok(Ok(Some(answer))) => answer,
        Ok(Ok(None)) => {
            tracing::warn!("the image worker died on an upload");
            Err(Refusal::Unreadable)
        }
        Ok(Err(error)) => {
            tracing::error!(%error, program = %program.display(), "no image worker");
            Err(Refusal::Failed)
        }
        Err(_) => {
            tracing::warn!("the image worker took too long over an upload");
            Err(Refusal::Unreadable)
        }
    }
}

async fn ask(program: &Path, upload: &[u8]) -> io::Result<Option<Result<Redrawn, Refusal>>> {
    let mut child = Command::new(program)
        .arg(COMMAND)
        .env_clear()
        // the allocator would set addresses aside by the gibibyte, and the limit counts addresses
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let mut stdin = child
        .stdin
        .take()
        .ok_or_else(|| io::Error::other("no standard input"))?;
    let feed = async move {
        // A child that refuses early closes its end; its answer says why.
        stdin.write_all(upload).await.ok();
    };
    let ((), output) = tokio::join!(feed, child.wait_with_output());
    Ok(parse(&output?.stdout))
}

fn parse(out: &[u8]) -> Option<Result<Redrawn, Refusal>> {
    let line_end = out.iter().position(|&byte| byte == b'\n')?;
    match serde_json::from_slice(&out[..line_end]).ok()? {
        Answer::Refused(refusal) => Some(Err(refusal)),
        Answer::Drawn {
            width,
            height,
            photo,
            thumb,
        } => {
            let body = &out[line_end + 1..];
            if body.len() != photo.checked_add(thumb)? {
                return None;
            }
            let (photo, thumb) = body.split_at(photo);
            Some(Ok(Redrawn {
                width,
                height,
                photo: photo.to_vec(),
                thumb: thumb.to_vec(),
            }))
        }
    }
}
