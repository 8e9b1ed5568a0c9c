//! Lists the keys in a bucket page by page. Source: GET Bucket (List Objects), COS document 436/7734.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Bucket, Unsigned, signed};
use crate::http::Request;
use crate::sign::Credentials;
use crate::text::{find, percent_decode, percent_decoded, percent_encode, split_once};
use crate::time::{Millis, from_iso8601};

/// A part of the keys in a bucket, in the order of their bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The keys.
    pub keys: Vec<String>,
    /// What the next page comes after; absent if this is the last one.
    pub next: Option<String>,
}

/// A part of the objects in a bucket, in the order of the bytes of their keys.
#[derive(Debug, Default)]
pub(crate) struct ObjectPage {
    /// The objects.
    pub objects: Vec<Object>,
    /// What the next page comes after; absent if this is the last one.
    pub next: Option<String>,
}

/// An object as a list shows it.
#[derive(Debug)]
pub(crate) struct Object {
    /// Its key.
    pub key: String,
    /// When it was stored, by the clock of COS.
    pub modified: Option<Millis>,
    /// How many bytes it has.
    pub size: Option<u64>,
}

/// The folders in a folder: what stands behind a prefix up to the next slash.
#[cfg(feature = "outbox")]
#[derive(Debug, Default)]
pub(crate) struct FolderPage {
    /// Their names, in the order of their bytes.
    pub names: Vec<String>,
    /// What the next page comes after; absent if this is the last one.
    pub next: Option<String>,
}

/// Which keys of a bucket to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Listing<'l> {
    /// What the keys begin with.
    pub prefix: &'l str,
    /// The key that they come after. Empty: all of them.
    pub after: &'l str,
}

/// The request for keys, of which at most a thousand are answered.
#[must_use]
pub(crate) fn list(bucket: &Bucket, keys: Listing<'_>, credentials: &Credentials, now: Millis) -> Request {
    let Listing { prefix, after } = keys;
    // Encoded, keys can hold what XML cannot.
    list_by(&[("encoding-type", "url"), ("marker", after), ("prefix", prefix)], bucket, credentials, now)
}

/// The request for the folders behind a prefix, of which at most a thousand are answered.
#[cfg(feature = "outbox")]
#[must_use]
pub(crate) fn list_folders(bucket: &Bucket, keys: Listing<'_>, credentials: &Credentials, now: Millis) -> Request {
    let Listing { prefix, after } = keys;
    let query = [("delimiter", "/"), ("encoding-type", "url"), ("marker", after), ("prefix", prefix)];
    list_by(&query, bucket, credentials, now)
}

