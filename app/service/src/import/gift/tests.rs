//! The whole of GIFT, construct by construct.

use super::*;

fn one(text: &str) -> Question {
    let gift = parse(text);
    assert_eq!(gift.faults, [], "{text}");
    assert_eq!(gift.questions.len(), 1, "{text}");
    gift.questions.into_iter().next().unwrap()
}

fn fault(text: &str) -> (usize, String) {
    let gift = parse(text);
    assert_eq!(gift.questions, [], "{text}");
    assert_eq!(gift.faults.len(), 1, "{text}: {:?}", gift.faults);
    (gift.faults[0].line, gift.faults[0].reason.clone())
}

fn options(kind: &Kind) -> Vec<(&str, f64)> {
    match kind {
        Kind::SingleChoice(answers)
        | Kind::MultipleResponse(answers)
        | Kind::ShortAnswer(answers) => {
            answers.iter().map(|answer| (answer.text.as_str(), answer.weight)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn single_choice_with_title_feedback_and_general_feedback() {
    let question =
        one("::q-01::What is\n  it? {\n=this # yes\n~that # no\n  indeed\n~other\n####Because. }");
    assert_eq!(question.title.as_deref(), Some("q-01"));
    assert_eq!(question.stem, "What is\nit?");
    assert_eq!(question.general_feedback.as_deref(), Some("Because."));
    let Kind::SingleChoice(answers) = &question.kind else { panic!("{question:?}") };
    let feedback: Vec<_> = answers.iter().map(|answer| answer.feedback.as_deref()).collect();
    assert_eq!(feedback, [Some("yes"), Some("no\nindeed"), None]);
    assert_eq!(answers.iter().map(|answer| answer.line).collect::<Vec<_>>(), [3, 4, 6]);
    assert_eq!(options(&question.kind), [("this", 100.0), ("that", 0.0), ("other", 0.0)]);
}

#[test]
fn single_choice_in_one_line() {
    let question = one("Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}");
    assert_eq!(options(&question.kind), [("Grant", 0.0), ("Jefferson", 0.0), ("no one", 100.0)]);
    assert_eq!((question.line, question.title, question.general_feedback), (1, None, None));
}

#[test]
fn multiple_response_by_weights() {
    let question = one("Which?{~%33.33333%a ~ %33.33333% b ~%-100%c ~d ~%50 off}");
    assert!(matches!(question.kind, Kind::MultipleResponse(_)));
    let expected = [("a", 33.33333), ("b", 33.33333), ("c", -100.0), ("d", 0.0), ("%50 off", 0.0)];
    assert_eq!(options(&question.kind), expected);
}

#[test]
fn true_and_false_with_both_feedbacks() {
    let table = [
        ("It is.{T}", true, None, None),
        ("It is.{ TRUE # no }", true, Some("no"), None),
        ("It is.{FALSE#no#yes}", false, Some("no"), Some("yes")),
        ("It is.{f# #yes}", false, None, Some("yes")),
        ("It is.{F####General.}", false, None, None),
    ];
    for (text, right, wrong, yes) in table {
        let Kind::TrueFalse { answer, if_wrong, if_right } = one(text).kind else {
            panic!("{text}")
        };
        assert_eq!(
            (answer, if_wrong.as_deref(), if_right.as_deref()),
            (right, wrong, yes),
            "{text}"
        );
    }
}

#[test]
fn short_answer_matching_numerical_essay_description() {
    let short = one("Two plus two equals {=four =%50%4}");
    assert!(matches!(short.kind, Kind::ShortAnswer(_)));
    assert_eq!(options(&short.kind), [("four", 100.0), ("4", 50.0)]);

    let Kind::Matching(pairs) = one("Match.{\n=Japan -> Tokyo\n= -> Lima\n}").kind else {
        panic!()
    };
    let pairs: Vec<_> = pairs
        .iter()
        .map(|pair| (pair.line, pair.question.as_str(), pair.answer.as_str()))
        .collect();
    assert_eq!(pairs, [(2, "Japan", "Tokyo"), (3, "", "Lima")]);

    let table = [
        ("When?{#1822}", vec![(1822.0, 1822.0, 100.0)]),
        ("When?{#1822:5#close}", vec![(1817.0, 1827.0, 100.0)]),
        ("Pi?{#3.1..3.2}", vec![(3.1, 3.2, 100.0)]),
        (
            "When?{#\n =1822:0\n =%50%1822:2\n ~#no}",
            vec![(1822.0, 1822.0, 100.0), (1820.0, 1824.0, 50.0)],
        ),
    ];
    for (text, expected) in table {
        let Kind::Numerical(numbers) = one(text).kind else { panic!("{text}") };
        let numbers: Vec<_> = numbers.iter().map(|n| (n.low, n.high, n.weight)).collect();
        assert_eq!(numbers, expected, "{text}");
    }
    assert_eq!(one("Write.{}").kind, Kind::Essay);
    let essay = one("Write.{ ####Freely. }");
    assert_eq!((essay.kind, essay.general_feedback.as_deref()), (Kind::Essay, Some("Freely.")));
    assert_eq!(one("You can read this.").kind, Kind::Description);
}

#[test]
fn a_missing_word_leaves_a_gap() {
    let question = one("Grant is {~buried =entombed} in Grant's tomb.");
    assert_eq!(question.stem, "Grant is _____ in Grant's tomb.");
    assert!(matches!(question.kind, Kind::SingleChoice(_)));
}

#[test]
fn escapes_are_taken_off_and_nothing_else() {
    let question = one(r"::a\:\:b::Is \{1 \= 2\}\\ \(x\)\n? {=https\://a.b/\#c ~\~x \- y#f\#g}");
    assert_eq!(question.title.as_deref(), Some("a::b"));
    assert_eq!(question.stem, "Is {1 = 2}\\ \\(x\\)\n?");
    let Kind::SingleChoice(answers) = question.kind else { panic!() };
    assert_eq!(answers[0].text, "https://a.b/#c");
    assert_eq!(answers[1].text, "~x \\- y");
    assert_eq!(answers[1].feedback.as_deref(), Some("f#g"));
}

#[test]
fn formats_of_stem_and_answers() {
    let question = one("::t:: [html]<p>Where?</p>{=[plain]east ~<b>west</b>}");
    assert_eq!((question.format, question.stem.as_str()), (Format::Html, "<p>Where?</p>"));
    let Kind::SingleChoice(answers) = question.kind else { panic!() };
    assert_eq!((answers[0].format, answers[0].text.as_str()), (Format::Plain, "east"));
    assert_eq!(answers[1].format, Format::Html);
    assert_eq!(one("[markdown]*a*{T}").format, Format::Markdown);
    assert_eq!(one("[moodle]a{T}").format, Format::Moodle);
    assert_eq!(one("[other]a{T}").stem, "[other]a");
}

#[test]
fn categories_comments_and_blank_lines() {
    let text = "\u{feff}// first\n$CATEGORY: storage\n::a::One?{T}\n\n\n// between\n::b::Two?\n{\n// within\n=x\n\n~y\n}\n$CATEGORY: dns\n\nThree?{F}\n::d::Four?{F}\n";
    let gift = parse(text);
    assert_eq!(gift.faults, []);
    let found: Vec<_> = gift
        .questions
        .iter()
        .map(|q| (q.line, q.category.as_deref().unwrap(), q.title.as_deref(), q.stem.as_str()))
        .collect();
    let expected = [
        (3, "storage", Some("a"), "One?"),
        (7, "storage", Some("b"), "Two?"),
        (16, "dns", None, "Three?"),
        (17, "dns", Some("d"), "Four?"),
    ];
    assert_eq!(found, expected);
    let Kind::SingleChoice(answers) = &gift.questions[1].kind else { panic!() };
    assert_eq!(answers.iter().map(|answer| answer.line).collect::<Vec<_>>(), [10, 12]);
}

#[test]
fn windows_line_ends_are_line_ends() {
    let question = one("::a::One\r\ntwo?{\r\n=x\r\n~y\r\n}\r\n");
    assert_eq!(question.stem, "One\ntwo?");
    assert_eq!(options(&question.kind), [("x", 100.0), ("y", 0.0)]);
}

#[test]
fn what_cannot_be_read_is_named_by_line() {
    let table = [
        ("::a One?{T}", 1, "the title has no closing `::`"),
        ("One?\n{=x ~y", 2, "`{` without `}`: the answers don't end"),
        ("One?\n=x ~y}", 2, "`}` without `{`"),
        ("One?{=x\n~{y}", 2, "`{` within the answers is written `\\{`"),
        (
            "One?{=x}\n{~y}",
            2,
            "a question has one pair of braces; others are written `\\{` and `\\}`",
        ),
        ("One?{maybe}", 1, "the answers begin neither with `=`, `~` or `#` nor are they T or F"),
        ("One?{=x\n~}", 2, "an answer without text"),
        ("One?{=x ~%101%y}", 1, "101 % is not from -100 to 100"),
        ("One?{=a -> b\n=c}", 2, "an answer without `->` among others with it"),
        ("One?{=a ->}", 1, "nothing stands after `->`"),
        ("One?{#a..b}", 1, "`a..b` is no number or range"),
        ("One?{#5..1}", 1, "`5..1` is no number or range"),
        ("One?{#~#no}", 1, "no number is accepted"),
        ("\n::a::{T}", 2, "nothing is asked"),
    ];
    for (text, line, reason) in table {
        assert_eq!(fault(text), (line, reason.to_owned()), "{text}");
    }
}

#[test]
fn reading_goes_on_with_the_next_question() {
    let gift = parse("::a::One?{=x ~y\n\n::b::Two?{T}\n\nThree {?\n\nFour?{F}\n\n::c\n\nFive?{}");
    let stems: Vec<_> = gift.questions.iter().map(|q| (q.line, q.stem.as_str())).collect();
    assert_eq!(stems, [(3, "Two?"), (7, "Four?"), (11, "Five?")]);
    assert_eq!(gift.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 5, 9]);
}

#[test]
fn any_text_is_read_without_a_panic() {
    for text in [
        "",
        "\\",
        "{",
        "}",
        "::",
        "::::",
        "{#",
        "{=%",
        "{~%%}",
        "$CATEGORY:",
        "a{####}",
        "{T#}",
        "é{=\\",
    ] {
        parse(text);
    }
}
