//! A clean catalogue, then the dirt of the published one, kind by kind.

use domain::window::start_of;

use super::*;

const CERTIFICATION: &str = "### YamlMime:Certification
title: 'Microsoft Certified: Administrator Associate'
uid: certification.administrator
certificationRenewalUid: renewal.administrator
iconUrl: /badges/microsoft-certified-associate-badge.svg
summary: |-
  First.

  Second.
subTitle: Short.
skills:
- Manage storage
type: role-based
exams:
- uid: exam.a-1
availableSince: 2018-09-24
";

const RENEWAL: &str = "### YamlMime:CertificationRenewal
title: 'Renew it'
uid: renewal.administrator
certificationUid: certification.administrator
skills:
- Storage
examsPassed:
- a-1, or one of those that came before
";

fn exam(code: &str) -> String {
    format!(
        "### YamlMime:Examination\ntitle: The exam\nuid: exam.{code}\ndisplayName: {}\nlocales:\n\
         - en\n- zh-cn\n- pt-br\n",
        code.to_uppercase()
    )
}

/// The certification, its renewal and its exam in some languages.
fn files(languages: &[&str]) -> Vec<SourceFile> {
    languages
        .iter()
        .flat_map(|language| {
            [
                SourceFile::new(format!("{language}/admin/index.yml"), CERTIFICATION),
                SourceFile::new(format!("{language}/admin/renew/index.yml"), RENEWAL),
                SourceFile::new(format!("{language}/exams/a-1.yml"), exam("a-1")),
            ]
        })
        .collect()
}

/// The files with one text of one file, found by the end of its path, replaced.
fn with(mut files: Vec<SourceFile>, path: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let file = files.iter_mut().find(|file| file.path.ends_with(path)).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains(from), "{from}");
    file.bytes = text.replace(from, to).into();
    files
}

fn and(mut files: Vec<SourceFile>, path: &str, text: impl Into<Vec<u8>>) -> Vec<SourceFile> {
    files.push(SourceFile::new(path, text));
    files
}

fn checked(files: &[SourceFile]) -> (Catalogue, Vec<String>) {
    let (catalogue, problems) = check(files);
    (catalogue, problems.iter().map(ToString::to_string).collect())
}

fn uids(catalogue: &Catalogue) -> Vec<&str> {
    catalogue.certifications.iter().map(|certification| certification.uid.as_str()).collect()
}

#[test]
fn a_clean_catalogue_in_two_languages() {
    let files = with(files(&["en", "zh-cn"]), "zh-cn/admin/index.yml", "First.", "第一。");
    let (catalogue, problems) = checked(&and(files, "en/LICENSE", "no record"));
    assert_eq!(problems, [""; 0]);
    let text = |summary: &str| CertificationText {
        title: "Administrator Associate".to_owned(),
        summary: summary.to_owned(),
        measured: vec!["Manage storage".to_owned()],
    };
    let skills = vec!["Storage".to_owned()];
    let expected = CatalogueCertification {
        uid: "certification.administrator".to_owned(),
        slug: "administrator".to_owned(),
        kind: Kind::RoleBased,
        level: Some(Level::Associate),
        available_since: "2018-09-24".parse().ok(),
        retires_at: None,
        superseded: false,
        successor: None,
        exams: vec![vec!["exam.a-1".to_owned()]],
        prerequisites: Vec::new(),
        texts: [
            ("en".to_owned(), text("First.\n\nSecond.")),
            ("zh-CN".to_owned(), text("第一。\n\nSecond.")),
        ]
        .into(),
        renewal_skills: [("en".to_owned(), skills.clone()), ("zh-CN".to_owned(), skills)].into(),
    };
    assert_eq!(catalogue.certifications, [expected]);
    let exam = &catalogue.exams[0];
    assert_eq!((exam.uid.as_str(), exam.code.as_str()), ("exam.a-1", "A-1"));
    assert_eq!(exam.languages, ["en", "pt-BR", "zh-CN"]);
    assert_eq!(exam.titles["zh-CN"], "The exam");
}

#[test]
fn a_byte_order_mark_and_blanks_after_the_kind() {
    let files = with(
        files(&["en"]),
        "admin/index.yml",
        "### YamlMime:Certification\n",
        "\u{feff}### YamlMime:Certification  \r\n",
    );
    let (catalogue, problems) = checked(&files);
    assert_eq!((catalogue.certifications.len(), problems.len()), (1, 0));
}

