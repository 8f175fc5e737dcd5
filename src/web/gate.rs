//! What is refused at the gate, whatever the address: odd methods, overlong addresses and cookies. And who is there: the
//! true client, by a proxy's word only if we named that proxy.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{ALLOW, COOKIE},
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::app::App;

const METHODS: [Method; 3] = [Method::GET, Method::HEAD, Method::POST];
/// Path and query, in bytes.
const ADDRESS_LIMIT: usize = 4_096;
/// All cookies together, in bytes.
const COOKIE_LIMIT: usize = 4_096;

/// The other end of the connection; the listener puts it into each request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Where the visitor sits: what rate limits count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

impl ClientIp {
    /// What counts as one place: an IPv6 subscriber has a whole /64.
    pub fn place(self) -> IpAddr {
        place(self.0)
    }
}

pub(super) fn place(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V4(ip) => IpAddr::V4(ip),
        IpAddr::V6(ip) => IpAddr::V6((u128::from(ip) & !u128::from(u64::MAX)).into()),
    }
}

impl<S: Sync> FromRequestParts<S> for ClientIp {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts
            .extensions
            .get()
            .copied()
            .unwrap_or(Self(Ipv4Addr::LOCALHOST.into())))
    }
}

pub async fn gate(State(app): State<App>, mut req: Request, next: Next) -> Response {
    if !METHODS.contains(req.method()) {
        let allow = [(ALLOW, HeaderValue::from_static("GET, HEAD, POST"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    if req
        .uri()
        .path_and_query()
        .is_some_and(|address| address.as_str().len() > ADDRESS_LIMIT)
    {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    if req
        .headers()
        .get_all(COOKIE)
        .iter()
        .map(HeaderValue::len)
        .sum::<usize>()
        > COOKIE_LIMIT
    {
        return StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response();
    }
    let peer = req
        .extensions()
        .get::<Peer>()
        .map_or(Ipv4Addr::LOCALHOST.into(), |peer| peer.0.ip());
    let client = client_ip(peer, &app.config.behind_tls_proxy, req.headers());
    req.extensions_mut().insert(ClientIp(client));
    next.run(req).await
}

/// Each proxy appends whom it heard from, so the last entry that is not a proxy of ours is the client; what stands before
/// it is the client's own word.
fn client_ip(peer: IpAddr, proxies: &[IpAddr], headers: &HeaderMap) -> IpAddr {
    let peer = peer.to_canonical();
    let is_ours = |ip: &IpAddr| proxies.iter().any(|proxy| proxy.to_canonical() == *ip);
    if !is_ours(&peer) {
        return peer;
    }
    let lines: Vec<_> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .collect();
    let mut heard_from = lines
        .iter()
        .flat_map(|line| line.split(','))
        .map(|entry| entry.trim().parse::<IpAddr>())
        .rev();
    // an entry that is no address ends what can be believed
    let client = heard_from.find_map(|entry| match entry {
        Ok(ip) if is_ours(&ip.to_canonical()) => None,
        entry => Some(entry.ok()),
    });
    client.flatten().map_or(peer, |ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str]) -> String {
        let proxies = ["10.0.0.1", "10.0.0.2"].map(|ip| ip.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        client_ip(peer.parse().unwrap(), &proxies, &headers).to_string()
    }

    #[test]
    fn only_a_named_proxy_is_believed() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen("::ffff:10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not() {
        assert_eq!(
            seen("10.0.0.1", &["1.1.1.1, 198.51.100.1, 10.0.0.2"]),
            "198.51.100.1"
        );
        assert_eq!(
            seen("10.0.0.1", &["1.1.1.1", "198.51.100.1"]),
            "198.51.100.1"
        );
        assert_eq!(seen("10.0.0.1", &["1.1.1.1, unknown"]), "10.0.0.1");
    }

    #[test]
    fn one_ipv6_subscriber_is_one_place() {
        let place = |ip: &str| ClientIp(ip.parse().unwrap()).place();
        assert_eq!(place("2001:db8:1:2::a"), place("2001:db8:1:2:ffff::1"));
        assert_ne!(place("2001:db8:1:2::a"), place("2001:db8:1:3::a"));
    }
}
