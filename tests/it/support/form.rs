use scraper::ElementRef;

use super::page::{parse, words};

/// What a form would send.
pub struct Filled {
    pub action: String,
    pub is_get: bool,
    pub is_multipart: bool,
    pub fields: Vec<(String, String)>,
    /// Names that stand in the form without a value to send: unticked boxes, buttons.
    further: Vec<String>,
}

impl Filled {
    pub fn read(form: ElementRef<'_>) -> Self {
        let attr = |name| form.value().attr(name).unwrap_or("");
        let mut filled = Self {
            action: attr("action").to_owned(),
            is_get: !attr("method").eq_ignore_ascii_case("post"),
            is_multipart: attr("enctype") == "multipart/form-data",
            fields: Vec::new(),
            further: Vec::new(),
        };
        assert!(
            !filled.action.is_empty(),
            "the form has no action: {}",
            form.html()
        );
        for control in form.select(&parse(
            "input[name], select[name], textarea[name], button[name]",
        )) {
            filled.control(control);
        }
        filled
    }

    fn control(&mut self, control: ElementRef<'_>) {
        let attr = |name| control.value().attr(name);
        let name = attr("name").unwrap_or_default().to_owned();
        if attr("disabled").is_some() {
            return;
        }
        if control.value().name() == "select" && attr("multiple").is_some() {
            let marked = parse("option[selected]");
            let marked = control.select(&marked);
            let values = marked.filter_map(|option| option.value().attr("value"));
            let marked: Vec<_> = values.map(|v| (name.clone(), v.to_owned())).collect();
            self.fields.extend(marked);
            self.further.push(name);
            return;
        }
        let value = match (control.value().name(), attr("type").unwrap_or("text")) {
            ("input", "checkbox" | "radio") => {
                attr("checked").map(|_| attr("value").unwrap_or("on").to_owned())
            }
            ("input", "submit" | "file" | "image") | ("button", _) => None,
            ("input", _) => Some(attr("value").unwrap_or_default().to_owned()),
            ("textarea", _) => Some(
                control
                    .text()
                    .collect::<String>()
                    .trim_start_matches('\n')
                    .to_owned(),
            ),
            _ => chosen(control),
        };
        match value {
            Some(value) => self.fields.push((name, value)),
            None => self.further.push(name),
        }
    }

    /// Typing replaces every value of a name; the same name typed twice sends both.
    pub fn filled(mut self, typed: &[(&str, &str)]) -> Self {
        for (name, _) in typed {
            let known = self.fields.iter().any(|(n, _)| n == name)
                || self.further.iter().any(|n| n == name);
            assert!(
                known,
                "the form has no field {name}, only {:?} and {:?}",
                self.fields, self.further
            );
        }
        self.fields
            .retain(|(name, _)| typed.iter().all(|(t, _)| t != name));
        self.fields.extend(
            typed
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        self
    }
}

fn chosen(select: ElementRef<'_>) -> Option<String> {
    let value = |option: ElementRef<'_>| {
        option
            .value()
            .attr("value")
            .map_or_else(|| words(option), str::to_owned)
    };
    let marked = select.select(&parse("option[selected]")).next();
    marked
        .or_else(|| select.select(&parse("option")).next())
        .map(value)
}