#[test]
fn names_without_who_certifies() {
    let table = [
        ("'Microsoft Certified: Azure Fundamentals'", "Azure Fundamentals"),
        ("'Microsoft 365 Certified: Fundamentals'", "Microsoft 365 Fundamentals"),
        ("'Microsoft Certified : Azure Fundamentals'", "Azure Fundamentals"),
        ("Something else", "Something else"),
        ("'Microsoft Certified:'", "Microsoft Certified:"),
        ("'A: B'", "A: B"),
    ];
    for (title, expected) in table {
        let from = "'Microsoft Certified: Administrator Associate'";
        let (catalogue, problems) = checked(&with(files(&["en"]), "admin/index.yml", from, title));
        assert_eq!(problems, [""; 0]);
        assert_eq!(catalogue.certifications[0].texts["en"].title, expected);
    }
}

#[test]
fn html_never_comes_through() {
    let html = "<div><font color='red'>New &amp; <b>bold</b></font><br/></div><script>x</script>";
    let files = with(files(&["en"]), "admin/index.yml", "First.", html);
    let files = with(files, "admin/index.yml", "Manage storage", "<i>Manage</i> [it](/x)");
    let files = with(files, "a-1.yml", "The exam", "The <em>exam</em> &#58;");
    let (catalogue, problems) = checked(&files);
    assert_eq!(problems, [""; 0]);
    let text = &catalogue.certifications[0].texts["en"];
    assert_eq!(text.summary, "New & bold\n\nx\n\nSecond.");
    assert_eq!(text.measured, ["Manage it"]);
    assert_eq!(catalogue.exams[0].titles["en"], "The exam :");
}

#[test]
fn k6_retirement_dates_are_the_end_of_the_day_or_none() {
    let day = |date: &str| Some(start_of(date.parse().unwrap()));
    let table = [
        ("12/31/2025", day("2026-01-01")),
        ("02/28/2028", day("2028-02-29")),
        ("none", None),
        ("None ", None),
    ];
    for (date, expected) in table {
        let line = format!("type: role-based\nretirementDate: {date}\n");
        let files = with(files(&["en"]), "admin/index.yml", "type: role-based\n", &line);
        let line = format!("displayName: A-1\nretirementDate: {date}");
        let (catalogue, problems) = checked(&with(files, "a-1.yml", "displayName: A-1", &line));
        assert_eq!(problems, [""; 0]);
        assert_eq!(catalogue.certifications[0].retires_at, expected, "{date}");
        assert_eq!(catalogue.exams[0].retires_at, expected, "{date}");
    }
}

#[test]
fn what_cannot_be_read_is_reported_with_its_line_and_taken_from_other_languages() {
    let index = "zh-cn/admin/index.yml";
    let table = [
        ("subTitle: Short.", "\tsubTitle: Short.", Some(10), "can't be read: "),
        ("skills:\n- Manage storage", "skills: 1", Some(11), "can't be read: "),
        ("uid: certification.administrator\n", "", None, "can't be read: "),
        (
            "uid: certification.administrator",
            "uid: certification.Ä",
            Some(3),
            "`certification.Ä` is no uid",
        ),
        (
            "uid: certification.administrator",
            "uid: other.x",
            Some(3),
            "`other.x` is no uid like `certification.name-1`",
        ),
        (
            "title: 'Microsoft Certified: Administrator Associate'",
            "title: '<br/>'",
            Some(2),
            "the title is empty",
        ),
        (
            "badge.svg\n",
            "badge.svg\nretirementDate: 31.12.2025\n",
            Some(6),
            "`31.12.2025` is no date like 12/31/2025",
        ),
        (
            "availableSince: 2018-09-24",
            "availableSince: 2018",
            Some(16),
            "`2018` is no date like 2018-09-24",
        ),
        (
            "associate-badge",
            "badge",
            Some(5),
            "is role-based, but its badge (`iconUrl`) tells no level",
        ),
        (
            "type: role-based",
            "type: mcsa",
            Some(13),
            "certifications of type `mcsa` are not taken, only fundamentals, role-based and specialty",
        ),
        (
            "### YamlMime:Certification\n",
            "### YamlMime:CertificationHome\n",
            Some(1),
            "a record of kind `CertificationHome` is not part of the catalogue",
        ),
        (
            "### YamlMime:Certification\n",
            "",
            Some(1),
            "the first line is not `### YamlMime:` and a kind",
        ),
    ];
    for (from, to, line, reason) in table {
        let files = with(files(&["en", "zh-cn"]), index, from, to);
        let (catalogue, problems) = check(&files);
        let about: Vec<_> = problems.iter().filter(|problem| problem.file == index).collect();
        assert_eq!(about.len(), 1, "{to}: {problems:?}");
        assert!(about[0].reason.starts_with(reason), "{to}: {}", about[0]);
        assert!(line.is_none() || about[0].line == line, "{to}: {}", about[0]);
        let texts = &catalogue.certifications[0].texts;
        assert_eq!(texts.keys().collect::<Vec<_>>(), ["en"], "{to}");
        // The renewal in that language has nothing to belong to: reported too, nothing else.
        let other: Vec<_> = problems.iter().filter(|problem| problem.file != index).collect();
        assert_eq!(other.len(), 1, "{to}: {problems:?}");
        assert_eq!(
            other[0].to_string(),
            "zh-cn/admin/renew/index.yml:4: renews `certification.administrator`, which was not \
             taken in zh-CN"
        );
    }
}

