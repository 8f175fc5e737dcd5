//! What settings must be to one another.

use std::net::SocketAddr;

use super::read::Reader;

const BASE_URL: &str = "VENTANILLA_BASE_URL";
const LISTEN: &str = "VENTANILLA_LISTEN";
const PROXY: &str = "VENTANILLA_BEHIND_TLS_PROXY";

pub fn check(
    reader: &mut Reader,
    listen: SocketAddr,
    metrics_listen: Option<SocketAddr>,
    base_url: Option<&str>,
) {
    let is_proxied = reader.is_set(PROXY);
    let is_https = base_url.is_some_and(|url| url.starts_with("https://"));
    if !listen.ip().is_loopback() && !is_proxied {
        reader.fault(
            LISTEN,
            format!(
                "{listen} can be reached from other machines, and Ventanilla speaks no TLS itself. Listen on 127.0.0.1, \
                 or put a TLS proxy in front and name its address in {PROXY}"
            ),
        );
    }
    if is_proxied && !is_https && !reader.is_wrong(BASE_URL) {
        reader.fault(
            BASE_URL,
            "must be the https:// address people see, because a TLS proxy is named",
        );
    }
    // All would come from the proxy's address, and share what one place may try.
    if is_https && !is_proxied {
        reader.fault(
            PROXY,
            "is needed because the address people see begins with https:// and Ventanilla speaks no TLS itself. Name the \
             address of the proxy that does, 127.0.0.1 when it runs on this machine: it tells people apart",
        );
    }
    if let Some(figures) =
        metrics_listen.filter(|figures| !reader.is_wrong(LISTEN) && meet(listen, *figures))
    {
        reader.fault(
            "VENTANILLA_METRICS_LISTEN",
            format!(
                "{figures} is where the pages are served ({LISTEN} is {listen}). Name another port, or `off`"
            ),
        );
    }
    if reader.is_set("VENTANILLA_SMTP_URL") && !reader.is_set("VENTANILLA_MAIL_FROM") {
        reader.fault(
            "VENTANILLA_MAIL_FROM",
            "is needed because VENTANILLA_SMTP_URL is set: who does the mail come from?",
        );
    }
}

/// Whether both cannot be listened on at once. Port 0 is one of the system's choice.
fn meet(pages: SocketAddr, figures: SocketAddr) -> bool {
    let same_host = pages.ip() == figures.ip() || pages.ip().is_unspecified();
    same_host && pages.port() == figures.port() && pages.port() != 0
}
