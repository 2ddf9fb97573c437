//! `closeout schema`: the JSON Schemas of the documents that the tool reads and writes.
//!
//! What belongs here: printing a schema, and listing the documents.
//! What never does: the content of a schema, which is the crate's.

use crate::exit::{Exit, Trouble};
use closeout::wire::Document;
use std::io::{self, Write};

/// Prints the schema of a document, or the names of all documents with their titles.
pub(crate) fn run(document: Option<Document>) -> Result<Exit, Trouble> {
    let mut out = io::stdout().lock();
    match document {
        Some(document) => {
            serde_json::to_writer_pretty(&mut out, &document.schema()).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        None => {
            for each in Document::ALL {
                writeln!(out, "{:<15}{}", each.name(), each.title())?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}
