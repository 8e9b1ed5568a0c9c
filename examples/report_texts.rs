//! Prints the reports of the event in each file as JSON text, a line for each file. Tests compare other builds with it.

use std::io::{BufWriter, Write, stdout};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    for file in env::args_os().skip(1) {
        out.write_all(&mps_webhook::internals::parse_to_json(&fs::read(file)?))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
