//! Every setting, read once from the environment, all faults reported together. `.env.sample` documents them.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    str::FromStr,
};

use axum::http::Uri;
use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};
use sqlx::postgres::PgConnectOptions;

/// What the operator decided; see `.env.sample` for what each means to them.
#[derive(Debug, Clone)]
pub struct Config {
    /// The server to use; `None` is a private one in the data folder.
    pub database_url: Option<Secret>,
    /// Where to look first for PostgreSQL's programs when the server is private.
    pub pg_bin: Option<PathBuf>,
    pub listen: SocketAddr,
    /// Figures and health details; `None` is off. Always a loopback address.
    pub metrics_listen: Option<SocketAddr>,
    /// Files, and the private PostgreSQL.
    pub data: PathBuf,
    /// How people reach the product: scheme and host, without a slash at the end.
    pub base_url: String,
    /// `None`: no mail leaves this machine.
    pub smtp_url: Option<Secret>,
    pub mail_from: Mailbox,
    /// The proxies that end TLS in front of us: only their `X-Forwarded-*` headers are believed.
    pub behind_tls_proxy: Vec<IpAddr>,
    /// A filter as in `info,sqlx=warn`.
    pub log: String,
    pub log_format: LogFormat,
    pub web_connections: u32,
    pub worker_connections: u32,
    /// One-click sign-in and a mailbox page; only the demo command sets it, no setting can.
    pub demo: bool,
    /// Program whose `image-worker` command decodes uploads under limits: this one, when a command serves. `None` decodes in
    /// this process; no setting can name another.
    pub image_worker: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

/// A setting that may hold a password: it is never printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

/// One thing wrong with one setting, as a sentence for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub setting: String,
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.setting, self.problem)
    }
}

const SETTINGS: [&str; 13] = [
    "VENTANILLA_LISTEN",
    "VENTANILLA_METRICS_LISTEN",
    "VENTANILLA_DATA",
    "VENTANILLA_BASE_URL",
    "VENTANILLA_SMTP_URL",
    "VENTANILLA_MAIL_FROM",
    "VENTANILLA_BEHIND_TLS_PROXY",
    "VENTANILLA_LOG",
    "VENTANILLA_LOG_FORMAT",
    "VENTANILLA_PG_BIN",
    "VENTANILLA_WEB_CONNECTIONS",
    "VENTANILLA_WORKER_CONNECTIONS",
    "DATABASE_URL",
];

