//! The markups of the bots, one row a markup.

/// How one bot takes text.
pub(super) struct Markup {
    /// The most bytes of a message before it becomes JSON. It is below the [`Limit`](super::bots::Limit) of the bot.
    pub(super) limit: usize,
    /// What stands around bold text.
    pub(super) bold: &'static str,
    /// What a line of a section begins with.
    pub(super) item: &'static str,
    /// What stands behind the line break of a line that others belong to.
    pub(super) gap: &'static str,
    /// Whether `<font color="…">` works, with the colours of WeCom.
    pub(super) colours: bool,
    /// Whether `&`, `<` and `>` are escaped as entities.
    pub(super) entities: bool,
    /// What stands between two lines of a text that may have several. It begins no line of ours, and no markup.
    pub(super) lines: &'static str,
    /// Whether the title is shown by itself, so that the text goes without.
    pub(super) titled: bool,
}

/// Separates the lines of a text that are joined into one line. The markups of bots disagree on what ends a line, and a line of a
/// text could be taken for one of ours.
pub(super) const SEPARATOR: &str = " ↵ ";

/// WeCom document 91770: `content` of `markdown` is at most 4096 bytes; longer is an error.
pub(super) static WECOM: Markup = Markup {
    limit: 4096,
    bold: "**",
    item: "> ",
    gap: "",
    colours: true,
    entities: false,
    lines: SEPARATOR,
    titled: false,
};
/// The body may have about 20,000 bytes; nobody reads half of it.
pub(super) static DINGTALK: Markup = Markup {
    limit: 6000,
    bold: "**",
    item: "- ",
    gap: "\n",
    colours: false,
    entities: false,
    lines: SEPARATOR,
    titled: false,
};
/// The body may have 20 KB. `lark_md` has no lists.
pub(super) static FEISHU: Markup = Markup {
    limit: 6000,
    bold: "**",
    item: "• ",
    gap: "",
    colours: false,
    entities: false,
    lines: SEPARATOR,
    titled: true,
};
/// The text of a section may have 3000 characters.
pub(super) static SLACK: Markup = Markup {
    limit: 3000,
    bold: "*",
    item: "> ",
    gap: "",
    colours: false,
    entities: true,
    lines: SEPARATOR,
    titled: false,
};
/// More than any report has.
#[cfg(feature = "api")]
const ALL: usize = 64 * 1024;
/// For terminals, mails and files.
#[cfg(feature = "api")]
pub(super) static TEXT: Markup = Markup {
    limit: ALL,
    bold: "",
    item: "  ",
    gap: "",
    colours: false,
    entities: false,
    lines: "\n    │ ",
    titled: false,
};
/// For pages, issues and mails.
#[cfg(feature = "api")]
pub(super) static MARKDOWN: Markup = Markup {
    limit: ALL,
    bold: "**",
    item: "- ",
    gap: "\n",
    colours: false,
    entities: false,
    lines: "\\\n  │ ",
    titled: false,
};
