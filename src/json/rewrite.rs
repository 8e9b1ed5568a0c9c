//! Documents with other texts than those that they were read with.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Document, Kind, Node, SeenNames, Value, quote};
use crate::asserted::Asserted;

/// Rewrites some texts of a value. The value is neither written as JSON nor read again.
pub(crate) struct Rewriting<'d> {
    value: Value<'d>,
    /// A copy of the value as a document of its own, once something is rewritten.
    document: Option<Document<'d>>,
    /// Where the texts begin that were set.
    set_from: u32,
}

impl<'d> Rewriting<'d> {
    pub(crate) fn of(value: Value<'d>) -> Self {
        Rewriting { value, document: None, set_from: 0 }
    }

    /// Gives a string or a number inside the value another text. It is a string then.
    pub(crate) fn set(&mut self, inside: Value<'d>, text: &str) {
        self.set_at(inside.index, text);
    }

    /// Gives every name, string and number the text that `other` returns. `other` gets its place and its text; a text
    /// that was set stays. A name that `other` leaves as it is may not be asked about again.
    pub(crate) fn set_each(&mut self, other: &mut dyn FnMut(u32, Kind, &str) -> Option<String>) {
        let Value { document, index } = self.value;
        let mut seen = SeenNames::new();
        for (node, place) in
            document.nodes.get(index as usize..).unwrap_or_default().iter().zip(index..document.behind(index))
        {
            if !matches!(node.kind, Kind::String | Kind::Number) || self.is_set(place) {
                continue;
            }
            let text = document.text(node);
            if node.is_name && seen.has(text) {
                continue;
            }
            match other(place, node.kind, text) {
                Some(text) => self.set_at(place, &text),
                None if node.is_name => seen.add(text),
                None => {}
            }
        }
    }

    /// As [`Rewriting::set_each`], of those in these places.
    pub(crate) fn set_each_of(
        &mut self,
        places: impl Iterator<Item = u32>,
        other: &mut dyn FnMut(u32, Kind, &str) -> Option<String>,
    ) {
        let document = self.value.document;
        for index in places {
            let Some(node) = document.node(index) else { return };
            if matches!(node.kind, Kind::String | Kind::Number)
                && !self.is_set(index)
                && let Some(text) = other(index, node.kind, document.text(node))
            {
                self.set_at(index, &text);
            }
        }
    }

    fn is_set(&self, index: u32) -> bool {
        let node =
            self.document.as_ref().and_then(|document| document.nodes.get(index.minus(self.value.index) as usize));
        node.is_some_and(|node| node.is_escaped && node.start >= self.set_from)
    }

    fn set_at(&mut self, index: u32, text: &str) {
        let value = self.value;
        let document = match &mut self.document {
            Some(document) => document,
            none => {
                let document = none.insert(copy(value));
                self.set_from = document.base.plus(document.unescaped.len() as u32);
                document
            }
        };
        // Texts are shorter than 4 GB.
        let start = document.base.plus(document.unescaped.len() as u32);
        document.unescaped.push_str(text);
        let end = document.base.plus(document.unescaped.len() as u32);
        if let Some(node) = document.nodes.get_mut(index.minus(value.index) as usize) {
            *node = Node { kind: Kind::String, is_escaped: true, start, end, ..*node };
        }
    }

    /// The value with its other texts; `None` if it is as it was.
    pub(crate) fn finish(self) -> Option<Document<'d>> {
        self.document
    }
}

/// A copy of a value as a document of its own. It takes time in proportion to the length of the value, not of what is around it.
fn copy(value: Value<'_>) -> Document<'_> {
    let Document { text, nodes, unescaped, base, is_rewritten } = value.document;
    debug_assert!(!is_rewritten, "the texts are in the order of the document");
    let behind = value.document.behind(value.index);
    let mut nodes = Vec::from(nodes.get(value.index as usize..behind as usize).unwrap_or_default());
    for node in &mut nodes {
        if matches!(node.kind, Kind::Object | Kind::Array) {
            node.end = node.end.minus(value.index);
        }
    }
    let mut escaped = nodes.iter().filter(|node| node.is_escaped);
    let first = escaped.next().copied();
    let last = escaped.next_back().copied().or(first);
    let own = first
        .zip(last)
        .and_then(|(first, last)| unescaped.get(first.start.minus(*base) as usize..last.end.minus(*base) as usize));
    let base = first.map_or(*base, |first| first.start);
    Document { text, nodes, unescaped: String::from(own.unwrap_or_default()), base, is_rewritten: true }
}

impl Value<'_> {
    /// Appends the JSON text of the value. It is as in the document, or without white space if texts in it were rewritten.
    pub(crate) fn append_to(self, out: &mut Vec<u8>) {
        match self.kind() {
            Kind::Null => out.extend_from_slice(b"null"),
            Kind::True => out.extend_from_slice(b"true"),
            Kind::False => out.extend_from_slice(b"false"),
            Kind::Number => out.extend_from_slice(self.text_or_digits().unwrap_or_default().as_bytes()),
            Kind::String => quote(out, self.string().unwrap_or_default()),
            Kind::Array | Kind::Object if !self.document.is_rewritten => {
                out.extend_from_slice(self.source().as_bytes())
            }
            Kind::Array => {
                out.push(b'[');
                for (at, element) in self.elements().enumerate() {
                    separate(at, out);
                    element.append_to(out);
                }
                out.push(b']');
            }
            Kind::Object => {
                out.push(b'{');
                for (at, (name, member)) in self.members_as_written().enumerate() {
                    separate(at, out);
                    quote(out, name);
                    out.push(b':');
                    member.append_to(out);
                }
                out.push(b'}');
            }
        }
    }
}

fn separate(at: usize, out: &mut Vec<u8>) {
    if at > 0 {
        out.push(b',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_a_part_are_rewritten_and_nothing_else() {
        let text = r#"{"before\n":"\u0041","part": {"a\t":"x\ny","b":[1,"z\"",{"c":"d"}], "e":null},"after":"\\"}"#;
        let document = Document::parse(text.as_bytes()).unwrap();
        let part = document.root().get("part");
        assert!(Rewriting::of(part).finish().is_none());
        let mut rewriting = Rewriting::of(part);
        let list = part.get("b");
        rewriting.set(list.elements().next().unwrap(), "one\n");
        rewriting.set(list.elements().nth(2).unwrap().get("c"), "");
        rewriting.set_each(&mut |_, kind, text| (kind == Kind::String && text == "a\t").then(|| "***".into()));
        rewriting.set_each_of(part.place()..document.behind(part.place()), &mut |_, _, text| {
            (text == "one\n").then(String::new)
        });
        let rewritten = rewriting.finish().unwrap();
        let root = rewritten.root();
        let json = |value: Value<'_>| {
            let mut out = Vec::new();
            value.append_to(&mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(json(root), r#"{"***":"x\ny","b":["one\n","z\"",{"c":""}],"e":null}"#);
        assert_eq!(json(root.get("b")), r#"["one\n","z\"",{"c":""}]"#);
        assert_eq!((root.source(), root.get("b").source(), root.get("b").escaped().0), ("", "", ""));
        assert_eq!(root.get("b").elements().next().unwrap().string(), Some("one\n"));
        assert_eq!(json(part), part.source());
        assert_eq!(json(document.root()), text);
    }
}
