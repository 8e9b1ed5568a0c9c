//! Prints the reports of the event in each file, a line of JSON for each: an array with a report, or `{"error": …}`,
//! for each notification in it.
//!
//! ```text
//! cargo run --example reports -- tests/fixtures/events/*.json
//! ```

use std::io::{self, BufWriter, Write};
use std::{env, fs};

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for file in env::args_os().skip(1) {
        output.write_all(&mps_webhook::parse_to_json(&fs::read(file)?))?;
        output.write_all(b"\n")?;
    }
    output.flush()
}
