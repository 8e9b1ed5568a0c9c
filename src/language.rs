//! The languages in which people are spoken to.

/// A language of messages and explanations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese, `zh`.
    #[default]
    Zh,
    /// English, `en`.
    En,
    /// Japanese, `ja`.
    Ja,
    /// Korean, `ko`.
    Ko,
}

impl Language {
    /// The language of an id such as `en`; `None` if it is none of them.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "zh" => Some(Language::Zh),
            "en" => Some(Language::En),
            "ja" => Some(Language::Ja),
            "ko" => Some(Language::Ko),
            _ => None,
        }
    }

    /// The id in options: `zh`, `en`, `ja`, `ko`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.of(&["zh", "en", "ja", "ko"])
    }

    /// Its own of four texts.
    pub(crate) const fn of(self, texts: &[&'static str; 4]) -> &'static str {
        let [zh, en, ja, ko] = texts;
        match self {
            Language::Zh => zh,
            Language::En => en,
            Language::Ja => ja,
            Language::Ko => ko,
        }
    }
}
