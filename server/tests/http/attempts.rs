//! `/api/attempts/…`: the way through an assessment over HTTP.

use axum::http::{Method, StatusCode, header};
use serde_json::Value;

use crate::support::{Client, Site, request};

const AGREED: (&str, &str) = ("agreement", "true");

/// Saves an answer to the first question.
async fn save(
    client: &mut Client,
    attempt: &Value,
    choice: &[&str],
    revision: &str,
) -> crate::support::Answer {
    let question = &attempt["questions"][0];
    let mut form = vec![
        ("attempt_id", attempt["id"].as_str().unwrap()),
        ("question_id", question["id"].as_str().unwrap()),
        ("revision", revision),
    ];
    form.extend(choice.iter().map(|choice| ("choice[]", *choice)));
    client.post("/api/attempts/save", &form).await
}

#[tokio::test]
async fn a15_free_open_book_and_no_appointment_is_said_before_the_first_question() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let page = format!("/credentials/{}", client.credential("azure-administrator").await);
    let certification = "/certifications/azure-administrator".to_owned();
    for address in [page, certification] {
        for (language, said) in [
            ("en", ["free", "open book", "no appointment"]),
            ("zh-CN", ["免费", "开卷", "无需预约"]),
        ] {
            let asked = request(Method::GET, &address)
                .header(header::ACCEPT, "text/html")
                .header(header::ACCEPT_LANGUAGE, language);
            let text = client.send(asked, "").await.text().to_lowercase();
            // Of the page itself: the footer says some of it on every one.
            let main = text.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
            for word in said {
                assert!(main.contains(word), "{address} in {language}: {word}");
            }
        }
    }
}

#[tokio::test]
async fn a4_only_the_latest_attempt_says_when_the_next_may_start() {
    let site = Site::demo().await;
    let mut client = site.signed_in("waiting@example.com").await;
    let id = client.credential("azure-administrator").await;
    let page = client.get(&format!("/api/credential-page?id={id}")).await.json();
    let mut said = Vec::new();
    for attempt in page["attempts"].as_array().unwrap() {
        let result = format!("/attempts/{}/result", attempt["id"].as_str().unwrap());
        let text = client.page(&result).await.text();
        let next = text.contains("It may start at <time");
        said.push((
            next,
            text.contains("It may start at once"),
            text.contains("an earlier attempt"),
        ));
    }
    assert_eq!(said, [(true, false, false), (false, false, true)]);
}

#[tokio::test]
async fn from_start_to_result() {
    start_to_result(Site::demo().await).await;
}

#[tokio::test]
async fn from_start_to_result_on_postgresql() {
    if let Some(site) = Site::on_postgres().await {
        start_to_result(site).await;
    }
}

