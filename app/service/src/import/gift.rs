//! GIFT, Moodle's text format for questions, read whole: every kind of question, every line known.
//!
//! Own code, since no kept crate reads it. Questions are separated by blank lines; where one can't
//! be read, its line and reason are kept and reading goes on with the next.

mod answers;
mod scan;
#[cfg(test)]
mod tests;

use scan::{find, trimmed};

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gift {
    /// The questions that could be read, in the order of the file.
    pub questions: Vec<Question>,
    /// The ones that could not.
    pub faults: Vec<Fault>,
}

/// Why a question can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The `$CATEGORY` that holds at this place.
    pub category: Option<String>,
    /// What stands between `::` and `::`.
    pub title: Option<String>,
    /// The format of the stem, and of every answer that names no other.
    pub format: Format,
    /// What is asked. Where the answers stand within the sentence (a missing word), `_____` takes
    /// their place.
    pub stem: String,
    /// How it is answered.
    pub kind: Kind,
    /// What stands after `####`.
    pub general_feedback: Option<String>,
}

/// The format of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Moodle's own: text in which line breaks count.
    #[default]
    Moodle,
    /// `[html]`
    Html,
    /// `[markdown]`
    Markdown,
    /// `[plain]`
    Plain,
}

/// The kinds of question.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// No braces: nothing is asked.
    Description,
    /// Empty braces: a text of one's own.
    Essay,
    /// `{T}` or `{F}`
    TrueFalse {
        /// What is right.
        answer: bool,
        /// Said to those who chose wrong.
        if_wrong: Option<String>,
        /// Said to those who chose right.
        if_right: Option<String>,
    },
    /// Options, at least one of them with `=`: one is chosen.
    SingleChoice(Vec<Answer>),
    /// Options with weights, none of them with `=`: any number is chosen.
    MultipleResponse(Vec<Answer>),
    /// Only `=`: a word to write.
    ShortAnswer(Vec<Answer>),
    /// `=this -> that`
    Matching(Vec<Pair>),
    /// `{#…}`: a number to write.
    Numerical(Vec<Number>),
}

impl Kind {
    /// The name that Moodle's pages use for it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Essay => "essay",
            Self::TrueFalse { .. } => "true/false",
            Self::SingleChoice(_) => "single choice",
            Self::MultipleResponse(_) => "multiple response",
            Self::ShortAnswer(_) => "short answer",
            Self::Matching(_) => "matching",
            Self::Numerical(_) => "numerical",
        }
    }
}

/// An option, or a word that is accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Its line in the file.
    pub line: usize,
    /// Its format.
    pub format: Format,
    /// What it says.
    pub text: String,
    /// Its share of the points, in percent, from -100 to 100.
    pub weight: f64,
    /// What stands after `#`.
    pub feedback: Option<String>,
}

/// Two things that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its line in the file.
    pub line: usize,
    /// What is given; empty where `answer` only misleads.
    pub question: String,
    /// What belongs to it.
    pub answer: String,
}

/// A range of numbers that is accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its line in the file.
    pub line: usize,
    /// The smallest number accepted.
    pub low: f64,
    /// The largest number accepted.
    pub high: f64,
    /// Its share of the points, in percent.
    pub weight: f64,
    /// What stands after `#`.
    pub feedback: Option<String>,
}

/// Reads a whole file.
pub fn parse(text: &str) -> Gift {
    let mut gift = Gift::default();
    let mut category = None;
    for block in blocks(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        if let Some(name) = block.text.trim().strip_prefix(CATEGORY) {
            category = Some(trimmed(name)).filter(|name| !name.is_empty());
            continue;
        }
        match question(&block, category.clone()) {
            Ok(question) => gift.questions.push(question),
            Err(fault) => gift.faults.push(fault),
        }
    }
    gift
}

const CATEGORY: &str = "$CATEGORY:";

/// Consecutive lines that belong together, comments emptied so that lines can still be counted.
struct Block {
    line: usize,
    text: String,
}

