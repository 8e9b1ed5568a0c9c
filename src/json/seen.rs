//! Names of members that were seen before: events repeat most of theirs.

/// How many names there is room for.
const ROOM: usize = 128;

/// Names that need not be looked at again. A name may be forgotten for another one.
pub(crate) struct SeenNames<'d> {
    names: [&'d str; ROOM],
}

impl<'d> SeenNames<'d> {
    pub(crate) const fn new() -> Self {
        SeenNames { names: [""; ROOM] }
    }

    /// Whether a name was added. The name of no letters always was.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.get(place_of(name)).is_some_and(|seen| *seen == name)
    }

    pub(crate) fn add(&mut self, name: &'d str) {
        if let Some(place) = self.names.get_mut(place_of(name)) {
            *place = name;
        }
    }
}

/// The place of a name, by its length, its first and its last letters.
fn place_of(name: &str) -> usize {
    let name = name.as_bytes();
    let (first, last) = (name.first_chunk(), name.last_chunk());
    let (first, last) =
        (first.map_or(0, |four| u32::from_le_bytes(*four)), last.map_or(0, |four| u32::from_le_bytes(*four)));
    let mixed = (first ^ last.rotate_left(15)).wrapping_add(name.len() as u32).wrapping_mul(0x9e37_79b1);
    (mixed >> (u32::BITS - ROOM.ilog2())) as usize
}
