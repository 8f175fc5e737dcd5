//! One private server for the whole test run, shared by its processes; it stays a while for the next run.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

use sqlx::postgres::PgConnectOptions;
use ventanilla::db::private::{Share, Wish};

/// The product's program as built for this run.
pub fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_ventanilla"))
}

/// The superuser's way to this database of the run's server.
pub fn database(name: &str) -> PgConnectOptions {
    static SHARE: OnceLock<Share> = OnceLock::new();
    let share = SHARE.get_or_init(|| {
        Share::take(Wish {
            folder: folder(),
            pg_bin: None,
            program: program().to_owned(),
            linger: Duration::from_secs(20),
            scratch: true,
        })
        .unwrap_or_else(|error| panic!("{error:#}"))
    });
    share.owner().database(name)
}

/// One per user: an earlier run as root must not stand in the way. Root's server runs as somebody else, who must be able to reach
/// it: where a folder above is closed, as `/root` mostly is, it lies among the temporary files.
fn folder() -> PathBuf {
    let user = nix::unistd::Uid::effective();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let is_open = |folder: &Path| {
        std::fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o001 != 0)
    };
    if !user.is_root() || target.ancestors().all(is_open) {
        return target.join(format!("postgres-{user}"));
    }
    let mut name = DefaultHasher::new();
    target.hash(&mut name);
    std::env::temp_dir().join(format!("ventanilla-tests-{:x}", name.finish()))
}
