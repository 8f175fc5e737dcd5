//! What each setting looks like, and its default.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    str::FromStr,
};

use axum::http::Uri;
use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};
use sqlx::postgres::PgConnectOptions;

use super::{LogFormat, Secret};

pub fn base_url(value: &str) -> Result<String, String> {
    let wanted = || format!("`{value}` is not an address such as https://service.example.com");
    let uri: Uri = value.parse().map_err(|_| wanted())?;
    match (uri.scheme_str(), uri.authority()) {
        (Some("http" | "https"), Some(_)) if uri.path() == "/" && uri.query().is_none() => {
            Ok(value.trim_end_matches('/').to_owned())
        }
        (Some("http" | "https"), Some(_)) => Err(format!(
            "`{value}` must end after the host: Ventanilla needs a host of its own"
        )),
        _ => Err(wanted()),
    }
}

// The cause is not repeated in these two: it can quote the password.
pub fn smtp_url(value: &str) -> Result<Secret, String> {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(value)
        .map(|_| Secret::new(value))
        .map_err(|_| {
            "is not an SMTP address such as smtps://user:password@mail.example.com".to_owned()
        })
}

pub fn database_url(value: &str) -> Result<Secret, String> {
    let scheme = value.starts_with("postgres://") || value.starts_with("postgresql://");
    match PgConnectOptions::from_str(value) {
        Ok(_) if scheme => Ok(Secret::new(value)),
        _ => Err(
            "is not a PostgreSQL address such as postgres://user:password@localhost/ventanilla"
                .to_owned(),
        ),
    }
}

pub fn proxies(value: &str) -> Result<Vec<IpAddr>, String> {
    let parse = |part: &str| {
        part.trim()
            .parse()
            .map_err(|_| format!("`{}` is not an IP address", part.trim()))
    };
    value.split(',').map(parse).collect()
}

pub fn pg_bin(value: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(value);
    if folder.join("postgres").is_file() {
        Ok(folder)
    } else {
        Err(format!(
            "there is no program `postgres` in {value}. Name the folder with postgres and initdb in it, such as \
             /usr/lib/postgresql/17/bin, or leave it out: the usual folders are looked into"
        ))
    }
}

pub fn metrics_listen(value: &str) -> Result<Option<SocketAddr>, String> {
    if value == "off" {
        return Ok(None);
    }
    match value.parse::<SocketAddr>() {
        Ok(address) if address.ip().is_loopback() => Ok(Some(address)),
        Ok(address) => Err(format!(
            "{address} can be reached from other machines; figures are served on a loopback address only"
        )),
        Err(_) => Err(format!(
            "`{value}` is neither an address and port such as 127.0.0.1:9090 nor `off`"
        )),
    }
}

pub fn data(value: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(value);
    if path.is_absolute() {
        Ok(path)
    } else {
        Err(format!("`{value}` must be an absolute path"))
    }
}

pub fn log(value: &str) -> Result<String, String> {
    tracing_subscriber::EnvFilter::try_new(value)
        .map(|_| value.to_owned())
        .map_err(|problem| {
            format!("`{value}` is not a log filter such as `info,sqlx=warn`: {problem}")
        })
}

pub fn log_format(value: &str) -> Result<LogFormat, String> {
    match value {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(format!("`{value}` is neither `text` nor `json`")),
    }
}

pub fn connections(value: &str) -> Result<u32, String> {
    value
        .parse()
        .ok()
        .filter(|n| (1..=200).contains(n))
        .ok_or_else(|| format!("`{value}` is not a number from 1 to 200"))
}

/// What a browser on this machine types: `localhost` counts as a secure context everywhere.
pub fn local_url(listen: SocketAddr) -> String {
    format!("http://localhost:{}", listen.port())
}

pub fn local_sender() -> Mailbox {
    let address = lettre::Address::new("ventanilla", "localhost").expect("a constant address");
    Mailbox::new(Some("Ventanilla".to_owned()), address)
}

/// The system's place for root, the person's own otherwise, a temporary one for who has no home.
pub fn default_data() -> PathBuf {
    if nix::unistd::Uid::effective().is_root() {
        return PathBuf::from("/var/lib/ventanilla");
    }
    let absolute = |name| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    absolute("XDG_DATA_HOME")
        .or_else(|| {
            absolute("HOME")
                .filter(|home| home.is_dir())
                .map(|home| home.join(".local/share"))
        })
        .map_or_else(
            || std::env::temp_dir().join(format!("ventanilla-{}", nix::unistd::Uid::effective())),
            |share| share.join("ventanilla"),
        )
}
