//! A user that does nothing: keeps the server running for `psql`, for backups, and for tests that kill it.

use std::{
    io::{Read, Write},
    path::PathBuf,
    time::Duration,
};

use super::{Share, Wish, place};
use crate::config::this_program;

/// Hidden: `ventanilla private-postgres hold`. Prints how to connect, then waits for the end of its input.
#[derive(Debug, clap::Args)]
pub struct Hold {
    #[arg(long)]
    folder: PathBuf,
    #[arg(long)]
    pg_bin: Option<PathBuf>,
    #[arg(long, default_value_t = 0)]
    linger_ms: u64,
    #[arg(long)]
    scratch: bool,
}

impl Hold {
    pub fn run(self) -> anyhow::Result<()> {
        let share = Share::take(Wish {
            folder: self.folder,
            pg_bin: self.pg_bin,
            program: this_program()?,
            linger: Duration::from_millis(self.linger_ms),
            scratch: self.scratch,
        })?;
        let socket = share.0.place.socket_folder();
        let mut out = std::io::stdout();
        writeln!(
            out,
            "psql -h {} -p {} -U {name} {name}",
            socket.display(),
            place::PORT,
            name = super::NAME
        )?;
        out.flush()?;
        std::io::stdin().read_to_end(&mut Vec::new())?;
        Ok(())
    }
}