impl Config {
    pub fn from_env() -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut vars = Vec::new();
        for (name, value) in std::env::vars_os() {
            let Some(name) = name
                .to_str()
                .filter(|name| name.starts_with("VENTANILLA_") || *name == "DATABASE_URL")
            else {
                continue;
            };
            match value.into_string() {
                Ok(value) => vars.push((name.to_owned(), value)),
                Err(_) => faults.push(Fault {
                    setting: name.to_owned(),
                    problem: "is not UTF-8 text".to_owned(),
                }),
            }
        }
        match Self::from_vars(vars) {
            Ok(config) if faults.is_empty() => Ok(config),
            Ok(_) => Err(faults),
            Err(more) => {
                faults.extend(more);
                Err(faults)
            }
        }
    }

    /// Reads settings from name and value pairs; an empty value counts as not set.
    pub fn from_vars(vars: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader::new(vars);
        let listen = reader.parse(
            "VENTANILLA_LISTEN",
            "an address and port such as 127.0.0.1:8080",
        );
        let listen = listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let base_url = reader.take_with("VENTANILLA_BASE_URL", parse_base_url);
        let smtp_url = reader.take_with("VENTANILLA_SMTP_URL", parse_smtp_url);
        let mail_from = reader.parse(
            "VENTANILLA_MAIL_FROM",
            "a sender such as Ventanilla <service@example.com>",
        );
        let behind_tls_proxy = reader
            .take_with("VENTANILLA_BEHIND_TLS_PROXY", parse_proxies)
            .unwrap_or_default();

        if !listen.ip().is_loopback() && behind_tls_proxy.is_empty() {
            reader.fault(
                "VENTANILLA_LISTEN",
                format!(
                    "{listen} can be reached from other machines, and Ventanilla speaks no TLS itself. Listen on 127.0.0.1, \
                     or put a TLS proxy in front and name its address in VENTANILLA_BEHIND_TLS_PROXY"
                ),
            );
        }
        if !behind_tls_proxy.is_empty()
            && !base_url
                .as_ref()
                .is_some_and(|url| url.starts_with("https://"))
        {
            reader.fault(
                "VENTANILLA_BASE_URL",
                "must be the https:// address people see, because a TLS proxy is named",
            );
        }
        if smtp_url.is_some() && mail_from.is_none() {
            reader.fault(
                "VENTANILLA_MAIL_FROM",
                "is needed because VENTANILLA_SMTP_URL is set: who does the mail come from?",
            );
        }

        let config = Self {
            database_url: reader.take_with("DATABASE_URL", parse_database_url),
            pg_bin: reader.take("VENTANILLA_PG_BIN").map(PathBuf::from),
            listen,
            metrics_listen: reader
                .take_with("VENTANILLA_METRICS_LISTEN", parse_metrics_listen)
                .unwrap_or(Some(SocketAddr::from(([127, 0, 0, 1], 9090)))),
            data: reader
                .take_with("VENTANILLA_DATA", parse_data)
                .unwrap_or_else(default_data),
            base_url: base_url.unwrap_or_else(|| local_url(listen)),
            smtp_url,
            mail_from: mail_from.unwrap_or_else(local_sender),
            behind_tls_proxy,
            log: reader
                .take_with("VENTANILLA_LOG", parse_log)
                .unwrap_or_else(|| "info".to_owned()),
            log_format: reader
                .take_with("VENTANILLA_LOG_FORMAT", parse_log_format)
                .unwrap_or_default(),
            web_connections: reader
                .take_with("VENTANILLA_WEB_CONNECTIONS", parse_connections)
                .unwrap_or(16),
            worker_connections: reader
                .take_with("VENTANILLA_WORKER_CONNECTIONS", parse_connections)
                .unwrap_or(4),
            demo: false,
            image_worker: None,
        };
        reader.unknown();
        if reader.faults.is_empty() {
            Ok(config)
        } else {
            Err(reader.faults)
        }
    }

    /// Whether people reach the product by https: cookies are `Secure` and `__Host-` then.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Scheme and host of `base_url` with this path; `path` starts with a slash.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}

struct Reader {
    vars: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl Reader {
    fn new(vars: impl IntoIterator<Item = (String, String)>) -> Self {
        let vars = vars
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .collect();
        Self {
            vars,
            faults: Vec::new(),
        }
    }

    fn take(&self, name: &str) -> Option<String> {
        self.vars
            .iter()
            .find(|(set, _)| set == name)
            .map(|(_, value)| value.trim().to_owned())
    }

    fn take_with<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        parse(&self.take(name)?)
            .map_err(|problem| self.fault(name, problem))
            .ok()
    }

    fn parse<T: FromStr>(&mut self, name: &str, wanted: &str) -> Option<T> {
        self.take_with(name, |value| {
            value
                .parse()
                .map_err(|_| format!("`{value}` is not {wanted}"))
        })
    }

    fn fault(&mut self, name: &str, problem: impl Into<String>) {
        self.faults.push(Fault {
            setting: name.to_owned(),
            problem: problem.into(),
        });
    }

    /// A misspelt setting silently ignored is a setting somebody believes in. The tests' own variables pass.
    fn unknown(&mut self) {
        for (name, _) in &self.vars {
            let known = SETTINGS.contains(&name.as_str()) || name.starts_with("VENTANILLA_TEST_");
            if !known && name.starts_with("VENTANILLA_") {
                let problem = "is not a setting; `.env.sample` lists them".to_owned();
                self.faults.push(Fault {
                    setting: name.clone(),
                    problem,
                });
            }
        }
    }
}

