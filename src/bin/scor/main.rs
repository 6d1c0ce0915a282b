//! The `scor` command line: the library's road by hand, and the contract that measurements rely on.
//!
//! Exit status: 0 done, 3 refused by the gate, 2 unusable input, 64 wrong usage, 1 anything else.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command line prints

mod cli;
mod commands;
mod open;
mod pki;

use std::process::ExitCode;

fn main() -> ExitCode {
    let console = cli::Console::from_env();
    match commands::run(&console) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => console.fail(&failure),
    }
}