#[test]
fn exams_that_cannot_be_read_are_reported() {
    let table = [
        ("- zh-cn", "- klingon", 5, "`klingon` is no language"),
        (
            "displayName: A-1",
            "displayName: ' '",
            4,
            "`displayName`, the code of the exam, is empty",
        ),
    ];
    for (from, to, line, reason) in table {
        let files = with(files(&["de", "en"]), "de/exams/a-1.yml", from, to);
        let (catalogue, problems) = checked(&files);
        assert_eq!(catalogue.exams[0].titles.keys().collect::<Vec<_>>(), ["en"]);
        let at = problems[0].strip_prefix("de/exams/a-1.yml:").unwrap();
        assert!(at.ends_with(reason), "{at}");
        let found: usize = at.split(':').next().unwrap().parse().unwrap();
        assert!(found.abs_diff(line) <= 1, "{at}");
        assert_eq!(problems.len(), 1);
    }
}

#[test]
fn files_without_a_language_or_text_are_reported() {
    let files = and(files(&["en"]), "exams/a-2.yml", exam("a-2"));
    let (_, problems) = checked(&and(files, "en/exams/a-3.yml", b"\xff".to_vec()));
    let expected = [
        "en/exams/a-3.yml:1: is not UTF-8",
        "exams/a-2.yml: no folder names the language, like `zh-cn`",
    ];
    assert_eq!(problems, expected);
}

#[test]
fn k5_of_several_sharing_a_renewal_the_one_it_names_is_current() {
    let legacy =
        CERTIFICATION.replace("certification.administrator", "certification.administrator-old");
    let (catalogue, problems) = checked(&and(files(&["en"]), "en/old.yml", legacy));
    assert_eq!(problems, [""; 0]);
    let superseded: Vec<_> =
        catalogue.certifications.iter().map(|c| (c.slug.as_str(), c.superseded)).collect();
    assert_eq!(superseded, [("administrator", false), ("administrator-old", true)]);
    let successors = catalogue.certifications.iter().map(|c| c.successor.as_deref());
    assert_eq!(successors.collect::<Vec<_>>(), [None, Some("certification.administrator")]);
    assert!(catalogue.certifications[1].renewal_skills.is_empty());
}

#[test]
fn k5_a_hidden_one_is_superseded() {
    let files =
        with(files(&["en", "fr-fr"]), "fr-fr/admin/index.yml", "type:", "hidden: true\ntype:");
    let certification = &check(&files).0.certifications[0];
    assert!(certification.superseded && certification.successor.is_none());
}

#[test]
fn k1_the_level_stands_in_the_name_of_the_badge() {
    let table = [
        ("associate-badge", "type: role-based", Kind::RoleBased, Some(Level::Associate)),
        ("expert-badge", "type: role-based", Kind::RoleBased, Some(Level::Expert)),
        ("fundamentals-badge", "type: fundamentals", Kind::Fundamentals, None),
        ("specialty-badge", "type: specialty", Kind::Specialty, None),
    ];
    for (badge, line, kind, level) in table {
        let files = with(files(&["en"]), "admin/index.yml", "associate-badge", badge);
        let (catalogue, _) = check(&with(files, "admin/index.yml", "type: role-based", line));
        let found = &catalogue.certifications[0];
        assert_eq!((found.kind, found.level), (kind, level));
    }
}

