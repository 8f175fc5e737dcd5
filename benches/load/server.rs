//! The product itself, as a process of its own.

use std::{
    net::{SocketAddr, TcpListener},
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use tokio::process::{Child, Command};

use crate::volley::Caller;

pub struct Server {
    process: Child,
    pub address: SocketAddr,
    /// From the start of the process to the first page it can answer.
    pub started_in: Duration,
    _data: Folder,
}

/// The same server, another database.
pub fn address(url: &str, database: &str) -> String {
    let (before, options) = url.split_once('?').unwrap_or((url, ""));
    let server = before.rsplit_once('/').map_or(before, |(server, _)| server);
    format!("{server}/{database}?{options}")
}

impl Server {
    pub async fn start(database: &str, worker: bool) -> anyhow::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let data = Folder::new(address.port())?;
        let began = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ventanilla"));
        command.arg("serve");
        if !worker {
            command.arg("--no-worker");
        }
        let mut process = command
            .env("DATABASE_URL", database)
            .env("VENTANILLA_LISTEN", address.to_string())
            .env("VENTANILLA_METRICS_LISTEN", "off")
            .env("VENTANILLA_DATA", &data.0)
            .env("VENTANILLA_LOG", "error")
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        loop {
            if let Some(status) = process.try_wait()? {
                anyhow::bail!("the server ended at once: {status}");
            }
            if let Ok(mut caller) = Caller::new(address).await
                && caller
                    .call(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\n\r\n")
                    .await?
                    == 200
            {
                break;
            }
            ensure!(
                began.elapsed() < Duration::from_secs(60),
                "the server does not answer"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(Self {
            process,
            address,
            started_in: began.elapsed(),
            _data: data,
        })
    }

    pub fn resident_mb(&self) -> anyhow::Result<u64> {
        self.memory("VmRSS:")
    }

    pub fn most_resident_mb(&self) -> anyhow::Result<u64> {
        self.memory("VmHWM:")
    }

    fn memory(&self, name: &str) -> anyhow::Result<u64> {
        let id = self.process.id().context("the server runs")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().next());
        Ok(kilobytes.context("no such figure")?.parse::<u64>()? / 1024)
    }

    pub async fn stop(mut self) -> anyhow::Result<()> {
        Ok(self.process.kill().await?)
    }
}

/// For files nobody uploads; gone with the server.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(port: u16) -> std::io::Result<Self> {
        let path = std::env::temp_dir().join(format!("ventanilla-bench-{port}"));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // what is left of it in the temporary folder does no harm
        std::fs::remove_dir_all(&self.0).ok();
    }
}
