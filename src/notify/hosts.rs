//! The services by the hosts of their bots.

use super::Kind;

/// The hosts that the services document for incoming messages of groups: WeCom document 91770, DingTalk "custom robot", Feishu and
/// Lark "custom bot", Slack "incoming webhooks".
static HOSTS: [(&str, Kind); 6] = [
    ("qyapi.weixin.qq.com", Kind::WeCom),
    ("oapi.dingtalk.com", Kind::DingTalk),
    ("open.feishu.cn", Kind::Feishu),
    ("open.larksuite.com", Kind::Feishu),
    ("hooks.slack.com", Kind::Slack),
    ("hooks.slack-gov.com", Kind::Slack),
];

impl Kind {
    /// The kind of bot that a URL is one of, by its host; `None` if no service is known to have that host.
    ///
    /// ```
    /// use mps_webhook::notify::Kind;
    ///
    /// assert_eq!(Kind::of_url("https://hooks.slack.com/services/T/B/x"), Some(Kind::Slack));
    /// assert_eq!(Kind::of_url("https://bots.example.com/x"), None);
    /// ```
    #[must_use]
    pub fn of_url(url: &str) -> Option<Self> {
        let rest = url.strip_prefix("https://")?;
        let host = rest.split(['/', ':', '?']).next()?;
        HOSTS.iter().find(|(known, _)| host.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_counts_as_a_whole() {
        for (url, kind) in [
            ("https://OAPI.dingtalk.com:443/robot/send", Some(Kind::DingTalk)),
            ("https://open.feishu.cn?x", Some(Kind::Feishu)),
            ("https://hooks.slack.com", Some(Kind::Slack)),
            ("https://hooks.slack.com.example/x", None),
            ("https://a.example/?to=hooks.slack.com/", None),
            ("http://hooks.slack.com/x", None),
            ("693a91f6-7aaa", None),
        ] {
            assert_eq!(Kind::of_url(url), kind, "{url}");
        }
    }
}
