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
        self.names.get(place_of_name(name, ROOM)).is_some_and(|seen| *seen == name)
    }

    pub(crate) fn add(&mut self, name: &'d str) {
        if let Some(place) = self.names.get_mut(place_of_name(name, ROOM)) {
            *place = name;
        }
    }
}

/// The place of a name among so many, a power of two: by its length, its first and its last letters.
pub(crate) const fn place_of_name(name: &str, room: usize) -> usize {
    let name = name.as_bytes();
    let (first, last) = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first), u32::from_le_bytes(*last)),
        _ => (0, 0),
    };
    let mixed = (first ^ last.rotate_left(15)).wrapping_add(name.len() as u32).wrapping_mul(0x9e37_79b1);
    mixed.wrapping_shr(u32::BITS.saturating_sub(room.ilog2())) as usize
}
