//! Errors as JSON.

use super::write::{AsField, Field, Members, members};
use crate::error::Error;

impl Members for Error {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        visit("code", self.code().as_str().as_field());
        visit("message", self.message().as_field());
        self.path().show("path", visit);
        for (name, offset) in [("offset", self.offset()), ("inner_offset", self.inner_offset())] {
            visit(name, offset.and_then(|offset| i64::try_from(offset).ok()).map_or(Field::Absent, Field::Integer));
        }
        visit("help", self.help().as_field());
    }
}
members!(object Error);
