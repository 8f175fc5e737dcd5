//! The program: see `ventanilla --help`.

fn main() -> std::process::ExitCode {
    ventanilla::cli::main()
}
