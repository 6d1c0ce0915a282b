//! The `scor` command line.
fn main() {}