fn parse_base_url(value: &str) -> Result<String, String> {
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
fn parse_smtp_url(value: &str) -> Result<Secret, String> {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(value)
        .map(|_| Secret::new(value))
        .map_err(|_| {
            "is not an SMTP address such as smtps://user:password@mail.example.com".to_owned()
        })
}

fn parse_database_url(value: &str) -> Result<Secret, String> {
    let scheme = value.starts_with("postgres://") || value.starts_with("postgresql://");
    match PgConnectOptions::from_str(value) {
        Ok(_) if scheme => Ok(Secret::new(value)),
        _ => Err(
            "is not a PostgreSQL address such as postgres://user:password@localhost/ventanilla"
                .to_owned(),
        ),
    }
}

fn parse_proxies(value: &str) -> Result<Vec<IpAddr>, String> {
    let parse = |part: &str| {
        part.trim()
            .parse()
            .map_err(|_| format!("`{}` is not an IP address", part.trim()))
    };
    value.split(',').map(parse).collect()
}

fn parse_metrics_listen(value: &str) -> Result<Option<SocketAddr>, String> {
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

fn parse_data(value: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(value);
    if path.is_absolute() {
        Ok(path)
    } else {
        Err(format!("`{value}` must be an absolute path"))
    }
}

fn parse_log(value: &str) -> Result<String, String> {
    tracing_subscriber::EnvFilter::try_new(value)
        .map(|_| value.to_owned())
        .map_err(|problem| {
            format!("`{value}` is not a log filter such as `info,sqlx=warn`: {problem}")
        })
}

fn parse_log_format(value: &str) -> Result<LogFormat, String> {
    match value {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(format!("`{value}` is neither `text` nor `json`")),
    }
}

fn parse_connections(value: &str) -> Result<u32, String> {
    value
        .parse()
        .ok()
        .filter(|n| (1..=200).contains(n))
        .ok_or_else(|| format!("`{value}` is not a number from 1 to 200"))
}

/// What a browser on this machine types: `localhost` counts as a secure context everywhere.
fn local_url(listen: SocketAddr) -> String {
    format!("http://localhost:{}", listen.port())
}

fn local_sender() -> Mailbox {
    let address = lettre::Address::new("ventanilla", "localhost").expect("a constant address");
    Mailbox::new(Some("Ventanilla".to_owned()), address)
}

/// The system's place for root, the person's own otherwise, a temporary one for who has no home.
fn default_data() -> PathBuf {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(vars: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        Config::from_vars(
            vars.iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        )
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn nothing_set_is_a_working_local_service() {
        let config = read(&[("VENTANILLA_LOG", " ")]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.base_url, "http://localhost:8080");
        assert_eq!(config.metrics_listen.unwrap().to_string(), "127.0.0.1:9090");
        assert!(config.database_url.is_none() && config.smtp_url.is_none() && !config.demo);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faults = read(&[
            ("VENTANILLA_LISTEN", "8080"),
            ("VENTANILLA_METRICS_LISTEN", "0.0.0.0:9090"),
            ("DATABASE_URL", "mysql://root:hunter2@localhost"),
            ("VENTANILLA_LOG_FORMAT", "xml"),
            ("VENTANILLA_LISTN", "127.0.0.1:80"),
        ])
        .unwrap_err();
        assert_eq!(faults.len(), 5, "{faults:#?}");
        assert!(
            faults.iter().all(|fault| !fault.contains("hunter2")),
            "a password was printed: {faults:#?}"
        );
    }

    #[test]
    fn the_open_network_needs_a_named_tls_proxy_and_an_https_address() {
        let faults = read(&[("VENTANILLA_LISTEN", "0.0.0.0:8080")]).unwrap_err();
        assert!(
            faults[0].contains("VENTANILLA_BEHIND_TLS_PROXY"),
            "{faults:?}"
        );
        let proxied = [
            ("VENTANILLA_LISTEN", "0.0.0.0:8080"),
            ("VENTANILLA_BEHIND_TLS_PROXY", "10.0.0.2, ::1"),
        ];
        assert!(read(&proxied).unwrap_err()[0].starts_with("VENTANILLA_BASE_URL"));
        let whole = [
            proxied[0],
            proxied[1],
            ("VENTANILLA_BASE_URL", "https://service.example.com/"),
        ];
        let config = read(&whole).unwrap();
        assert_eq!(config.behind_tls_proxy.len(), 2);
        assert_eq!(config.absolute("/home"), "https://service.example.com/home");
    }

    #[test]
    fn mail_needs_a_sender_and_metrics_can_be_off() {
        let smtp = ("VENTANILLA_SMTP_URL", "smtps://u:p@mail.example.com");
        assert_eq!(read(&[smtp]).unwrap_err().len(), 1);
        let config = read(&[
            smtp,
            ("VENTANILLA_MAIL_FROM", "Los Olivos <hola@example.com>"),
            ("VENTANILLA_METRICS_LISTEN", "off"),
        ]);
        let config = config.unwrap();
        assert!(config.metrics_listen.is_none());
        assert_eq!(format!("{:?}", config.smtp_url), "Some((secret))");
    }
}
