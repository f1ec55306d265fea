//! A small bank, and everything that can be wrong with it.

use super::*;

const TOML: &str = r#"version = "2026.1"
effective_from = "2026-01-15"
mark = 70
questions = 3
time_limit_minutes = 45

[[skills]]
id = "storage"
share = 2
title = { en = "Storage", "zh-CN" = "存储" }

[[skills.modules]]
title = { en = "Secure it", "zh-CN" = "保护" }
url = "https://learn.example/storage/"
minutes = 45

[[skills]]
id = "dns"
share = 1
title = { en = "DNS", "zh-cn" = "域" }
"#;

const ENGLISH: &str = "$CATEGORY: storage

::storage-01::Which one? {
=Right
~Wrong
~Other
####Because. https\\://learn.example/
}

::storage-02::Choose two. {
~%50%One
~%50%Two
~%-100%Three
}

$CATEGORY: $course$/top/dns

::dns-01::It is. {F####No.}
";

const CHINESE: &str = "$CATEGORY: storage

::storage-01::哪一个？ {
=对
~错
~别的
####因为。
}

::storage-02::选两个。 {
~%50%一
~%50%二
~%-100%三
}

$CATEGORY: dns

::dns-01::是。 {F}
";

fn files(toml: &str, english: &str, chinese: &str) -> Vec<SourceFile> {
    vec![
        SourceFile::new("bank/bank.toml", toml),
        SourceFile::new("bank/en.gift", english),
        SourceFile::new("bank/zh-CN.gift", chinese),
        SourceFile::new("bank/notes.md", "left alone"),
    ]
}

fn required() -> BTreeSet<String> {
    ["en", "zh-CN"].map(str::to_owned).into()
}

fn problems(files: &[SourceFile]) -> Vec<String> {
    check(files, &required()).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_bank() {
    let bank = check(&files(TOML, ENGLISH, CHINESE), &required()).unwrap();
    assert_eq!((bank.version.as_str(), bank.mark, bank.drawn), ("2026.1", 70, 3));
    assert_eq!(bank.effective_from.to_rfc3339(), "2026-01-15T00:00:00+00:00");
    assert_eq!(bank.time_limit_minutes, Some(45));
    assert_eq!(bank.languages, required());
    assert_eq!(bank.skills[1].titles["zh-CN"], "域");
    assert_eq!(bank.skills[0].modules[0].minutes, 45);
    let kinds: Vec<_> =
        bank.questions.iter().map(|q| (q.id.as_str(), q.skill.as_str(), q.kind)).collect();
    let expected = [
        ("storage-01", "storage", QuestionKind::SingleChoice),
        ("storage-02", "storage", QuestionKind::MultipleResponse),
        ("dns-01", "dns", QuestionKind::TrueFalse),
    ];
    assert_eq!(kinds, expected);
    let right = |question: &Question| question.options.iter().map(|o| o.right).collect::<Vec<_>>();
    assert_eq!(right(&bank.questions[0]), [true, false, false]);
    assert_eq!(right(&bank.questions[1]), [true, true, false]);
    assert_eq!(right(&bank.questions[2]), [false, true]);
    let first = &bank.questions[0];
    assert_eq!(first.texts["zh-CN"].stem, "哪一个？");
    assert_eq!(first.texts["en"].options, ["Right", "Wrong", "Other"]);
    assert_eq!(first.explanations["en"], "Because. https://learn.example/");
    assert_eq!(bank.questions[2].texts["zh-CN"].options, ["正确", "错误"]);
}

#[test]
fn a_bank_without_a_time_limit() {
    let toml = TOML.replace("time_limit_minutes = 45\n", "");
    assert_eq!(
        check(&files(&toml, ENGLISH, CHINESE), &required()).unwrap().time_limit_minutes,
        None
    );
}

#[test]
fn a11_option_ids_tell_nothing() {
    let bank = check(&files(TOML, ENGLISH, CHINESE), &required()).unwrap();
    let ids: Vec<_> =
        bank.questions.iter().flat_map(|q| &q.options).map(|o| o.id.clone()).collect();
    let different: BTreeSet<_> = ids.iter().collect();
    assert_eq!(different.len(), 8, "all different: {ids:?}");
    assert!(ids.iter().all(|id| id.len() == 8 && id.bytes().all(|b| b.is_ascii_hexdigit())));
    let again = check(&files(TOML, ENGLISH, CHINESE), &required()).unwrap();
    assert_eq!(bank, again, "the same bank gives the same ids");
    // The key is part of what the ids are made of: without it nobody can count them out.
    let other =
        check(&files(TOML, &ENGLISH.replace("Because", "Since"), CHINESE), &required()).unwrap();
    assert_ne!(bank.questions[0].options, other.questions[0].options);
    assert_ne!(bank.digest, other.digest);
}

#[test]
fn l1_a_missing_language_is_refused() {
    let only = &files(TOML, ENGLISH, CHINESE)[..2];
    let expected =
        "bank/bank.toml: `zh-CN.gift` is missing: the required exams are offered in zh-CN";
    assert_eq!(problems(only), [expected]);
}

#[test]
fn every_fault_of_the_blueprint_is_listed_at_once() {
    let toml = TOML
        .replace("version = \"2026.1\"", "version = \" \"")
        .replace("2026-01-15", "15.1.2026")
        .replace("mark = 70", "mark = 101")
        .replace("questions = 3", "questions = 8")
        .replace("share = 1", "share = 5")
        .replace("minutes = 45\n\n[[skills.m", "minutes = 0\n\n[[skills.m")
        .replace("https://learn", "javascript:learn")
        .replace("id = \"dns\"", "id = \"storage\"")
        .replace(", \"zh-CN\" = \"保护\"", ", klingon = \"a\"");
    let expected = [
        "bank/bank.toml: skill `storage` needs 5 questions, the bank has 2",
        "bank/bank.toml:1: `version` is empty",
        "bank/bank.toml:2: `effective_from` is no date like 2026-01-15",
        "bank/bank.toml:3: `mark` is not from 1 to 100",
        "bank/bank.toml:4: the shares make 7, `questions` says 8",
        "bank/bank.toml:13: `klingon` is no language, like `en` or `zh-CN`",
        "bank/bank.toml:13: the title in zh-CN is missing",
        "bank/bank.toml:14: `javascript://example/storage/` does not begin with https://",
        "bank/bank.toml:18: skill `storage` is there twice",
        "bank/en.gift:18: `dns-01` is about `dns`, a skill that bank.toml lacks",
        "bank/zh-CN.gift:18: `dns-01` is about `dns`, a skill that bank.toml lacks",
    ];
    let toml = toml.replace("javascript:learn.example", "javascript://example");
    assert_eq!(problems(&files(&toml, ENGLISH, CHINESE)), expected);
}

#[test]
fn a_blueprint_that_cannot_be_read_does_not_hide_the_rest() {
    let toml = TOML.replace("mark = 70", "mark = \"high\"");
    let english = ENGLISH.replace("=Right", "~Right");
    let found = problems(&files(&toml, &english, CHINESE));
    assert!(found[0].starts_with("bank/bank.toml:3: "), "{found:?}");
    assert_eq!(found[1], "bank/en.gift:3: `storage-01` has no right answer");
    let toml = TOML.replace("mark = 70", "mark = 70\nmarks = 70");
    assert!(
        problems(&files(&toml, ENGLISH, CHINESE))[0].starts_with("bank/bank.toml:4: unknown field")
    );
}

#[test]
fn every_fault_of_a_question_is_listed_at_once() {
    let english = "::early::Too early? {T}

$CATEGORY: storage

One without id? {T}

::a b::Odd id? {T}

::essay::Write. {}

::short::Write a word. {=a =b}

::part::Which? {
=a
~%50%b
~c
}

::several::Which? {=a =b ~c}

::twice::Which? {=a ~b ~b}

::alone::Which? {~%100%a}

::twice::Which? {=a ~b}

::none::Which? {~%-50%a ~%-50%b}

::broken::Which? {=a
";
    let expected = [
        "bank/bank.toml: skill `dns` needs 1 questions, the bank has 0",
        "bank/en.gift:1: `early` stands before any `$CATEGORY:`, the skill",
        "bank/en.gift:5: the question has no id between `::` and `::`",
        "bank/en.gift:7: `a b`: ids are made of up to 64 letters, digits, `-`, `_` and `.`",
        "bank/en.gift:9: `essay` is of kind essay, which is not usable in an assessment",
        "bank/en.gift:11: `short` is of kind short answer, which is not usable in an assessment",
        "bank/en.gift:15: `part` gives a part of its point, which can't be had",
        "bank/en.gift:19: `several` has several right answers; those are written `~%50%`",
        "bank/en.gift:21: `twice` has the same option twice",
        "bank/en.gift:23: `alone` has fewer than two options",
        "bank/en.gift:25: `twice` is the id of line 21 too",
        "bank/en.gift:27: `none` has no right answer",
        "bank/en.gift:29: `{` without `}`: the answers don't end",
    ];
    let files = &files(TOML, english, CHINESE)[..2];
    let en = BTreeSet::from(["en".to_owned()]);
    let found: Vec<_> = check(files, &en).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_no_assessment_asks_is_left_out_with_its_line() {
    let odd = "::essay::Write. {}

::pairs::Match. {
=a -> b
=c -> d
=e -> f
}

Only a text.

";
    let [english, chinese] = [ENGLISH, CHINESE].map(|text| {
        text.replace("$CATEGORY: storage\n\n", &format!("$CATEGORY: storage\n\n{odd}"))
    });
    let bank = check(&files(TOML, &english, &chinese), &required()).unwrap();
    assert_eq!(bank.questions.len(), 3);
    let left_out: Vec<_> = bank.left_out.iter().map(ToString::to_string).collect();
    let expected = ["en", "zh-CN"].map(|tag| {
        [
            format!("bank/{tag}.gift:3: `essay` is of kind essay"),
            format!("bank/{tag}.gift:5: `pairs` is of kind matching"),
            format!("bank/{tag}.gift:11: the question is of kind description"),
        ]
        .map(|what| what + ", which is not usable in an assessment")
    });
    assert_eq!(left_out, expected.concat());
    // Where the others don't fill the blueprint it is refused, and both are said.
    let without =
        |text: &str| text.split("$CATEGORY").take(2).collect::<Vec<_>>().join("$CATEGORY");
    let found = problems(&files(TOML, &without(&english), &without(&chinese)));
    assert_eq!(found[0], "bank/bank.toml: skill `dns` needs 1 questions, the bank has 0");
    assert_eq!(found[1..], expected.concat());
}

#[test]
fn languages_that_differ_in_more_than_words() {
    let chinese = "$CATEGORY: storage

::storage-01::哪一个？ {
~对
=错
~别的
}

::dns-01::是。 {F}

::other-01::是。 {T}
";
    let expected = [
        "bank/zh-CN.gift: `storage-02` of en.gift:10 is missing",
        "bank/zh-CN.gift:3: `storage-01` has other right answers than in en.gift:3",
        "bank/zh-CN.gift:9: `dns-01` has another skill than in en.gift:18",
        "bank/zh-CN.gift:11: `other-01` is not in en.gift",
    ];
    assert_eq!(problems(&files(TOML, ENGLISH, chinese)), expected);
    let table = [
        ("~别的\n####因为。", "####因为。", "another number of options than in en.gift:3", 3),
        ("=对\n~错\n~别的", "~%100%对\n~错\n~别的", "another kind than in en.gift:3", 3),
    ];
    for (from, to, what, line) in table {
        let found = problems(&files(TOML, ENGLISH, &CHINESE.replace(from, to)));
        assert_eq!(found, [format!("bank/zh-CN.gift:{line}: `storage-01` has {what}")]);
    }
}

#[test]
fn files_that_are_missing_or_misnamed() {
    assert_eq!(
        problems(&[]),
        [
            "bank.toml: `en.gift` is missing: the required exams are offered in en",
            "bank.toml: `zh-CN.gift` is missing: the required exams are offered in zh-CN",
            "bank.toml: is missing",
            "en.gift: is missing: there are no questions",
        ]
    );
    let mut files = files(TOML, ENGLISH, CHINESE);
    files.push(SourceFile::new("bank/english.gift", ENGLISH));
    files.push(SourceFile::new("bank/zh-cn.gift", CHINESE));
    let expected = [
        "bank/english.gift: is not named after a language, like `en.gift` or `zh-CN.gift`",
        "bank/zh-cn.gift: is for the same language as bank/zh-CN.gift",
    ];
    assert_eq!(problems(&files), expected);
}
