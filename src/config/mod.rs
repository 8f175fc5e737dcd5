//! Every setting, read once from the environment, all faults reported together. `.env.sample` documents them.

mod parse;
mod read;
mod together;

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use lettre::message::Mailbox;

use self::read::Reader;

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
        let metrics_listen = reader
            .take_with("VENTANILLA_METRICS_LISTEN", parse::metrics_listen)
            .unwrap_or(Some(SocketAddr::from(([127, 0, 0, 1], 9090))));
        let base_url = reader.take_with("VENTANILLA_BASE_URL", parse::base_url);
        let smtp_url = reader.take_with("VENTANILLA_SMTP_URL", parse::smtp_url);
        let mail_from = reader.parse(
            "VENTANILLA_MAIL_FROM",
            "a sender such as Ventanilla <service@example.com>",
        );
        let behind_tls_proxy = reader
            .take_with("VENTANILLA_BEHIND_TLS_PROXY", parse::proxies)
            .unwrap_or_default();
        together::check(&mut reader, listen, metrics_listen, base_url.as_deref());

        let config = Self {
            database_url: reader.take_with("DATABASE_URL", parse::database_url),
            pg_bin: reader.take_with("VENTANILLA_PG_BIN", parse::pg_bin),
            listen,
            metrics_listen,
            data: reader
                .take_with("VENTANILLA_DATA", parse::data)
                .unwrap_or_else(parse::default_data),
            base_url: base_url.unwrap_or_else(|| parse::local_url(listen)),
            smtp_url,
            mail_from: mail_from.unwrap_or_else(parse::local_sender),
            behind_tls_proxy,
            log: reader
                .take_with("VENTANILLA_LOG", parse::log)
                .unwrap_or_else(|| "info".to_owned()),
            log_format: reader
                .take_with("VENTANILLA_LOG_FORMAT", parse::log_format)
                .unwrap_or_default(),
            web_connections: reader
                .take_with("VENTANILLA_WEB_CONNECTIONS", parse::connections)
                .unwrap_or(16),
            worker_connections: reader
                .take_with("VENTANILLA_WORKER_CONNECTIONS", parse::connections)
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

/// This running program, also when its file was replaced by a newer one meanwhile: the processes it starts of itself speak
/// its own version.
pub fn this_program() -> std::io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok(PathBuf::from(format!("/proc/{}/exe", std::process::id())));
    }
    std::env::current_exe()
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
        let unnamed = read(&[("VENTANILLA_BASE_URL", "https://service.example.com")]).unwrap_err();
        assert_eq!(unnamed.len(), 1, "{unnamed:?}");
        assert!(
            unnamed[0].starts_with("VENTANILLA_BEHIND_TLS_PROXY")
                && unnamed[0].contains("127.0.0.1"),
            "{unnamed:?}"
        );
        let misspelt = read(&[
            proxied[0],
            ("VENTANILLA_BEHIND_TLS_PROXY", "localhost"),
            ("VENTANILLA_BASE_URL", "https://service.example.com"),
        ]);
        assert_eq!(misspelt.unwrap_err().len(), 1, "one fault is told once");
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

    #[test]
    fn pages_and_figures_need_an_address_each() {
        let pages = |listen| read(&[("VENTANILLA_LISTEN", listen)]);
        let faults = pages("127.0.0.1:9090").unwrap_err();
        assert!(
            faults.len() == 1 && faults[0].starts_with("VENTANILLA_METRICS_LISTEN"),
            "{faults:?}"
        );
        assert!(pages("127.0.0.1:0").is_ok() && pages("[::1]:9090").is_ok());
        let off = ("VENTANILLA_METRICS_LISTEN", "off");
        assert!(read(&[("VENTANILLA_LISTEN", "127.0.0.1:9090"), off]).is_ok());
        // any of the system's choice, one for each
        let any = [
            ("VENTANILLA_LISTEN", "127.0.0.1:0"),
            ("VENTANILLA_METRICS_LISTEN", "127.0.0.1:0"),
        ];
        assert!(read(&any).is_ok());
    }

    #[test]
    fn a_folder_for_postgresql_has_it() {
        let folder = std::env::temp_dir().join(format!("ventanilla-bin-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let named = [("VENTANILLA_PG_BIN", folder.to_str().unwrap())];
        let faults = read(&named).unwrap_err();
        assert!(
            faults.len() == 1 && faults[0].contains("`postgres`"),
            "{faults:?}"
        );
        std::fs::write(folder.join("postgres"), "").unwrap();
        assert_eq!(read(&named).unwrap().pg_bin.as_deref(), Some(&*folder));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
