//! Puts `static/` into the binary: a constant with the hashed address of every file, and the file as it is, with brotli
//! and with gzip. A name that is not there is a compile error in the template that uses it.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=static");
    // Message files are read by a macro, which does not see new files by itself.
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=migrations");

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut files = Vec::new();
    list(Path::new("static"), &mut files);
    files.sort();

    let (mut names, mut table) = (String::new(), String::new());
    for path in files {
        let name = path
            .strip_prefix("static")
            .expect("listed there")
            .to_str()
            .expect("plain names")
            .replace('\\', "/");
        let content = fs::read(&path).expect("listed a moment ago");
        let hash = hex(&Sha256::digest(&content)[..8]);
        let (stem, kind) = name.rsplit_once('.').expect("a file name has a dot");
        let constant: String = name
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() {
                    c.to_ascii_uppercase()
                } else {
                    '_'
                }
            })
            .collect();
        names.push_str(&format!(
            "/// `static/{name}`\npub const {constant}: &str = \"/static/{stem}.{hash}.{kind}\";\n"
        ));

        let flat = name.replace('/', "_");
        let keep = |ending: &str, bytes: &[u8]| {
            let file = out.join(format!("{flat}{ending}"));
            fs::write(&file, bytes).expect("OUT_DIR is ours");
            format!("include_bytes!({:?})", file.to_str().expect("plain names"))
        };
        let plain = keep("", &content);
        // Pictures are compressed already.
        let squeezed = !matches!(kind, "png" | "webp" | "jpg" | "ico");
        let br = if squeezed {
            keep(".br", &brotli(&content))
        } else {
            "&[]".to_owned()
        };
        let gz = if squeezed {
            keep(".gz", &gzip(&content))
        } else {
            "&[]".to_owned()
        };
        table.push_str(&format!(
            "    Asset {{ stem: {stem:?}, kind: {kind:?}, hash: {hash:?}, plain: {plain}, br: {br}, gz: {gz} }},\n"
        ));
    }
    fs::write(out.join("icons.rs"), icons(Path::new("static/icons"))).expect("OUT_DIR is ours");
    let code = format!("{names}\nstatic ALL: &[Asset] = &[\n{table}];\n");
    fs::write(out.join("assets.rs"), code).expect("OUT_DIR is ours");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("static/ is part of the sources") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            // Icons stand in the pages themselves.
            if path.file_name().is_some_and(|name| name != "icons") {
                list(&path, files);
            }
        } else if path.extension().is_some_and(|e| e != "md") {
            files.push(path);
        }
    }
}

/// `(name, what stands inside its svg element)`, in order of name.
fn icons(folder: &Path) -> String {
    let mut all: Vec<_> = fs::read_dir(folder)
        .expect("static/icons is part of the sources")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == "svg"))
        .map(|path| {
            let drawn = fs::read_to_string(&path).expect("listed a moment ago");
            let inside = drawn
                .trim()
                .strip_suffix("</svg>")
                .and_then(|s| Some(s.split_once('>')?.1.to_owned()));
            let name = path
                .file_stem()
                .expect("listed")
                .to_str()
                .expect("plain names")
                .to_owned();
            (name, inside.expect("an icon is one svg element"))
        })
        .collect();
    all.sort();
    format!("static DRAWN: &[(&str, &str)] = &{all:#?};\n")
}

fn brotli(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &content[..], &mut out, &params).expect("memory does not fail");
    out
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(content).expect("memory does not fail");
    out.finish().expect("memory does not fail")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
