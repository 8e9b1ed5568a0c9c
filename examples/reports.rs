//! Prints what the event in each file says: a line for each notification and for each file that it names.
//!
//! ```text
//! cargo run --example reports -- tests/fixtures/events/*.json
//! ```

use std::{env, error::Error, fs};

use mps_webhook::{Event, Language};

fn main() -> Result<(), Box<dyn Error>> {
    for file in env::args_os().skip(1) {
        let bytes = fs::read(&file)?;
        let event = match Event::from_slice(&bytes) {
            Ok(event) => event,
            Err(error) => {
                println!("{}: {error}; {}", file.display(), error.help());
                continue;
            }
        };
        for report in event.reports_in(Language::En) {
            match report {
                Ok(report) => {
                    println!("{} {}: {}", report.event_type, report.task_id.as_deref().unwrap_or("-"), report.outcome);
                    for output in report.tasks.iter().flat_map(|task| &task.outputs) {
                        println!("  {}", output.place.uri().as_deref().unwrap_or("-"));
                    }
                }
                Err(error) => println!("{error}; {}", error.help()),
            }
        }
    }
    Ok(())
}
