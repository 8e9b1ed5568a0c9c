//! Addresses of webhooks whose path is the secret. Whoever has such an address can post.

use crate::asserted::Asserted;

/// Hosts, and what is in the path before the secret. A host that begins with a dot is any in that domain. The services whose
/// secret is a parameter of the query need no row: WeCom, DingTalk.
static HOSTS: [(&[u8], &[u8]); 16] = [
    (b"open.feishu.cn", b"/hook/"),
    (b"open.larksuite.com", b"/hook/"),
    (b"www.feishu.cn", b"/trigger-webhook/"),
    (b"www.larksuite.com", b"/trigger-webhook/"),
    (b"hooks.slack.com", b"/services/"),
    (b"hooks.slack.com", b"/workflows/"),
    (b"hooks.slack.com", b"/triggers/"),
    (b"discord.com", b"/webhooks/"),
    (b"discordapp.com", b"/webhooks/"),
    (b".webhook.office.com", b"/webhookb2/"),
    (b".webhook.office.com", b"/webhook/"),
    (b"outlook.office.com", b"/webhook/"),
    (b"hooks.zapier.com", b"/catch/"),
    (b"api.telegram.org", b"/bot"),
    (b"maker.ifttt.com", b"/key/"),
    (b"sctapi.ftqq.com", b"/"),
];

/// How far behind the host the secret may begin.
const MAX_PATH: usize = 48;

/// Where the secret begins in the path that the slash at an index begins, if its host is one of these.
#[inline]
pub(super) fn secret(text: &[u8], at: usize) -> Option<usize> {
    let last = text.get(at.checked_sub(1)?)?;
    if !matches!(last | 0x20, b'm' | b'n' | b'g') {
        return None;
    }
    in_path(text, at)
}

/// Whether a host has the last letters of one of these. Most hosts have not.
fn may_be_host(host: &[u8]) -> bool {
    let Some(last) = host.last_chunk::<6>() else { return false };
    matches!(
        last.map(|byte| byte.to_ascii_lowercase()),
        [_, b'e' | b'k' | b'p' | b'q' | b'r' | b't', b'.', b'c', b'o', b'm']
            | [b'r', b'd', b'.', b'c', b'o', b'm']
            | [_, b'm', b'.', b'o', b'r', b'g']
            | [_, _, b'u', b'.', b'c', b'n']
    )
}

#[inline(never)]
fn in_path(text: &[u8], at: usize) -> Option<usize> {
    let (host, path) = text.split_at_checked(at)?;
    if !may_be_host(host) {
        return None;
    }
    let path = path.get(..MAX_PATH).unwrap_or(path);
    HOSTS.iter().filter(|(name, _)| ends_with(host, name)).find_map(|(_, before)| {
        let start = path.windows(before.len()).position(|window| window == *before)?;
        Some(at.plus(start).plus(before.len()))
    })
}

fn ends_with(text: &[u8], end: &[u8]) -> bool {
    let last = text.len().checked_sub(end.len()).and_then(|start| text.get(start..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::hints;

    #[test]
    fn every_host_has_such_letters() {
        for (host, _) in &HOSTS {
            assert!(hints::has_any(host), "{host:?}");
            assert!(may_be_host(host) && may_be_host(&host.to_ascii_uppercase()), "{host:?}");
        }
        for host in ["b-125.cos.ap-tokyo.myqcloud.com", "h.example", "folder", "x"] {
            assert!(!may_be_host(host.as_bytes()), "{host}");
        }
    }
}
