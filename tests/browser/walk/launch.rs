//! A Chromium with a profile of its own.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use chromiumoxide::browser::{Browser, BrowserConfig};
use futures_util::StreamExt;
use ventanilla::i18n::Lang;

pub async fn browser(lang: Lang) -> (Browser, PathBuf) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let profile =
        std::env::temp_dir().join(format!("ventanilla-browser-{}-{n}", std::process::id()));
    let config = BrowserConfig::builder()
        .no_sandbox()
        .new_headless_mode()
        .disable_https_first()
        .viewport(None)
        .launch_timeout(Duration::from_secs(60))
        .request_timeout(Duration::from_secs(60))
        .arg("disable-dev-shm-usage")
        .arg(("accept-lang", lang.code()))
        .user_data_dir(&profile);
    let config = match std::env::var_os("CHROME") {
        Some(program) => config.chrome_executable(Path::new(&program)),
        None => config,
    };
    let (browser, mut handler) = Browser::launch(config.build().expect("settings"))
        .await
        .expect("Chromium starts; bin/setup --browser installs it");
    tokio::spawn(async move { while handler.next().await.is_some() {} });
    (browser, profile)
}
