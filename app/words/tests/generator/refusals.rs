//! Every fault is named with file, line and key.

use std::{error::Error, fs};

use crate::{catalogue, made_of};

#[test]
fn what_does_not_build_and_why() -> Result<(), Box<dyn Error>> {
    let table = [
        ("\nx = a\n", "", "locales/en/a.ftl:2: x: zh-CN lacks it"),
        ("", "# 一\n\nx = 一\n", "locales/zh-CN/a.ftl:3: x: en lacks it"),
        (
            "x = { $a } { $b }",
            "x = { $a } { $c }",
            "locales/zh-CN/a.ftl:1: x: its arguments are [$a $c], in en they are [$a $b]",
        ),
        (
            "x = a\ny = b\nx = c",
            "x = 一\ny = 二",
            "locales/en/a.ftl:3: x: it is already in a.ftl:1",
        ),
        (
            "x = { $n ->\n    [one] a\n   *[one] b\n}",
            "x = { $n }",
            "locales/en/a.ftl:1: x: a form of $n is given twice",
        ),
        (
            "x = { $n ->\n   *[one] a\n}",
            "x = { $n }",
            "locales/en/a.ftl:1: x: the plural over $n lacks *[other]",
        ),
        (
            "x = { $n ->\n    [0] b\n   *[other] a\n}",
            "x = { $n }",
            "locales/en/a.ftl:1: x: the plural over $n lacks [one]",
        ),
        (
            "x = { $n ->\n    [one] b\n   *[other] a\n}",
            "x = { $n ->\n    [one] 一\n   *[other] 二\n}",
            "locales/zh-CN/a.ftl:1: x: [one] is no plural form of zh-CN: other",
        ),
        (
            "x = { $n ->\n    [1.5] b\n   *[other] a\n}",
            "x = { $n }",
            "locales/en/a.ftl:1: x: [1.5] is not a whole number",
        ),
        (
            "continue = a",
            "continue = 一",
            "locales/en/a.ftl:1: continue: \"continue\" is a word of Rust, take another",
        ),
        (
            "x = { $type }",
            "x = { $type }",
            "locales/en/a.ftl:1: x: \"type\" is a word of Rust, take another",
        ),
        (
            "a-b = a\na_b = b",
            "a-b = 一\na_b = 二",
            "locales/en/a.ftl:2: a_b: it would be called as \"a-b\" is",
        ),
        (
            "x = a\n    .y = b",
            "x = 一",
            "locales/en/a.ftl:1: x: attributes are not known here, give it a key of its own",
        ),
        ("-x = a", "", "locales/en/a.ftl:1: x: terms are not known here, write the word"),
        (
            "x = { y }",
            "x = 一",
            "locales/en/a.ftl:1: x: only { $argument }, { \"text\" } and { $argument -> … } are known here",
        ),
        ("x = a\ny { b", "x = 一", "locales/en/a.ftl:2: y: Expected a token starting with \"=\""),
    ];
    for (english, chinese, fault) in table {
        let faults = made_of(english, chinese)?.err().unwrap_or_default();
        assert!(faults.iter().any(|found| found == fault), "{fault}\nis not in\n{faults:#?}");
    }
    Ok(())
}

#[test]
fn a_key_stands_in_the_file_of_its_area() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    for (path, source) in [
        ("en/a.ftl", "x = a"),
        ("en/b.ftl", "y = b\nx = c"),
        ("zh-CN/a.ftl", "x = 一\ny = 二"),
        ("zh-CN/notes.txt", "?"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().ok_or("a folder")?)?;
        fs::write(path, source)?;
    }
    let faults = catalogue::read(folder.path()).err().unwrap_or_default();
    let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "locales/en/b.ftl:2: x: it is already in a.ftl:1",
            "locales/zh-CN/a.ftl:2: y: in en it is in b.ftl",
        ]
    );
    Ok(())
}
