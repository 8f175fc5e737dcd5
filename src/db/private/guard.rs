//! The guard of a private server: a process of its own that outlives whoever started it and goes with the last user.

use std::{
    io::Write,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use anyhow::bail;

use super::{
    cluster::Cluster,
    place::{Lock, Place},
    server::Server,
};

/// What the guard says when the server answers; anything else is why it does not.
pub const READY: &str = "ready";

/// How often the guard looks at its users and its server. Two cheap system calls each time.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// A server that ends again and again is not helped by starting it.
const CRASHES_BORNE: u32 = 5;
const CRASHES_FORGOTTEN_AFTER: Duration = Duration::from_secs(60);

/// Hidden: `ventanilla private-postgres guard`.
#[derive(Debug, clap::Args)]
pub struct Guard {
    #[arg(long)]
    folder: PathBuf,
    #[arg(long)]
    pg_bin: Option<PathBuf>,
    #[arg(long, default_value_t = 0)]
    linger_ms: u64,
    #[arg(long)]
    scratch: bool,
}

impl Guard {
    pub fn run(self) -> anyhow::Result<()> {
        let place = Place::make(&self.folder)?;
        let guarding = place.become_guard()?;
        place.note_not_serving();
        let begun = Cluster::open(&place, self.pg_bin.as_deref(), self.scratch)
            .and_then(|cluster| Ok((Server::start(&place, &cluster, self.scratch)?, cluster)));
        let (server, cluster) = match begun {
            Ok(begun) => begun,
            Err(error) => {
                tell(&format!("{error:#}"));
                return Err(error);
            }
        };
        place.note_serving(server.id())?;
        tell(READY);
        let no_users = self.keep(&place, &cluster, server)?;
        // The users' lock goes last: who waits for it must find no guard.
        guarding.release();
        no_users.release();
        Ok(())
    }

    /// Keeps the server running until nobody uses it; returns the right that made it stop.
    fn keep(&self, place: &Place, cluster: &Cluster, mut server: Server) -> anyhow::Result<Lock> {
        let linger = Duration::from_millis(self.linger_ms);
        let mut unused_since = None;
        let (mut crashes, mut last_crash) = (0, Instant::now());
        loop {
            thread::sleep(LOOK_EVERY);
            if server.ended()? {
                place.note_not_serving();
                if last_crash.elapsed() > CRASHES_FORGOTTEN_AFTER {
                    crashes = 0;
                }
                crashes += 1;
                last_crash = Instant::now();
                if crashes > CRASHES_BORNE {
                    bail!("the server ended {crashes} times in a row");
                }
                server = Server::start(place, cluster, self.scratch)?;
                place.note_serving(server.id())?;
            }
            match place.if_no_users()? {
                None => unused_since = None,
                Some(right) => {
                    if unused_since.get_or_insert_with(Instant::now).elapsed() >= linger {
                        place.note_not_serving();
                        server.stop()?;
                        place.remove_socket_folder();
                        return Ok(right);
                    }
                }
            }
        }
    }
}

/// Whoever started us may be gone by now.
fn tell(line: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").and_then(|()| out.flush()).ok();
}