impl Block {
    /// The line in the file of an offset in the text.
    fn line_at(&self, offset: usize) -> usize {
        self.line + self.text[..offset].matches('\n').count()
    }

    fn fault(&self, offset: usize, reason: impl Into<String>) -> Fault {
        Fault { line: self.line_at(offset), reason: reason.into() }
    }

    /// Whether the answers have been opened and not closed.
    fn is_open(&self) -> bool {
        find(&self.text, "{").is_some_and(|open| find(&self.text[open..], "}").is_none())
    }
}

/// A block ends at a blank line, unless its answers are open and are closed further on; and where
/// another question or category begins.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut ended = true;
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let begins = line.trim_start();
        if begins.starts_with("//") {
            if let Some(block) = blocks.last_mut().filter(|_| !ended) {
                block.text.push('\n');
            }
            continue;
        }
        if begins.starts_with(CATEGORY) {
            blocks.push(Block { line: index + 1, text: (*line).to_owned() });
            ended = true;
            continue;
        }
        match blocks.last_mut().filter(|_| !ended) {
            Some(block) if !begins.starts_with("::") => {
                if begins.is_empty() {
                    ended = !(block.is_open() && closes(&lines[index..]));
                }
                block.text.push('\n');
                block.text.push_str(line);
            }
            _ if begins.is_empty() => {}
            _ => {
                blocks.push(Block { line: index + 1, text: (*line).to_owned() });
                ended = false;
            }
        }
    }
    blocks
}

/// Whether a closing brace comes before anything that begins another question.
fn closes(lines: &[&str]) -> bool {
    for line in lines.iter().filter(|line| !line.trim_start().starts_with("//")) {
        let begins = line.trim_start();
        if begins.starts_with("::") || begins.starts_with(CATEGORY) {
            return false;
        }
        match (find(line, "{"), find(line, "}")) {
            (None, None) => {}
            (open, Some(close)) => return open.is_none_or(|open| close < open),
            (Some(_), None) => return false,
        }
    }
    false
}

fn question(block: &Block, category: Option<String>) -> Result<Question, Fault> {
    let text = block.text.as_str();
    let mut start = text.len() - text.trim_start().len();
    let mut title = None;
    if text[start..].starts_with("::") {
        let end = find(&text[start + 2..], "::")
            .ok_or_else(|| block.fault(start, "the title has no closing `::`"))?;
        title = Some(trimmed(&text[start + 2..start + 2 + end])).filter(|title| !title.is_empty());
        start += end + 4;
    }
    let (format, length) = scan::format(&text[start..]);
    let format = format.unwrap_or_default();
    start += length;

    let (stem, kind, general_feedback) = match find(&text[start..], "{") {
        None => {
            if let Some(close) = find(&text[start..], "}") {
                return Err(block.fault(start + close, "`}` without `{`"));
            }
            (trimmed(&text[start..]), Kind::Description, None)
        }
        Some(open) => {
            let open = start + open;
            let length = find(&text[open + 1..], "}")
                .ok_or_else(|| block.fault(open, "`{` without `}`: the answers don't end"))?;
            let close = open + 1 + length;
            if let Some(stray) = find(&text[open + 1..close], "{") {
                return Err(
                    block.fault(open + 1 + stray, "`{` within the answers is written `\\{`")
                );
            }
            if let Some(stray) = find(&text[close + 1..], "{").or(find(&text[close + 1..], "}")) {
                let reason =
                    "a question has one pair of braces; others are written `\\{` and `\\}`";
                return Err(block.fault(close + 1 + stray, reason));
            }
            let before = trimmed(&text[start..open]);
            let after = trimmed(&text[close + 1..]);
            let stem = if after.is_empty() { before } else { format!("{before} _____ {after}") };
            let (kind, feedback) = answers::read(block, open + 1..close, format)?;
            (stem, kind, feedback)
        }
    };
    if stem.is_empty() {
        return Err(block.fault(start, "nothing is asked"));
    }
    let line = block.line_at(text.len() - text.trim_start().len());
    Ok(Question { line, category, title, format, stem, kind, general_feedback })
}
