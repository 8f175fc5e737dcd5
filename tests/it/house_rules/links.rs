use std::collections::BTreeSet;

use super::{none, sources, without};

/// Every address of the router, as written in the sources.
fn routes() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    for file in sources("src", &["rs"]) {
        for (at, call) in file.text.match_indices(".route(") {
            let rest = file.text[at + call.len()..].trim_start();
            if let Some(path) = rest
                .strip_prefix('"')
                .and_then(|path| path.split('"').next())
            {
                routes.insert(path.to_owned());
            }
        }
    }
    routes
}

/// A part in braces stands for anything, on either side.
fn leads(link: &str, route: &str) -> bool {
    let (link, route): (Vec<_>, Vec<_>) = (link.split('/').collect(), route.split('/').collect());
    let alike = |link: &str, route: &str| link == route || link == "{}" || route.starts_with('{');
    link.len() == route.len()
        && link
            .iter()
            .zip(&route)
            .all(|(link, route)| alike(link, route))
}

/// Addresses of this site in a template, without query and fragment; what is filled in is `{}`.
fn links(template: &str) -> Vec<String> {
    let mut text = without(template, "{#", "#}");
    while let Some((before, rest)) = text.split_once("{{") {
        let after = rest.split_once("}}").map_or("", |(_, after)| after);
        text = format!("{before}{{}}{after}");
    }
    let mut found = Vec::new();
    for attribute in ["href=\"/", "action=\"/"] {
        for (at, _) in text.match_indices(attribute) {
            let value = text[at + attribute.len() - 1..]
                .split('"')
                .next()
                .unwrap_or_default();
            let path = value.split(['?', '#']).next().unwrap_or_default();
            // chosen between several: each is checked where it is written out
            if !path.contains("{%") {
                found.push(path.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_link_of_a_template_leads_somewhere() {
    let routes = routes();
    assert!(routes.len() > 50, "the routes were not understood");
    let mut faults = Vec::new();
    for file in sources("templates", &["html"]) {
        for link in links(&file.text) {
            if !routes.iter().any(|route| leads(&link, route)) {
                faults.push(format!("{}: {link}", file.path));
            }
        }
    }
    none("links that lead nowhere", &faults);
}

#[test]
fn links_are_told_from_what_is_filled_in() {
    let template =
        "<a href=\"/r/{{ number }}?a=1\"><form action=\"/in\"><a href=\"{{ x }}\"><a href=\"#a\">";
    assert_eq!(links(template), ["/r/{}", "/in"]);
    assert!(leads("/r/{}", "/r/{number}") && leads("/desk/7", "/desk/{number}"));
    assert!(!leads("/r/{}/sent", "/r/{number}") && !leads("/in", "/out"));
}
