use super::{literals_after, none, sources};

#[test]
fn sql_stands_only_in_db_files() {
    let marks = [
        "sqlx::query",
        "query!(",
        "query_as!(",
        "query_scalar!(",
        "QueryBuilder",
        "raw_sql",
    ];
    let mut faults = Vec::new();
    for file in sources("src", &["rs"]) {
        if file.path.ends_with("/db.rs") || file.path.contains("/db/") {
            continue;
        }
        for (n, line) in file.text.lines().enumerate() {
            if !line.trim_start().starts_with("//") && marks.iter().any(|mark| line.contains(mark))
            {
                faults.push(format!("{}:{} {}", file.path, n + 1, line.trim()));
            }
        }
    }
    none("SQL outside of a room's db.rs or db/", &faults);
}

#[test]
fn no_file_is_too_long_to_read() {
    let long: Vec<String> = ["src", "tests", "benches"]
        .iter()
        .flat_map(|folder| sources(folder, &["rs"]))
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, _)| *lines > 350)
        .map(|(lines, path)| format!("{path} has {lines} lines"))
        .collect();
    none("files past 350 lines: split at 300", &long);
}

/// `src/lib.rs` lists the ground floor, then the rooms in import order, then the pages that know everything.
struct Order {
    ground: Vec<String>,
    rooms: Vec<String>,
}

impl Order {
    fn read() -> Self {
        let lib = sources("src", &["rs"])
            .into_iter()
            .find(|file| file.path == "src/lib.rs")
            .expect("src/lib.rs")
            .text;
        let part = |text: &str| -> Vec<String> {
            let modules = text
                .lines()
                .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
            modules.map(str::to_owned).collect()
        };
        let (ground, rest) = lib.split_once("// Rooms.").expect("a heading `// Rooms.`");
        let (rooms, _) = rest
            .split_once("// One page each")
            .expect("a heading `// One page each`");
        Self {
            ground: part(ground),
            rooms: part(rooms),
        }
    }

    fn may_use(&self, user: &str, used: &str) -> bool {
        let room = |name: &str| self.rooms.iter().position(|room| room == name);
        let ground = |name: &str| self.ground.iter().any(|module| module == name);
        match (room(user), room(used)) {
            (Some(user), Some(used)) => used <= user,
            (Some(_), None) => ground(used),
            // the app carries what rooms keep in memory between requests
            (None, Some(_)) if user == "app" => true,
            // the ground floor knows no room; its own parts may know each other
            (None, _) if ground(user) => ground(used),
            (None, _) => true,
        }
    }
}

#[test]
fn rooms_use_only_what_stands_above_them() {
    let order = Order::read();
    assert!(
        order.ground.len() > 5 && order.rooms.len() > 5,
        "src/lib.rs was not understood"
    );
    let mut faults = Vec::new();
    for file in sources("src", &["rs"]) {
        let user = file
            .path
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .split('/')
            .next()
            .unwrap_or_default();
        for used in used_modules(&file.text) {
            if !order.may_use(user, &used) {
                faults.push(format!("{} uses crate::{used}", file.path));
            }
        }
    }
    none(
        "a room may use the ground floor and the rooms listed above it in src/lib.rs",
        &faults,
    );
}

/// The first names after `crate::`, also inside braces: `crate::{app::App, db::{self, Deed}}` → app, db.
fn used_modules(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut used = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            None => used.push(name(rest)),
            Some(list) => {
                let mut depth = 0;
                let mut start = true;
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && c.is_alphabetic() => {
                            used.push(name(&list[i..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    // macros and types at the root are not modules
    used.retain(|name| {
        name.chars()
            .all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '_')
            && !name.is_empty()
    });
    used.sort();
    used.dedup();
    used
}

fn name(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn used_modules_are_found_in_lists_and_paths() {
    let text = "use crate::{\n    app::App,\n    db::{self, Deed},\n};\nfn f() { crate::web::icon(\"x\") }\n// crate::people";
    assert_eq!(used_modules(text), ["app", "db", "web"]);
}

#[test]
fn lints_are_expected_with_a_reason_and_nothing_is_left_for_later() {
    let mut faults = Vec::new();
    // written in two parts, so that this file does not find itself
    let marks = [
        concat!("#[al", "low"),
        concat!("#![al", "low"),
        concat!("#[ig", "nore"),
        concat!("todo", "!("),
        concat!("unimple", "mented!("),
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
    ];
    for file in [
        "src",
        "tests",
        "benches",
        "migrations",
        "templates",
        "static",
    ]
    .iter()
    .flat_map(|folder| sources(folder, &["rs", "sql", "html", "css", "js"]))
    {
        if file.path.contains("/vendor/") {
            continue;
        }
        for (n, line) in file.text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                faults.push(format!("{}:{} {}", file.path, n + 1, line.trim()));
            }
        }
    }
    none("expect lints with a reason; finish what is begun", &faults);
}

#[test]
fn settings_are_documented() {
    let sample = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.env.sample"))
        .expect(".env.sample");
    let read: String = sources("src/config", &["rs"])
        .into_iter()
        .map(|file| {
            file.text
                .split("#[cfg(test)]")
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    let mut faults: Vec<String> = literals_after(&read, "\"VENTANILLA_")
        .map(|rest| format!("VENTANILLA_{rest}"))
        .filter(|name| {
            name.len() > "VENTANILLA_".len()
                && name != "VENTANILLA_TEST_"
                && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
        })
        .filter(|name| !sample.contains(&format!("#{name}=")))
        .collect();
    faults.dedup();
    none("settings that .env.sample does not document", &faults);
}
