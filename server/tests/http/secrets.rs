//! A11: neither a key nor an explanation reaches a learner, in no answer and on no page.

use service::import::SourceFile;

use crate::support::{Client, Site};

/// Put into every explanation of the bank, and nowhere else.
const MARKER: &str = "xyzzy-marker";

#[tokio::test]
async fn a11_no_explanation_reaches_a_learner() {
    let site = Site::demo().await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/questions/azure-administrator");
    let mut files = Vec::new();
    for file in SourceFile::read_dir(folder.as_ref()).unwrap() {
        let text = String::from_utf8(file.bytes).unwrap();
        let text = text
            .replace("####", &format!("####{MARKER} "))
            .replace("\"2026.1\"", "\"2026.2\"")
            .replace("2026-01-15", "2026-01-16");
        files.push(SourceFile::new(file.path, text));
    }
    assert!(files.iter().any(|file| String::from_utf8_lossy(&file.bytes).contains(MARKER)));
    site.parts.service.import_questions("azure-administrator", &files).await.unwrap();

    let mut client = site.signed_in("learner@example.com").await;
    let attempt = client.start("azure-administrator").await;
    assert_eq!(attempt["version"], "2026.2");
    let id = attempt["id"].as_str().unwrap().to_owned();
    let credential = attempt["credential_id"].as_str().unwrap().to_owned();
    search(&mut client, &id, &credential).await;
    client.post("/api/attempts/submit", &[("attempt_id", &id)]).await;
    search(&mut client, &id, &credential).await;
    // Nor does a program: what is asked for as JSON says nothing of what is right.
    let text = attempt.to_string();
    for word in ["correct", "right", "explanation", "weight"] {
        assert!(!text.contains(&format!("\"{word}")), "{word}");
    }
}

async fn search(client: &mut Client, attempt: &str, credential: &str) {
    for path in [
        "/",
        "/dashboard",
        "/certifications",
        "/certifications/azure-administrator",
        "/credentials/CREDENTIAL",
        "/attempts/ATTEMPT",
        "/attempts/ATTEMPT?q=2",
        "/attempts/ATTEMPT/review",
        "/attempts/ATTEMPT/result",
        "/api/dashboard",
        "/api/credential?id=CREDENTIAL",
        "/api/credential-page?id=CREDENTIAL",
        "/api/attempt?id=ATTEMPT",
        "/api/attempts/page?id=ATTEMPT",
        "/api/attempts/result?id=ATTEMPT",
        "/api/certification?slug=azure-administrator",
    ] {
        let path = path.replace("CREDENTIAL", credential).replace("ATTEMPT", attempt);
        for answer in [client.page(&path).await, client.get(&path).await] {
            assert!(answer.status.as_u16() < 500, "{path}");
            assert!(!answer.text().contains(MARKER), "{path}");
        }
    }
}
