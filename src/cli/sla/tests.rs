//! The command as it is typed.

use clap::Parser;
use serde_json::{Value, json};

use super::*;

#[derive(Parser)]
struct Typed {
    #[command(subcommand)]
    sla: Sla,
}

const MADRID: &str = r#"
zone = "Europe/Madrid"
[week]
mon = ["09:00-14:00", "16:00-19:00"]
fri = ["09:00-14:00", "16:00-19:00"]
[dates]
2026-04-03 = []
[names]
2026-04-03 = "Viernes Santo"
"#;

/// A folder with `madrid.toml` and `broken.toml`.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("ventanilla-sla-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("madrid.toml"), MADRID).unwrap();
        std::fs::write(folder.join("broken.toml"), "zone = \"Nowhere\"").unwrap();
        Self(folder)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn run(&self, typed: &[&str], input: &str) -> Result<String, String> {
        let typed = ["sla"].into_iter().chain(typed.iter().copied());
        let command = Typed::try_parse_from(typed)
            .map_err(|fault| fault.to_string())?
            .sla;
        let mut out = Vec::new();
        answer_to(&command, input.as_bytes(), &mut out).map_err(|fault| format!("{fault:#}"))?;
        Ok(String::from_utf8(out).unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

const START: &str = "2026-03-27T18:00:00+01:00";

#[test]
fn the_due_instant_is_printed_in_utc_and_local_time() {
    let folder = Folder::new();
    let due = [
        "due",
        "--calendar",
        &folder.file("madrid.toml"),
        "--start",
        START,
        "--target",
        "4 wh",
    ];
    let said = folder.run(&due, "").unwrap();
    assert_eq!(
        said,
        "2026-03-30T10:00:00Z\n2026-03-30T12:00:00+02:00 Europe/Madrid\n"
    );
    let paused = [
        &due[..],
        &["--pause", "2026-03-30T07:00:00Z/2026-03-30T08:00:00Z"],
    ]
    .concat();
    assert!(
        folder
            .run(&paused, "")
            .unwrap()
            .starts_with("2026-03-30T11:00:00Z\n")
    );
    for end in ["", ".."] {
        let pause = format!("2026-03-30T07:00:00Z/{end}");
        let open = folder
            .run(&[&due[..], &["--pause", &pause]].concat(), "")
            .unwrap();
        assert_eq!(open, "open: a pause without an end holds it\n");
    }
}

#[test]
fn the_trace_names_what_counted_and_what_did_not() {
    let folder = Folder::new();
    let due = [
        "due",
        "--calendar",
        &folder.file("madrid.toml"),
        "--start",
        "2026-04-02T10:00:00+02:00",
        "--target",
        "1 wd",
        "--pause",
        "2026-04-06T18:00:00+02:00/2026-04-06T20:00:00+02:00",
    ];
    let said = folder.run(&[&due[..], &["--trace"]].concat(), "").unwrap();
    insta::assert_snapshot!(said, @r"
    2026-04-10T17:00:00Z
    2026-04-10T19:00:00+02:00 Europe/Madrid

    working days counted
        1  Fri 2026-04-10  closes Fri 2026-04-10 19:00:00+02:00

    dates skipped
      Fri 2026-04-03  holiday  Viernes Santo
      Sat 2026-04-04  closed
      Sun 2026-04-05  closed
      Mon 2026-04-06  paused
      Tue 2026-04-07  closed
      Wed 2026-04-08  closed
      Thu 2026-04-09  closed

    pauses
      Mon 2026-04-06 18:00:00+02:00 to Mon 2026-04-06 20:00:00+02:00
    ");
    let said: Value =
        serde_json::from_str(&folder.run(&[&due[..], &["--json"]].concat(), "").unwrap()).unwrap();
    assert_eq!(said["due"], "2026-04-10T17:00:00Z");
    assert_eq!(said["local"], "2026-04-10T19:00:00+02:00");
    assert_eq!(
        said["trace"]["skipped"][0],
        json!({ "date": "2026-04-03", "why": "holiday", "name": "Viernes Santo" })
    );
}

#[test]
fn a_batch_answers_every_line_in_order() {
    let folder = Folder::new();
    let line = |calendar: &str, rest: &str| {
        format!("{{\"calendar\":{},{rest}}}\n", json!(folder.file(calendar)))
    };
    let input = [
        line(
            "madrid.toml",
            r#""start":"2026-03-27T18:00:00+01:00","target":"4 wh""#,
        ),
        line(
            "madrid.toml",
            r#""start":"2026-03-27T18:00:00+01:00","target":"4 wh","pauses":[["2026-03-30T07:00:00Z","2026-03-30T08:00:00Z"]]"#,
        ),
        line(
            "madrid.toml",
            r#""start":"2026-03-27T18:00:00+01:00","target":"4 wh","pauses":[["2026-03-30T07:00:00Z",null]]"#,
        ),
        "nonsense\n".to_owned(),
        "\n".to_owned(),
        line(
            "madrid.toml",
            r#""start":"2026-03-27T18:00:00","target":"4 wh""#,
        ),
        line(
            "madrid.toml",
            r#""start":"2026-03-27T18:00:00Z","target":"4 weeks""#,
        ),
        line(
            "missing.toml",
            r#""start":"2026-03-27T18:00:00Z","target":"4 wh""#,
        ),
        line(
            "broken.toml",
            r#""start":"2026-03-27T18:00:00Z","target":"4 wh""#,
        ),
        line(
            "broken.toml",
            r#""start":"2026-03-27T18:00:00Z","target":"4 wh""#,
        ),
        line(
            "madrid.toml",
            r#""start":"2026-03-27T18:00:00.5Z","target":"15 min""#,
        )
        .trim_end()
        .to_owned(),
    ];
    let said = folder.run(&["due", "--batch"], &input.concat()).unwrap();
    let said: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(said.len(), input.len());
    assert_eq!(said[0], json!({ "due": "2026-03-30T10:00:00Z" }));
    assert_eq!(said[1], json!({ "due": "2026-03-30T11:00:00Z" }));
    assert_eq!(said[2], json!({ "due": null }));
    for (answer, fault) in said[3..10].iter().zip([
        "expected ident",
        "EOF",
        "with its offset",
        "“4 weeks” is not a target",
        "missing.toml: No such file",
        "“Nowhere” is not a time zone",
        "“Nowhere” is not a time zone",
    ]) {
        let error = answer["error"].as_str().unwrap();
        assert!(error.contains(fault), "{error}");
    }
    assert_eq!(said[10], json!({ "due": "2026-03-27T18:15:00.500Z" }));
}

#[test]
fn elapsed_working_time_is_in_minutes() {
    let folder = Folder::new();
    let file = folder.file("madrid.toml");
    let elapsed = |to, more: &[&str]| {
        folder.run(
            &[
                &["elapsed", "--calendar", &file, "--from", START, "--to", to],
                more,
            ]
            .concat(),
            "",
        )
    };
    assert_eq!(elapsed("2026-03-30T12:00:00+02:00", &[]).unwrap(), "240\n");
    assert_eq!(
        elapsed("2026-03-30T12:00:00+02:00", &["--json"]).unwrap(),
        "{\"minutes\":240}\n"
    );
    assert_eq!(elapsed("2026-03-30T09:00:30+02:00", &[]).unwrap(), "60.5\n");
    assert_eq!(
        elapsed(
            "2026-03-30T12:00:00+02:00",
            &["--pause", "2026-03-28T00:00:00Z/"]
        )
        .unwrap(),
        "60\n"
    );
    assert!(
        elapsed("2026-03-27T12:00:00Z", &[])
            .unwrap_err()
            .contains("is before --from")
    );
}

#[test]
fn what_is_missing_or_wrong_is_said() {
    let folder = Folder::new();
    let file = folder.file("madrid.toml");
    for (typed, fault) in [
        (vec!["due"], "--calendar"),
        (
            vec![
                "due",
                "--calendar",
                &file,
                "--start",
                "tomorrow",
                "--target",
                "4 wh",
            ],
            "“tomorrow” is not an instant",
        ),
        (
            vec![
                "due",
                "--calendar",
                &file,
                "--start",
                START,
                "--target",
                "soon",
            ],
            "“soon” is not a target",
        ),
        (
            vec![
                "due",
                "--calendar",
                &file,
                "--start",
                START,
                "--target",
                "1 h",
                "--pause",
                START,
            ],
            "is not FROM/TO",
        ),
        (
            vec!["due", "--batch", "--target", "1 h"],
            "cannot be used with",
        ),
        (
            vec![
                "due",
                "--calendar",
                "nowhere.toml",
                "--start",
                START,
                "--target",
                "1 h",
            ],
            "nowhere.toml: No such file",
        ),
    ] {
        let said = folder.run(&typed, "").unwrap_err();
        assert!(said.contains(fault), "{said}");
    }
}