#[test]
fn x3_exams_are_all_required_and_of_prerequisites_any() {
    let expert = CERTIFICATION
        .replace("certification.administrator", "certification.expert")
        .replace("certificationRenewalUid: renewal.administrator\n", "")
        .replace("- uid: exam.a-1", "- uid: exam.a-1\n- uid: exam.a-2")
        + "prerequisites:\n- uid: certification.administrator\n  isOptional: false\n\
           - uid: certification.developer\n- uid: certification.extra\n  isOptional: true\n";
    let developer = CERTIFICATION
        .replace("certification.administrator", "certification.developer")
        .replace("certificationRenewalUid: renewal.administrator\n", "");
    let files = and(files(&["en"]), "en/exams/a-2.yml", exam("a-2"));
    let files = and(and(files, "en/expert.yml", expert), "en/developer.yml", developer);
    let (catalogue, problems) = checked(&files);
    assert_eq!(problems, [""; 0]);
    let expert = &catalogue.certifications[2];
    assert_eq!(expert.exams, [["exam.a-1"], ["exam.a-2"]]);
    let any = ["certification.administrator", "certification.developer"];
    assert_eq!(expert.prerequisites, [any]);

    // One of the group is not taken: the others stay. All of them: neither is the expert one.
    let without = |gone: &[&str]| {
        let kept = |file: &&SourceFile| !gone.iter().any(|path| file.path.ends_with(path));
        files.iter().filter(kept).cloned().collect::<Vec<_>>()
    };
    let (catalogue, problems) = checked(&without(&["developer.yml"]));
    assert_eq!(catalogue.certifications[1].prerequisites, [["certification.administrator"]]);
    let lost = "the prerequisite `certification.developer` is not in the catalogue or not taken";
    assert_eq!(problems, [format!("en/expert.yml:18: {lost}")]);
    let gone = ["developer.yml", "admin/index.yml", "renew/index.yml"];
    let (catalogue, problems) = checked(&without(&gone));
    assert_eq!(uids(&catalogue), [""; 0]);
    assert_eq!(problems.len(), 2);
    assert_eq!(problems[1], format!("en/expert.yml:18: is not taken: {lost}"));
}

#[test]
fn references_to_nothing_are_reported() {
    let gone = |path: &str| {
        files(&["en"]).into_iter().filter(|file| !file.path.ends_with(path)).collect::<Vec<_>>()
    };
    let (catalogue, problems) = checked(&gone("a-1.yml"));
    assert_eq!(uids(&catalogue), [""; 0]);
    let expected = [
        "en/admin/index.yml:15: is not taken: the exam `exam.a-1` is not in the catalogue or was not taken",
        "en/admin/renew/index.yml:4: renews `certification.administrator`, which is not in the catalogue or not taken",
    ];
    assert_eq!(problems, expected.map(|line| line.replace("or was not taken", "or not taken")));

    let (catalogue, problems) = checked(&gone("renew/index.yml"));
    assert_eq!(catalogue.certifications.len(), 1);
    assert_eq!(
        problems,
        ["en/admin/index.yml:4: the renewal `renewal.administrator` is not in the catalogue"]
    );
}

#[test]
fn where_languages_differ_most_of_them_decide() {
    let all = and(files(&["de-de", "fr-fr", "zh-cn"]), "fr-fr/exams/a-2.yml", exam("a-2"));
    let file = with(all, "de-de/admin/index.yml", "exam.a-1", "exam.a-2");
    let (catalogue, problems) = checked(&file);
    assert_eq!(catalogue.certifications[0].exams, [["exam.a-1"]]);
    let expected = "de-de/admin/index.yml:15: `exams` is exam.a-2 here and exam.a-1 in fr, zh-CN, which was taken";
    assert_eq!(problems, [expected]);
}

#[test]
fn where_as_many_languages_say_either_english_decides_and_silence_agrees() {
    let retired = |files, path, date: &str| {
        with(files, path, "displayName: A-1", &format!("displayName: A-1\nretirementDate: {date}"))
    };
    let all = retired(files(&["de", "en", "fr"]), "de/exams/a-1.yml", "01/02/2026");
    let (catalogue, problems) = checked(&all);
    assert_eq!(catalogue.exams[0].retires_at, Some(start_of("2026-01-03".parse().unwrap())));
    assert_eq!(problems, [""; 0], "the others say nothing");
    let (catalogue, problems) = checked(&retired(all, "en/exams/a-1.yml", "none"));
    assert_eq!(catalogue.exams[0].retires_at, None);
    let expected = "de/exams/a-1.yml:5: `retirementDate` is 2026-01-03T00:00Z here and none in en, which was taken";
    assert_eq!(problems, [expected]);
}

#[test]
fn a_record_that_is_there_twice_is_taken_once() {
    let files = and(files(&["en"]), "en/z.yml", exam("a-1").replace("The exam", "Another"));
    let (catalogue, problems) = checked(&files);
    assert_eq!(catalogue.exams[0].titles["en"], "The exam");
    assert_eq!(problems, ["en/z.yml: `exam.a-1` is in en/exams/a-1.yml too, which was taken"]);
    let files =
        and(self::files(&["en"]), "en/exams/b.yml", exam("a-1").replace("exam.a-1", "exam.b"));
    let (catalogue, problems) = checked(&files);
    assert_eq!(catalogue.exams.len(), 1);
    assert_eq!(problems, ["en/exams/b.yml:4: `A-1` is the code of `exam.a-1` already"]);
}