async fn start_to_result(site: Site) {
    let mut client = site.signed_in("learner@example.com").await;
    let attempt = client.start("azure-administrator").await;
    for key in [
        "id",
        "credential_id",
        "version",
        "language",
        "started_at",
        "deadline",
        "state",
        "questions",
    ] {
        assert!(attempt.get(key).is_some(), "{key}");
    }
    assert_eq!(attempt["state"], "open");
    let questions = attempt["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 24);
    for question in questions {
        for key in ["id", "skill", "stem", "kind", "options", "choice", "revision", "flagged"] {
            assert!(question.get(key).is_some(), "{key}");
        }
        assert!(question["options"].as_array().unwrap().len() >= 2);
    }

    // A2: the same attempt again.
    assert_eq!(client.start("azure-administrator").await["questions"], attempt["questions"]);

    let option = attempt["questions"][0]["options"][0]["id"].as_str().unwrap();
    let saved = save(&mut client, &attempt, &[option], "1").await.json();
    assert_eq!(saved["revision"], 1);
    assert!(saved["saved_at"].is_string());
    let id = attempt["id"].as_str().unwrap();
    let resumed = client.get(&format!("/api/attempt?id={id}")).await.json();
    assert_eq!(resumed["questions"][0]["choice"][0], option);

    let result = client.post("/api/attempts/submit", &[("attempt_id", id)]).await;
    assert_eq!(result.status, StatusCode::OK);
    let result = result.json();
    for key in [
        "attempt_id",
        "passed",
        "points",
        "maximum",
        "mark",
        "skills",
        "valid_through",
        "next_start_at",
    ] {
        assert!(result.get(key).is_some(), "{key}");
    }
    assert_eq!(
        (&result["passed"], &result["maximum"], &result["mark"]),
        (&false.into(), &24.into(), &70.into())
    );
    assert_eq!(client.post("/api/attempts/submit", &[("attempt_id", id)]).await.json(), result);
    let ended = client.get(&format!("/api/attempt?id={id}")).await.json();
    assert_eq!(ended["state"], "failed");
    assert_eq!(ended["questions"], Value::Array(Vec::new()), "A11");
    let late = save(&mut client, &attempt, &[option], "2").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(late.json()["error"], "no_open_attempt");
}

#[tokio::test]
async fn a_refusal_has_its_decision_and_instant() {
    let site = Site::demo().await;
    for (email, slug, decision, instant) in [
        ("waiting@example.com", "azure-administrator", "cooling_down", "next_start_at"),
        ("waiting@example.com", "azure-ai-engineer", "not_open", "opens_at"),
        ("veteran@example.com", "azure-developer", "expired", "expires_at"),
        ("unconnected@example.com", "azure-administrator", "not_connected", ""),
        ("learner@example.com", "azure-fundamentals", "never_expires", ""),
    ] {
        let mut client = site.signed_in(email).await;
        let id = client.credential(slug).await;
        let form = [("credential_id", id.as_str()), ("language", "en"), AGREED];
        let refusal = client.post("/api/attempts/start", &form).await;
        assert_eq!(refusal.status, StatusCode::CONFLICT, "{email} {slug}");
        let refusal = refusal.json();
        assert_eq!(refusal["decision"], decision);
        assert!(instant.is_empty() || refusal[instant].is_string(), "{refusal}");
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_said_so() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let id = client.credential("azure-administrator").await;
    for form in [
        vec![("credential_id", id.as_str()), ("language", "en")],
        vec![("credential_id", id.as_str()), ("language", "tlh"), AGREED],
    ] {
        let answer = client.post("/api/attempts/start", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}: {}", answer.text());
    }
    let attempt = client.start("azure-administrator").await;
    let answer = save(&mut client, &attempt, &["no such option"], "1").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = save(&mut client, &attempt, &[], "-1").await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
}

#[tokio::test]
async fn somebody_elses_attempt_looks_like_none() {
    let site = Site::demo().await;
    let mut owner = site.signed_in("learner@example.com").await;
    let attempt = owner.start("azure-administrator").await;
    let id = attempt["id"].as_str().unwrap();
    let mut other = site.signed_in("resuming@example.com").await;
    for path in ["/api/attempt?id=", "/api/attempts/page?id=", "/api/attempts/result?id="] {
        assert_eq!(other.get(&format!("{path}{id}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/attempts/ID", "/attempts/ID/review", "/attempts/ID/result"] {
        let answer = other.page(&path.replace("ID", id)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(save(&mut other, &attempt, &[], "7").await.status, StatusCode::NOT_FOUND);
    for path in ["/api/attempts/submit", "/api/attempts/language"] {
        let answer = other.post(path, &[("attempt_id", id), ("language", "zh-CN")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let untouched = owner.get(&format!("/api/attempt?id={id}")).await.json();
    assert_eq!(untouched, attempt);
}

/// Sends the form of the first question as a browser without JavaScript does.
async fn form(
    client: &mut Client,
    attempt: &Value,
    fields: &[(&str, &str)],
) -> crate::support::Answer {
    let id = attempt["id"].as_str().unwrap();
    let question = attempt["questions"][0]["id"].as_str().unwrap();
    let mut form = vec![("attempt_id", id), ("question_id", question), ("at", "1")];
    form.extend(fields);
    client.form("/api/attempts/save", &format!("/attempts/{id}?q=1"), &form).await
}

/// What the server holds of the first question.
async fn held(client: &mut Client, attempt: &Value) -> Value {
    let id = attempt["id"].as_str().unwrap();
    client.get(&format!("/api/attempt?id={id}")).await.json()["questions"][0].clone()
}

/// The ids of the first question's options.
fn options(attempt: &Value) -> Vec<&str> {
    let options = attempt["questions"][0]["options"].as_array().unwrap();
    options.iter().map(|option| option["id"].as_str().unwrap()).collect()
}

/// The ids of the options that are chosen on a page.
fn chosen(page: &str) -> Vec<String> {
    let inputs = page.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap());
    inputs
        .filter(|input| input.contains("choice[]") && input.contains(" checked"))
        .map(|input| input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn l2_without_javascript_a_change_of_the_language_saves_what_is_chosen() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let attempt = client.start("azure-administrator").await;
    let option = options(&attempt)[1];
    let at = format!("/attempts/{}", attempt["id"].as_str().unwrap());
    let language = async |client: &mut Client| {
        let id = attempt["id"].as_str().unwrap();
        client.get(&format!("/api/attempt?id={id}")).await.json()["language"].clone()
    };
    let fields = [("revision", "7"), ("base[]", "0"), ("choice[]", option), ("language", "zh-CN")];

    // Other buttons of the form send the list along, too.
    let moved = form(&mut client, &attempt, &[&fields[..], &[("to", "2")]].concat()).await;
    assert_eq!(moved.header("location"), format!("{at}?q=2"));
    assert_eq!(language(&mut client).await, "en");

    let fields =
        [("revision", "8"), ("base[]", "7"), ("choice[]", options(&attempt)[0]), fields[3]];
    let fields = [&fields[..], &[("to", "language")]].concat();
    let switched = form(&mut client, &attempt, &fields).await;
    assert_eq!(switched.header("location"), format!("{at}?q=1"));
    assert_eq!(held(&mut client, &attempt).await["choice"][0], options(&attempt)[0]);
    assert_eq!(language(&mut client).await, "zh-CN");

    let page = client.page(&format!("{at}?q=1")).await.text();
    let select = page.split("<select").nth(1).unwrap().split('>').next().unwrap();
    assert!(select.contains("form=\"question\"") && select.contains("name=\"language\""));

    // On the page before submitting there is no question; it is shown again.
    let page = client.page(&format!("{at}/review")).await.text();
    assert!(page.contains("name=\"at\" value=\"review\""), "{page}");
    let fields = [("attempt_id", &at["/attempts/".len()..]), ("at", "review"), ("language", "en")];
    let switched = client.form("/api/attempts/language", &format!("{at}/review"), &fields).await;
    assert_eq!(switched.header("location"), format!("{at}/review"));
    assert_eq!(language(&mut client).await, "en");
}

#[tokio::test]
async fn a13_without_javascript_a_form_corrected_and_sent_again_is_saved() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let attempt = client.start("azure-administrator").await;
    // The first answer was slow: the learner has stopped it and changed the choice.
    for option in &options(&attempt)[..2] {
        let fields = [("revision", "7"), ("base[]", "0"), ("choice[]", option), ("to", "2")];
        let answer = form(&mut client, &attempt, &fields).await;
        assert!(answer.header("location").ends_with("?q=2"), "{}", answer.header("location"));
        assert_eq!(held(&mut client, &attempt).await["choice"][0], **option);
    }
}

#[tokio::test]
async fn a13_without_javascript_a_form_replaces_no_answer_that_it_does_not_show() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let attempt = client.start("azure-administrator").await;
    let option = options(&attempt)[0];
    assert_eq!(save(&mut client, &attempt, &[option], "600").await.json()["revision"], 600);
    let mark = [("revision", "660"), ("base[]", "0"), ("flagged", "true"), ("to", "2")];
    let answer = form(&mut client, &attempt, &mark).await;
    assert!(answer.header("location").ends_with("?q=1&overtaken=1"), "{}", answer.text());
    let held = held(&mut client, &attempt).await;
    assert_eq!((&held["choice"][0], &held["revision"]), (&option.into(), &600.into()));
    // Who says nothing of what they have seen is taken at their word, as ever.
    assert_eq!(save(&mut client, &attempt, &[], "661").await.json()["revision"], 661);
}

#[tokio::test]
async fn a13_without_javascript_the_end_of_the_session_loses_no_choice() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let attempt = client.start("azure-administrator").await;
    let option = options(&attempt)[1];
    let fields = [("revision", "7"), ("base[]", "0"), ("choice[]", option), ("to", "2")];
    let away = form(&mut site.client(), &attempt, &fields).await;
    let next = away.header("location").strip_prefix("/sign-in?next=").unwrap();
    let next = next.replace("%3F", "?").replace("%3D", "=").replace("%26", "&").replace("%3A", ":");
    let id = attempt["id"].as_str().unwrap();
    assert_eq!(next, format!("/attempts/{id}?q=1&kept=7:{option}"));
    let form_of_sign_in =
        [("email", "learner@example.com"), ("password", "perennial-demo"), ("next", &next)];
    let back = client.form("/api/sign-in", "/sign-in", &form_of_sign_in).await;
    assert_eq!(back.header("location"), next);

    let page = client.page(&next).await.text();
    assert_eq!(chosen(&page), [option]);
    assert!(page.contains("could not be saved before"), "{page}");
    assert_eq!(held(&mut client, &attempt).await["revision"], 0, "a GET saves nothing");
    // Once there is an answer as new as that, it is what the page shows.
    let other = options(&attempt)[0];
    save(&mut client, &attempt, &[other], "8").await;
    assert_eq!(chosen(&client.page(&next).await.text()), [other]);
}

#[tokio::test]
async fn without_javascript_every_step_leads_to_the_next_page() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let credential = client.credential("azure-administrator").await;
    let page = format!("/credentials/{credential}");
    let refused = client
        .form("/api/attempts/start", &page, &[("credential_id", &credential), ("language", "en")])
        .await;
    assert_eq!(refused.header("location"), format!("{page}?error=agreement_missing"));

    let form = [("credential_id", credential.as_str()), ("language", "en"), AGREED];
    let started = client.form("/api/attempts/start", &page, &form).await;
    assert_eq!(started.status, StatusCode::FOUND);
    let attempt = started.header("location").to_owned();
    assert!(attempt.starts_with("/attempts/"), "{attempt}");
    let id = attempt.rsplit('/').next().unwrap().to_owned();
    assert_eq!(client.page(&attempt).await.status, StatusCode::OK);

    let submitted = client
        .form("/api/attempts/submit", &format!("{attempt}/review"), &[("attempt_id", &id)])
        .await;
    assert_eq!(submitted.header("location"), format!("{attempt}/result"));
    assert_eq!(client.page(&format!("{attempt}/result")).await.status, StatusCode::OK);
}
