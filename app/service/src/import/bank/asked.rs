//! Which questions of GIFT an assessment can ask, with their key.

use domain::view::QuestionKind;

use crate::import::{
    gift::{Answer, Format, Kind},
    markup,
};

/// How a question is answered and its options with the key.
pub(super) type Asked = (QuestionKind, Vec<(String, bool)>);

/// How it is asked; `None` for a kind that an assessment doesn't ask.
///
/// # Errors
/// What is wrong with one that could be asked.
pub(super) fn asked(kind: &Kind, language: &str) -> Result<Option<Asked>, String> {
    let keyed = |answers: &[Answer], right: fn(f64) -> bool| -> Vec<_> {
        answers
            .iter()
            .map(|answer| (shown(&answer.text, answer.format), right(answer.weight)))
            .collect()
    };
    Ok(Some(match kind {
        Kind::TrueFalse { answer, .. } => {
            let (yes, no) = true_and_false(language)
                .ok_or_else(|| format!("needs words for true and false in {language}"))?;
            let options = vec![(yes.to_owned(), *answer), (no.to_owned(), !*answer)];
            (QuestionKind::TrueFalse, options)
        }
        Kind::SingleChoice(answers) => {
            (QuestionKind::SingleChoice, keyed(answers, |weight| weight >= 100.0))
        }
        Kind::MultipleResponse(answers) => {
            (QuestionKind::MultipleResponse, keyed(answers, |weight| weight > 0.0))
        }
        _ => return Ok(None),
    }))
}

/// A9: one point, for the one right option.
pub(super) fn check_single(
    kind: &Kind,
    name: &str,
    line: usize,
    report: &mut impl FnMut(usize, String),
) {
    let Kind::SingleChoice(answers) = kind else {
        return;
    };
    for answer in answers.iter().filter(|answer| (0.0..100.0).contains(&answer.weight)) {
        if answer.weight > 0.0 {
            report(answer.line, format!("{name} gives a part of its point, which can't be had"));
        }
    }
    if answers.iter().filter(|answer| answer.weight >= 100.0).count() > 1 {
        report(line, format!("{name} has several right answers; those are written `~%50%`"));
    }
}

/// Texts are shown as text: of HTML the tags are dropped.
pub(super) fn shown(text: &str, format: Format) -> String {
    if format == Format::Html { markup::plain(text) } else { text.to_owned() }
}

/// The two options of a true/false question, which GIFT does not write out.
fn true_and_false(language: &str) -> Option<(&'static str, &'static str)> {
    Some(match language {
        "ar" => ("صحيح", "خطأ"),
        "de" => ("Richtig", "Falsch"),
        "en" => ("True", "False"),
        "es" | "es-MX" => ("Verdadero", "Falso"),
        "fr" => ("Vrai", "Faux"),
        "id" => ("Benar", "Salah"),
        "it" => ("Vero", "Falso"),
        "ja" => ("正しい", "誤り"),
        "ko" => ("참", "거짓"),
        "nl" => ("Waar", "Niet waar"),
        "pl" => ("Prawda", "Fałsz"),
        "pt" | "pt-BR" => ("Verdadeiro", "Falso"),
        "ru" => ("Верно", "Неверно"),
        "tr" => ("Doğru", "Yanlış"),
        "zh-CN" => ("正确", "错误"),
        "zh-TW" => ("正確", "錯誤"),
        _ => return None,
    })
}
