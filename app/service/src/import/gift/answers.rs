//! What stands between the braces of a GIFT question.

use std::ops::Range;

use super::{
    Answer, Block, Fault, Format, Kind, Number, Pair,
    scan::{self, find, trimmed},
};

/// A piece that begins with `=` or `~`.
struct Piece<'a> {
    /// Where it begins in the block.
    offset: usize,
    right: bool,
    /// In percent; what its sign says where no weight is written.
    weight: f64,
    text: &'a str,
    feedback: Option<String>,
}

/// The kind of question that the answers make, and the general feedback.
pub(super) fn read(
    block: &Block,
    range: Range<usize>,
    format: Format,
) -> Result<(Kind, Option<String>), Fault> {
    let whole = &block.text[range.clone()];
    let (text, general) = match find(whole, "####") {
        Some(at) => (&whole[..at], Some(trimmed(&whole[at + 4..])).filter(|text| !text.is_empty())),
        None => (whole, None),
    };
    let start = range.start + text.len() - text.trim_start().len();
    let text = text.trim();
    let kind = if text.is_empty() {
        Kind::Essay
    } else if let Some(numbers) = text.strip_prefix('#') {
        Kind::Numerical(numerical(block, start + 1, numbers)?)
    } else if text.starts_with(['=', '~']) {
        from_pieces(block, &pieces(block, start, text)?, format)?
    } else {
        true_false(block, start, text)?
    };
    Ok((kind, general))
}

fn from_pieces(block: &Block, pieces: &[Piece<'_>], format: Format) -> Result<Kind, Fault> {
    let pairs = pieces.iter().filter(|piece| find(piece.text, "->").is_some()).count();
    let all_right = pieces.iter().all(|piece| piece.right);
    if all_right && pairs > 0 {
        return pieces
            .iter()
            .map(|piece| pair(block, piece))
            .collect::<Result<_, _>>()
            .map(Kind::Matching);
    }
    let any_right = pieces.iter().any(|piece| piece.right);
    let answers =
        pieces.iter().map(|piece| answer(block, piece, format)).collect::<Result<_, _>>()?;
    Ok(match (all_right, any_right) {
        (true, _) => Kind::ShortAnswer(answers),
        (_, true) => Kind::SingleChoice(answers),
        _ => Kind::MultipleResponse(answers),
    })
}

fn answer(block: &Block, piece: &Piece<'_>, format: Format) -> Result<Answer, Fault> {
    let (own, length) = scan::format(piece.text);
    let text = trimmed(&piece.text[length..]);
    if text.is_empty() {
        return Err(block.fault(piece.offset, "an answer without text"));
    }
    Ok(Answer {
        line: block.line_at(piece.offset),
        format: own.unwrap_or(format),
        text,
        weight: piece.weight,
        feedback: piece.feedback.clone(),
    })
}

fn pair(block: &Block, piece: &Piece<'_>) -> Result<Pair, Fault> {
    let arrow = find(piece.text, "->")
        .ok_or_else(|| block.fault(piece.offset, "an answer without `->` among others with it"))?;
    let (question, answer) = (trimmed(&piece.text[..arrow]), trimmed(&piece.text[arrow + 2..]));
    if answer.is_empty() {
        return Err(block.fault(piece.offset, "nothing stands after `->`"));
    }
    Ok(Pair { line: block.line_at(piece.offset), question, answer })
}

/// Splits at `=` and `~`, then takes weight and feedback off each piece. `start` is where `text`
/// begins in the block.
fn pieces<'a>(block: &Block, start: usize, text: &'a str) -> Result<Vec<Piece<'a>>, Fault> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let body = at + 1;
        let next = [find(&text[body..], "="), find(&text[body..], "~")].into_iter().flatten().min();
        let end = next.map_or(text.len(), |next| body + next);
        let right = text[at..].starts_with('=');
        let (answer, feedback) = with_feedback(&text[body..end]);
        let (weight, answer) = match weight(answer) {
            Some((weight, rest)) => (weight, rest),
            None => (if right { 100.0 } else { 0.0 }, answer),
        };
        if !(-100.0..=100.0).contains(&weight) {
            return Err(block.fault(start + at, format!("{weight} % is not from -100 to 100")));
        }
        pieces.push(Piece { offset: start + at, right, weight, text: answer, feedback });
        at = end;
    }
    Ok(pieces)
}

fn with_feedback(text: &str) -> (&str, Option<String>) {
    match find(text, "#") {
        Some(at) => (&text[..at], Some(trimmed(&text[at + 1..])).filter(|text| !text.is_empty())),
        None => (text, None),
    }
}

/// `%50%` at the beginning; a `%` without a number is part of the text.
fn weight(text: &str) -> Option<(f64, &str)> {
    let (number, rest) = text.trim_start().strip_prefix('%')?.split_once('%')?;
    Some((finite(number)?, rest))
}

fn finite(number: &str) -> Option<f64> {
    number.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn true_false(block: &Block, start: usize, text: &str) -> Result<Kind, Fault> {
    let (word, feedback) = match find(text, "#") {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let word = word.trim();
    let answer = if ["T", "TRUE"].iter().any(|right| word.eq_ignore_ascii_case(right)) {
        true
    } else if ["F", "FALSE"].iter().any(|wrong| word.eq_ignore_ascii_case(wrong)) {
        false
    } else {
        let reason = "the answers begin neither with `=`, `~` or `#` nor are they T or F";
        return Err(block.fault(start, reason));
    };
    let (if_wrong, if_right) = match feedback.map(with_feedback) {
        Some((wrong, right)) => (Some(trimmed(wrong)).filter(|text| !text.is_empty()), right),
        None => (None, None),
    };
    Ok(Kind::TrueFalse { answer, if_wrong, if_right })
}

fn numerical(block: &Block, start: usize, text: &str) -> Result<Vec<Number>, Fault> {
    let begins = start + text.len() - text.trim_start().len();
    let text = text.trim_start();
    let pieces = if text.starts_with(['=', '~']) {
        pieces(block, begins, text)?
    } else {
        let (text, feedback) = with_feedback(text);
        vec![Piece { offset: begins, right: true, weight: 100.0, text, feedback }]
    };
    // `~#…` says something to everybody else; it accepts no number.
    let accepted = pieces.iter().filter(|piece| piece.right || !piece.text.trim().is_empty());
    let numbers: Vec<_> = accepted.map(|piece| number(block, piece)).collect::<Result<_, _>>()?;
    if numbers.is_empty() {
        return Err(block.fault(start, "no number is accepted"));
    }
    Ok(numbers)
}

/// `3.14`, `3.14:0.005` or `3.13..3.15`.
fn number(block: &Block, piece: &Piece<'_>) -> Result<Number, Fault> {
    let range = if let Some((low, high)) = piece.text.split_once("..") {
        finite(low).zip(finite(high))
    } else if let Some((value, tolerance)) = piece.text.split_once(':') {
        finite(value).zip(finite(tolerance)).map(|(value, by)| (value - by, value + by))
    } else {
        finite(piece.text).map(|value| (value, value))
    };
    let (low, high) = range.filter(|(low, high)| low <= high).ok_or_else(|| {
        block.fault(piece.offset, format!("`{}` is no number or range", piece.text.trim()))
    })?;
    Ok(Number {
        line: block.line_at(piece.offset),
        low,
        high,
        weight: piece.weight,
        feedback: piece.feedback.clone(),
    })
}
