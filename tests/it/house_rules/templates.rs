use super::{literals_after, none, sources, without};

#[test]
fn every_template_has_a_struct_or_is_part_of_one_that_has() {
    let templates = sources("templates", &["html", "txt"]);
    let code: String = sources("src", &["rs"])
        .into_iter()
        .map(|file| file.text)
        .collect();
    let mut used: Vec<&str> = literals_after(&code, "path = \"").collect();
    for file in &templates {
        for word in ["extends \"", "include \"", "import \""] {
            used.extend(literals_after(&file.text, word));
        }
    }
    let unused: Vec<String> = templates
        .iter()
        .map(|file| file.path.trim_start_matches("templates/").to_owned())
        .filter(|path| !used.contains(&path.as_str()) && !path.starts_with("frame/"))
        .collect();
    none(
        "templates that no struct and no other template names",
        &unused,
    );
}

/// The product's name, and how statistics says how many were counted.
const NO_LANGUAGE: [&str; 2] = ["Ventanilla", "n ="];

#[test]
fn words_stand_in_the_message_files_only() {
    let mut faults = Vec::new();
    for file in sources("templates", &["html", "txt"]) {
        // the style guide shows parts with made-up names in them
        if file.path.starts_with("templates/style/") {
            continue;
        }
        for words in words_of(&file.text) {
            if !NO_LANGUAGE.contains(&words.as_str()) {
                faults.push(format!("{}: {words}", file.path));
            }
        }
    }
    none("words for people outside of locales/", &faults);
}

/// What a template says by itself: text between tags, and attributes that are read out or shown.
fn words_of(template: &str) -> Vec<String> {
    // the classes of the page, which the frame puts into an attribute
    let mut text = without(template, "{% block face %}", "{% endblock %}");
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}"), ("<!--", "-->")] {
        text = without(&text, open, close);
    }
    let mut said = Vec::new();
    let mut between = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        between.push_str(&rest[..at]);
        between.push('\n');
        let tag = &rest[at..at + end_of_tag(&rest[at..])];
        for attribute in [
            " title=\"",
            " alt=\"",
            " aria-label=\"",
            " placeholder=\"",
            " label=\"",
            " data-words=\"",
        ] {
            said.extend(literals_after(tag, attribute).map(str::to_owned));
        }
        rest = &rest[at + tag.len()..];
    }
    between.push_str(rest);
    // a macro may hold attributes alone
    said.extend(between.lines().map(without_attributes));
    said.retain(|words| without(words, "&", ";").chars().any(char::is_alphabetic));
    said.into_iter()
        .map(|words| words.trim().to_owned())
        .collect()
}

fn without_attributes(text: &str) -> String {
    let mut left = text.to_owned();
    while let Some(at) = left.find("=\"") {
        let start = left[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + 1);
        let end = left[at + 2..]
            .find('"')
            .map_or(left.len(), |end| at + 3 + end);
        left.replace_range(start..end, "");
    }
    left
}

/// The length of the tag that begins here; a quoted `>` does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (i, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return i + 1,
            _ => {}
        }
    }
    text.len()
}

#[test]
fn words_are_told_from_markup() {
    let template = "{% if a > b %}<p class=\"x\" title=\"Hello\">{{ l.t(\"k\") }} · <b>Hi</b>&nbsp;</p>{# note #}";
    assert_eq!(words_of(template), ["Hello", "Hi"]);
}
