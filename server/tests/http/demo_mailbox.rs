//! `/demo/mailbox`.

use std::{fs, path::Path};

use axum::http::StatusCode;

use crate::support::Site;

const MAIL: &str = "From: Perennial <no-reply@localhost>\r\nTo: Lina <lina@example.com>\r\n\
    Subject: =?utf-8?B?5Y+v5Lul5pu05paw?= & <b>\r\nDate: Sun, 1 Mar 2026 00:00:05 +0000\r\n\
    Message-ID: <one@localhost>\r\nX-Other: no\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/alternative; boundary=\"x\"\r\n\r\n--x\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\r\nGo to http://127.0.0.1:3000/go/abc.\r\n--x\r\n\
    Content-Type: text/html; charset=utf-8\r\n\r\n\
    <html><head><title>t</title></head><body><p>Go</p><script>1</script></body></html>\r\n--x--\r\n";

async fn site_with(mails: &Path) -> Site {
    Site::with(|parts| {
        parts.demo = parts.demo.take().map(|demo| demo.with_mails(mails.to_owned()));
    })
    .await
}

#[tokio::test]
async fn mails_are_listed_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mails = folder.path().join("mail");
    let site = site_with(&mails).await;
    let mut client = site.client();
    // There is no folder before the first mail.
    let empty = client.page("/demo/mailbox").await;
    assert_eq!(empty.status, StatusCode::OK, "{}", empty.text());
    fs::create_dir(&mails).unwrap();
    let later = MAIL.replace("1 Mar 2026", "2 Mar 2026").replace("Lina", "Mei");
    fs::write(mails.join("20260301T000000000Z-1.eml"), MAIL).unwrap();
    fs::write(mails.join("20260302T000000000Z-2.eml"), later).unwrap();
    fs::write(mails.join(".20260303T000000000Z-3.eml.part"), MAIL).unwrap();
    fs::write(mails.join("broken.eml"), [0xff, 0x00, b'\n', b'\n']).unwrap();
    fs::write(folder.path().join("secret.eml"), MAIL).unwrap();

    let list = client.page("/demo/mailbox").await.text();
    let [newer, older] = ["2-2", "1-1"].map(|it| {
        let id = it.replacen('-', "T000000000Z-", 1);
        list.find(&format!("/demo/mailbox/2026030{id}\"")).unwrap()
    });
    assert!(newer < older, "the newest first");
    assert!(list.contains("可以更新 &amp; &lt;b&gt;") && list.contains("2 Mar 2026"), "{list}");
    assert!(!list.contains("Z-3"));

    let mail = "/demo/mailbox/20260301T000000000Z-1";
    let page = client.page(mail).await;
    assert_eq!(page.status, StatusCode::OK);
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("frame-src 'self'"), "{policy}");
    let page = page.text();
    assert!(page.contains("href=\"http://127.0.0.1:3000/go/abc\""), "{page}");
    assert!(page.contains("&lt;one@localhost&gt;") && !page.contains("X-Other"));
    assert!(page.contains(&format!("{mail}/html")) && page.contains("sandbox="));

    let html = client.page(&format!("{mail}/html")).await;
    let policy = html.header("content-security-policy");
    for part in ["default-src 'none'", "sandbox allow-popups", "frame-ancestors 'self'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("script-src") && !policy.contains("allow-scripts"), "{policy}");
    assert!(html.text().contains("<base target=\"_blank\">"));
    let file = client.page(&format!("{mail}/message.eml")).await;
    assert_eq!((file.text().as_str(), file.header("content-type")), (MAIL, "message/rfc822"));

    for nothing in ["none", "..%2Fsecret", "%2e%2e", "a%00b", "20260303T000000000Z-3"] {
        for part in ["", "/html", "/message.eml"] {
            let answer = client.page(&format!("/demo/mailbox/{nothing}{part}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}{part}");
        }
    }
}

#[tokio::test]
async fn without_demo_there_is_no_mailbox() {
    let site = Site::with(|parts| parts.demo = None).await;
    let mut client = site.client();
    for part in ["", "/1", "/1/html", "/1/message.eml"] {
        let answer = client.page(&format!("/demo/mailbox{part}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{part}");
    }
    let policy = client.page("/certifications").await.header("content-security-policy").to_owned();
    assert!(policy.contains("frame-src 'none'"), "{policy}");
}
