//! Content from outside, into the database: whole, once, and never over what attempts rely on.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::path::Path;

use common::{Fixture, bank, catalogue, day, instant, on_every_database};
use service::import::{Report, SourceFile};
use tokio::task::JoinSet;
use words::Language;

/// The content that the demo shows.
fn demo(folder: &str) -> Vec<SourceFile> {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../server/demo");
    SourceFile::read_dir(&demo.join(folder)).unwrap()
}

fn replaced(files: &[SourceFile], from: &str, to: &str) -> Vec<SourceFile> {
    let text = |file: &SourceFile| String::from_utf8(file.bytes.clone()).unwrap();
    assert!(files.iter().any(|file| text(file).contains(from)), "{from}");
    files.iter().map(|file| SourceFile::new(&*file.path, text(file).replace(from, to))).collect()
}

fn problems(report: &Report) -> Vec<String> {
    report.problems.iter().map(ToString::to_string).collect()
}

on_every_database! {
    async fn the_demo_is_taken_without_a_problem_and_twice_changes_nothing(it: Fixture) {
        let first = it.service.import_catalogue(&demo("catalogue")).await.unwrap();
        assert_eq!(problems(&first), [""; 0]);
        // az-104 and az-900 are in the fixture, with other texts.
        assert_eq!((first.taken, first.unchanged), (27, 0));
        let again = it.service.import_catalogue(&demo("catalogue")).await.unwrap();
        assert_eq!((again.taken, again.unchanged, again.problems.len()), (0, 27, 0));

        let banks = [("azure-administrator", 64), ("azure-ai-engineer", 36), ("azure-data-engineer", 36)];
        for (slug, questions) in banks {
            let files = demo(&format!("questions/{slug}"));
            let first = it.service.import_questions(slug, &files).await.unwrap();
            assert_eq!(problems(&first), [""; 0]);
            assert_eq!((first.taken, first.unchanged), (questions, 0));
            let again = it.service.import_questions(slug, &files).await.unwrap();
            assert_eq!((again.taken, again.unchanged), (0, questions));
        }
        let page = it.service.certification_page("azure-administrator", Language::ZhCn).await.unwrap();
        assert_eq!(page.exams[0][0].code, "AZ-104");
        assert_eq!(page.skills.len(), 8);
        let facts = page.assessment.unwrap();
        assert_eq!(facts.languages, ["en", "ja", "ko", "zh-CN"]);
        assert_eq!(page.renewal, [""; 0], "the assessment says it");
        let expert = it.service.certification_page("devops-engineer", Language::En).await.unwrap();
        assert!(expert.skills.is_empty() && expert.renewal.len() > 3, "{:?}", expert.renewal);
        let any: Vec<_> = expert.prerequisites[0].iter().map(|other| other.slug.as_str()).collect();
        assert_eq!(any, ["azure-administrator", "azure-developer"]);
    }

    async fn another_language_is_added_and_the_others_stay(it: Fixture) {
        let german = replaced(&catalogue(), "Exam az-104", "Prüfung az-104")
            .into_iter()
            .map(|file| SourceFile::new(file.path.replace("en/", "de-de/"), file.bytes))
            .collect::<Vec<_>>();
        let report = it.service.import_catalogue(&german).await.unwrap();
        assert_eq!((report.taken, report.unchanged), (6, 0));
        let again = it.service.import_catalogue(&catalogue()).await.unwrap();
        assert_eq!((again.taken, again.unchanged), (0, 6));
        let page = it.service.certification_page("administrator", Language::En).await.unwrap();
        assert_eq!(page.exams[0][0].title, "Exam az-104");
    }

    async fn facts_follow_the_import_and_our_own_date_stays(it: Fixture) {
        let dated = replaced(&catalogue(), "type:", "availableSince: 2018-09-24\ntype:");
        it.service.import_catalogue(&dated).await.unwrap();
        let retired = replaced(&catalogue(), "type:", "retirementDate: 12/31/2026\ntype:");
        it.service.import_catalogue(&retired).await.unwrap();
        let page = it.service.certification_page("administrator", Language::En).await.unwrap();
        assert_eq!(page.available_since, Some(day("2018-09-24")));
        assert_eq!(page.retires_at, Some(instant("2027-01-01T00:00:00Z")));
        it.service.import_catalogue(&catalogue()).await.unwrap();
        let page = it.service.certification_page("administrator", Language::En).await.unwrap();
        assert_eq!((page.available_since, page.retires_at), (Some(day("2018-09-24")), None));
    }

    async fn an_exam_keeps_the_code_that_results_know_it_by(it: Fixture) {
        let renamed = replaced(&catalogue(), "displayName: AZ-104", "displayName: AZ-999");
        let report = it.service.import_catalogue(&renamed).await.unwrap();
        assert_eq!(problems(&report), ["en/exams/az-104.yml:4: the code is `AZ-999` here and stays `AZ-104`, as stored"]);
        let moved = replaced(&catalogue(), "uid: exam.az-104", "uid: exam.other");
        let report = it.service.import_catalogue(&moved).await.unwrap();
        assert_eq!(problems(&report), ["en/exams/az-104.yml:4: is not taken: `AZ-104` is stored as the code of `exam.az-104`"]);
        let page = it.service.certification_page("administrator", Language::En).await.unwrap();
        assert_eq!(page.exams[0][0].code, "AZ-104");
    }

    async fn what_is_not_taken_is_reported_and_the_rest_is_taken(it: Fixture) {
        let broken = replaced(&catalogue(), "title: 'architect'", "title: [");
        let report = it.service.import_catalogue(&broken).await.unwrap();
        assert_eq!((report.taken, report.unchanged), (0, 5));
        assert_eq!(report.problems.len(), 1);
        assert_eq!(report.problems[0].file, "en/architect/index.yml");
        assert!(!report.is_refused());
    }

    async fn many_imports_at_once_take_everything_once(it: Fixture) {
        let mut imports = JoinSet::new();
        for _ in 0..8 {
            let service = it.service.clone();
            imports.spawn(async move {
                let catalogue = service.import_catalogue(&demo("catalogue")).await.unwrap();
                let files = bank(None, &["en", "zh-CN"]);
                (catalogue.taken, service.import_questions("architect", &files).await.unwrap().taken)
            });
        }
        let taken = imports.join_all().await;
        assert_eq!(taken.iter().map(|(catalogue, _)| catalogue).sum::<usize>(), 27);
        assert_eq!(taken.iter().map(|(_, questions)| questions).sum::<usize>(), 8);
    }

    async fn l1_a_bank_without_a_language_of_the_exams_is_refused_whole(it: Fixture) {
        let report = it.service.import_questions("architect", &bank(None, &["en"])).await.unwrap();
        assert!(report.is_refused());
        assert_eq!(
            problems(&report),
            ["bank.toml: `zh-CN.gift` is missing: the required exams are offered in zh-CN"]
        );
        let page = it.service.certification_page("architect", Language::En).await.unwrap();
        assert_eq!((page.assessment, page.skills.len()), (None, 0));
        // L1 asks for the languages of current exams only.
        let retired = replaced(&catalogue(), "displayName:", "retirementDate: 02/28/2026\ndisplayName:");
        it.service.import_catalogue(&retired).await.unwrap();
        let report = it.service.import_questions("architect", &bank(None, &["en"])).await.unwrap();
        assert_eq!((report.taken, problems(&report)), (8, Vec::new()));
    }

    async fn every_fault_of_a_bank_is_listed_at_once(it: Fixture) {
        let files = replaced(&bank(None, &["en", "zh-CN"]), "mark = 70", "mark = 0");
        let files = replaced(&files, "=zh-CN right", "~zh-CN right");
        let report = it.service.import_questions("architect", &files).await.unwrap();
        assert!(report.is_refused());
        // The mark; and of eight questions no right answer, and another kind than in English.
        assert_eq!(report.problems.len(), 1 + 8 + 8, "{report}");
    }

    async fn what_no_assessment_asks_is_reported_and_left_out(it: Fixture) {
        let files = bank(None, &["en", "zh-CN"]);
        let files = replaced(&files, "$CATEGORY: network", "::essay::Write. {}\n\n$CATEGORY: network");
        let report = it.service.import_questions("architect", &files).await.unwrap();
        assert_eq!((report.taken, report.problems.len()), (8, 2), "{report}");
        assert!(!report.is_refused());
        assert!(problems(&report)[0].ends_with("is of kind essay, which is not usable in an assessment"));
        let again = it.service.import_questions("architect", &files).await.unwrap();
        assert_eq!((again.unchanged, again.problems), (8, report.problems));
    }

    async fn l3_a_version_never_changes(it: Fixture) {
        let files = || bank(None, &["en", "zh-CN"]);
        let changed = replaced(&files(), "en right", "en quite right");
        let report = it.service.import_questions("administrator", &changed).await.unwrap();
        assert!(report.is_refused());
        assert!(problems(&report)[0].starts_with("bank.toml: version `1` is stored with other content"));
        let newer = replaced(&changed, "version = \"1\"", "version = \"2\"");
        let report = it.service.import_questions("administrator", &newer).await.unwrap();
        assert_eq!(problems(&report), ["bank.toml: version `1` takes effect on the same day already"]);

        // An open attempt keeps its version, a new one takes the one then in effect.
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let open = it.start(learner, credential).await.unwrap();
        let newer = replaced(&newer, "2020-01-01", "2026-03-02");
        let report = it.service.import_questions("administrator", &newer).await.unwrap();
        assert_eq!(report.taken, 8);
        it.at("2026-03-03T12:00:00Z");
        assert_eq!(it.start(learner, credential).await.unwrap().version, "1");
        it.service.submit(learner, open.id).await.unwrap();
        let next = it.start(learner, credential).await.unwrap();
        assert_eq!(next.version, "2");
        assert!(next.questions.iter().all(|q| q.options.iter().any(|o| o.text == "en quite right")));
    }

    async fn what_has_no_renewal_takes_no_bank(it: Fixture) {
        let files = bank(None, &["en", "zh-CN"]);
        let nothing = it.service.import_questions("nothing", &files).await.unwrap();
        assert_eq!(problems(&nothing), ["nothing: there is no such certification; the catalogue is imported first"]);
        let basics = it.service.import_questions("basics", &files).await.unwrap();
        assert_eq!(problems(&basics), ["basics: never expires, so nothing renews it"]); // K2
        it.service.import_catalogue(&replaced(&catalogue(), "type:", "hidden: true\ntype:")).await.unwrap();
        let old = it.service.import_questions("architect", &files).await.unwrap();
        assert_eq!(problems(&old), ["architect: is superseded; the newer certification is renewed"]); // K5
    }
}
