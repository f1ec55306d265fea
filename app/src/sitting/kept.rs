//! A choice that a plain form could not have saved, as after the session had ended: it travels in
//! the address, through the sign-in if need be, back to its question, and is chosen there again. A13

use domain::view::{Question, QuestionKind};

/// So many options travel at most, and so many bytes of each id.
const OPTIONS: usize = 26;
const ID: usize = 64;

/// What is appended to the address of the question: `&kept=660000:b:d`, the revision and the options.
pub fn in_address(revision: i64, choice: &[String]) -> String {
    let ids: Vec<_> = choice.iter().filter(|id| is_id(id)).map(String::as_str).collect();
    if ids.is_empty() || ids.len() > OPTIONS {
        return String::new();
    }
    format!("&kept={revision}:{}", ids.join(":"))
}

/// Nothing else that was sent gets into an address.
fn is_id(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=ID).contains(&id.len()) && id.bytes().all(fits)
}

/// The choice in the address, as long as the question has no answer as new as that.
pub fn choice(kept: &str, question: &Question) -> Option<Vec<String>> {
    let (revision, ids) = kept.split_once(':')?;
    let is_newer = revision.parse::<i64>().is_ok_and(|revision| revision > question.revision);
    let ids: Vec<_> = ids.split(':').collect();
    let options = question.options.iter().map(|option| &option.id);
    let choice: Vec<_> = options.filter(|id| ids.contains(&id.as_str())).cloned().collect();
    let fits = choice.len() == 1 || question.kind == QuestionKind::MultipleResponse;
    (is_newer && fits && !choice.is_empty()).then_some(choice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::view::Choice;

    fn question(kind: QuestionKind, revision: i64) -> Question {
        let option = |id: &str| Choice { id: id.to_owned(), text: String::new() };
        Question {
            id: "q1".to_owned(),
            skill: String::new(),
            stem: String::new(),
            kind,
            options: ["a", "b", "c"].map(option).into(),
            choice: Vec::new(),
            revision,
            flagged: false,
        }
    }

    #[test]
    fn a_choice_comes_back_until_it_is_saved() {
        let several = QuestionKind::MultipleResponse;
        let chosen = ["c".to_owned(), "a".to_owned()];
        let address = in_address(660, &chosen);
        assert_eq!(address, "&kept=660:c:a");
        let kept = address.trim_start_matches("&kept=");
        assert_eq!(choice(kept, &question(several, 659)), Some(vec!["a".into(), "c".into()]));
        assert_eq!(choice(kept, &question(several, 660)), None);
        assert_eq!(choice(kept, &question(QuestionKind::SingleChoice, 0)), None);
        for nothing in ["", "660", "660:", "660:z", "soon:a", ":a"] {
            assert_eq!(choice(nothing, &question(several, 0)), None, "{nothing:?}");
        }
    }

    #[test]
    fn nothing_but_ids_gets_into_the_address() {
        assert_eq!(in_address(1, &[]), "");
        let sent = ["", "a&b", "//evil", "\r\n", "选", "b-1"].map(str::to_owned);
        assert_eq!(in_address(1, &sent), "&kept=1:b-1");
        assert_eq!(in_address(1, &["a".repeat(65)]), "");
        assert_eq!(in_address(1, &vec!["a".to_owned(); 27]), "");
    }
}
