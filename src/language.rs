//! The languages of messages and explanations.

/// A language of messages and explanations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
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
    /// The language of an id such as `en`; `None` if there is no such language.
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
    pub const fn as_str(self) -> &'static str {
        IDS.text(self)
    }
}

/// One text in every language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) ja: &'static str,
    pub(crate) ko: &'static str,
}

static IDS: Texts = Texts { zh: "zh", en: "en", ja: "ja", ko: "ko" };

impl Texts {
    /// The text in one language.
    pub(crate) const fn text(&self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
            Language::Ja => self.ja,
            Language::Ko => self.ko,
        }
    }
}