fn list_by(query: &[(&'static str, &str)], bucket: &Bucket, credentials: &Credentials, now: Millis) -> Request {
    let unsigned = Unsigned { method: "GET", key: "", query, headers: Vec::with_capacity(4) };
    let mut request = signed(unsigned, bucket, credentials, now);
    for (index, (name, value)) in query.iter().enumerate() {
        request.url.push(if index == 0 { '?' } else { '&' });
        request.url.push_str(name);
        request.url.push('=');
        percent_encode(&mut request.url, value);
    }
    request
}

/// Reads the answer to [`list`].
///
/// # Errors
///
/// Says what is wrong if the answer is something else, or if the next page would not come after this one: a caller that asked for one page
/// after the other would never end.
pub(crate) fn read_page(body: &[u8], asked: Listing<'_>) -> Result<Page, &'static str> {
    let ObjectPage { objects, next } = read_objects(body, asked)?;
    Ok(Page { keys: objects.into_iter().map(|object| object.key).collect(), next })
}

/// As [`read_page`], with what the list says of each object.
///
/// # Errors
/// As [`read_page`].
pub(crate) fn read_objects(body: &[u8], asked: Listing<'_>) -> Result<ObjectPage, &'static str> {
    let page = page_in(body).ok_or("COS answered no list of keys")?;
    // Keys are in the order of their bytes, and so are the markers.
    match &page.next {
        Some(next) if next.as_str() <= asked.after => Err("COS answered a page of keys that leads to no later page"),
        _ => Ok(page),
    }
}

/// Reads the answer to [`list_folders`].
///
/// # Errors
/// As [`read_page`].
#[cfg(feature = "outbox")]
pub(crate) fn read_folders(body: &[u8], asked: Listing<'_>) -> Result<FolderPage, &'static str> {
    const UNREADABLE: &str = "COS answered no list of keys";
    let ObjectPage { objects, next } = read_objects(body, asked)?;
    let mut rest = core::str::from_utf8(body).map_err(|_| UNREADABLE)?;
    let mut names: Vec<String> = Vec::new();
    // (Other stores may list what is in the folders instead.)
    for object in &objects {
        let name = object.key.strip_prefix(asked.prefix).and_then(|key| split_once(key, "/"));
        if let Some((name, _)) = name
            && names.last().is_none_or(|last| last != name)
        {
            names.push(name.into());
        }
    }
    while let Some((_, content)) = split_once(rest, "<CommonPrefixes>") {
        let folder = between(content, "<Prefix>", "</Prefix>").and_then(decoded).ok_or(UNREADABLE)?;
        let name = folder.strip_prefix(asked.prefix).and_then(|name| name.strip_suffix('/')).ok_or(UNREADABLE)?;
        names.push(name.into());
        rest = content;
    }
    Ok(FolderPage { names, next })
}

fn page_in(body: &[u8]) -> Option<ObjectPage> {
    let text = core::str::from_utf8(body).ok()?;
    let (_, mut rest) = split_once(text, "<ListBucketResult")?;
    let mut page = ObjectPage::default();
    match between(rest, "<IsTruncated>", "</IsTruncated>").map(|text| text.trim_ascii()) {
        Some("true") => page.next = Some(decoded(between(rest, "<NextMarker>", "</NextMarker>")?)?),
        // (Other stores leave it out where all keys are in the list.)
        Some("false") => {}
        None if find(rest, "<IsTruncated").is_none() && find(rest, "</ListBucketResult>").is_some() => {}
        // Whether there are more keys is not known.
        _ => return None,
    }
    while let Some((_, content)) = split_once(rest, "<Contents>") {
        let object = split_once(content, "</Contents>").map_or(content, |(object, _)| object);
        let modified = between(object, "<LastModified>", "</LastModified>").and_then(from_iso8601);
        let size = between(object, "<Size>", "</Size>").and_then(|size| size.parse().ok());
        page.objects.push(Object { key: decoded(between(object, "<Key>", "</Key>")?)?, modified, size });
        rest = content;
    }
    Some(page)
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    split_once(text, open).and_then(|(_, rest)| split_once(rest, close)).map(|(inside, _)| inside)
}

fn decoded(text: &str) -> Option<String> {
    // A percent sign that encodes nothing is not of COS.
    let encoded = |rest: &[u8]| percent_decode(rest).is_some();
    let bytes = text.as_bytes();
    let is_encoded = |(at, byte): (usize, &u8)| *byte != b'%' || bytes.get(at..).is_some_and(encoded);
    if !bytes.iter().enumerate().all(is_encoded) {
        return None;
    }
    String::from_utf8(percent_decoded(bytes)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_request_is_of_the_bucket() {
        let credentials = Credentials { secret_id: "i".into(), secret_key: "k".into(), session_token: None };
        let url =
            |bucket: &Bucket| list(bucket, Listing { prefix: "mps/2020 12/", after: "mps/a&b" }, &credentials, 0).url;
        let query = "encoding-type=url&marker=mps%2Fa%26b&prefix=mps%2F2020%2012%2F";
        assert_eq!(
            url(&Bucket::in_region("b-125", "ap-tokyo")),
            ["https://b-125.cos.ap-tokyo.myqcloud.com/?", query].concat()
        );
        assert_eq!(
            url(&Bucket::at_endpoint("b-125", "http://127.0.0.1:9000")),
            ["http://127.0.0.1:9000/b-125/?", query].concat()
        );
    }

    #[test]
    fn a_page_has_keys_and_where_the_next_begins() {
        let page = |text: &str| read_page(text.as_bytes(), Listing { prefix: "", after: "" }).ok();
        let contents = "<Contents>\n\t<Key>mps%2F%E7%89%87%20%26.json</Key><Size>1</Size></Contents><Contents><Key>n</Key></Contents>";
        let list = [
            "<?xml?><ListBucketResult><Name>b</Name><IsTruncated>true</IsTruncated><NextMarker>n%25</NextMarker>",
            contents,
            "</ListBucketResult>",
        ]
        .concat();
        let expected = Page { keys: Vec::from(["mps/片 &.json".into(), "n".into()]), next: Some("n%".into()) };
        assert_eq!(page(&list), Some(expected));
        let last = list.replace("true", "false").replace("<ListBucketResult>", "<ListBucketResult xmlns=\"x\">");
        assert_eq!(page(&last).unwrap().next, None);
        assert_eq!(page("<ListBucketResult></ListBucketResult>"), Some(Page::default()));
        assert_eq!(page("<html>"), None);
        assert_eq!(page("<ListBucketResult><Contents><Key>%zz</Key></Contents>"), None);
        for unknown in ["<IsTruncated>true", "<IsTruncated>maybe", "<IsTruncated>", "<IsTruncated>True"] {
            let list = ["<ListBucketResult>", unknown, "</IsTruncated></ListBucketResult>"].concat();
            assert_eq!(page(&list), None, "{list}");
        }
        // The list is cut off, so whether there are more keys is not known either.
        assert_eq!(page("<ListBucketResult><IsTruncated>"), None);
        assert_eq!(page("<ListBucketResult><Contents><Key>n</Key></Contents>"), None);
    }

    #[cfg(feature = "outbox")]
    #[test]
    fn folders_are_named_without_what_leads_to_them() {
        let asked = Listing { prefix: "mps/outbox/", after: "" };
        let credentials = Credentials { secret_id: "i".into(), secret_key: "k".into(), session_token: None };
        let url = list_folders(&Bucket::in_region("b-125", "ap-tokyo"), asked, &credentials, 0).url;
        assert!(url.ends_with("/?delimiter=%2F&encoding-type=url&marker=&prefix=mps%2Foutbox%2F"), "{url}");
        let folder = |name: &str| ["<CommonPrefixes><Prefix>", name, "</Prefix></CommonPrefixes>"].concat();
        let list = |folders: &str| {
            let head = "<ListBucketResult><Prefix>mps%2Foutbox%2F</Prefix><IsTruncated>true</IsTruncated><NextMarker>z</NextMarker>";
            let text = [head, folders, "</ListBucketResult>"].concat();
            read_folders(text.as_bytes(), asked).map(|page| (page.names, page.next))
        };
        let two = [folder("mps%2Foutbox%2Fwecom-1%2F"), folder("mps/outbox/%C3%A9/")].concat();
        assert_eq!(list(&two), Ok((Vec::from(["wecom-1".into(), "é".into()]), Some("z".into()))));
        assert_eq!(list(""), Ok((Vec::new(), Some("z".into()))));
        let object = |key: &str| ["<Contents><Key>", key, "</Key></Contents>"].concat();
        let objects = ["mps/outbox/a/1", "mps/outbox/a/2", "mps/outbox/b/1", "mps/outbox/c"].map(object).concat();
        assert_eq!(list(&objects).unwrap().0, ["a", "b"]);
        assert!(list(&folder("other/")).is_err() && list(&folder("%zz")).is_err());
        assert!(read_folders(b"<html>", asked).is_err());
    }

    #[test]
    fn a_page_leads_to_a_later_page() {
        let page = |next: &str, after: &str| {
            let list =
                ["<ListBucketResult><IsTruncated>true</IsTruncated><NextMarker>", next, "</NextMarker>"].concat();
            read_page(list.as_bytes(), Listing { prefix: "", after }).is_ok()
        };
        assert!(page("b", "") && page("b", "a") && page("a%00", "a") && page("%F0%9F%98%80", "%EF"));
        // As it was, before it, and none at all.
        assert!(!page("a", "a") && !page("%61", "a") && !page("a", "b") && !page("", ""));
    }
}
