//! `/api/docs`: the description of the HTTP API as a page. Plain HTML, made once when the program
//! starts, with our own styles and no script.

use std::fmt::Write;

use serde_json::{Map, Value};

/// The kinds of problems that `type` leads to, see [`super::exam_results`].
const PROBLEMS: [(&str, &str, &str); 9] = [
    ("unknown-key", "401", "No key was sent, or it does not exist, or it has been revoked."),
    ("scope", "403", "The key is not good for this; an administrator makes one that is."),
    ("not-json", "400", "The body is not JSON; `detail` says where it stops being so."),
    ("invalid", "422", "Something can't be meant; `errors` says what. Nothing was recorded."),
    ("too-large", "413", "Send smaller batches: at most 1000 results and a megabyte."),
    ("media-type", "415", "Send the batch as `application/json`."),
    ("too-slow", "408", "The body did not arrive in time. Nothing was recorded; send it again."),
    ("method", "405", "Results are sent with POST."),
    ("internal", "500", "Our fault. Nothing was recorded; send the batch again."),
];

const EXAMPLE: &str = r#"curl https://renew.example.com/api/exam-results \
  -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \
  -d '{"results": [{"result_id": "exams-ltd-2026-0001",
        "person": {"login": "learner@example.com"}, "exam": "AZ-104",
        "passed": true, "taken_at": "2026-03-01T09:00:00Z", "beta": false}]}'

{"results": [{"result_id": "exams-ltd-2026-0001", "outcome": "recorded"}]}"#;

/// The page for a document of `OpenAPI` 3.1.
pub fn page(document: &Value, styles: &str) -> String {
    let mut page = Page { html: String::with_capacity(64 * 1024) };
    page.begin(document, styles);
    for tag in document["tags"].as_array().into_iter().flatten() {
        page.tag(document, tag);
    }
    page.problems();
    page.schemas(&document["components"]["schemas"]);
    page.html.push_str("</main>\n</body>\n</html>\n");
    page.html
}

struct Page {
    html: String,
}

/// Writing to a string can't fail.
macro_rules! put {
    ($page:expr, $($format:tt)*) => { let _ = writeln!($page.html, $($format)*); };
}

impl Page {
    fn begin(&mut self, document: &Value, styles: &str) {
        let (title, about) =
            (text(&document["info"]["title"]), prose(&document["info"]["description"]));
        put!(self, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        put!(self, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        put!(self, "<meta name=\"color-scheme\" content=\"light dark\">");
        put!(self, "<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">");
        put!(self, "<link rel=\"stylesheet\" href=\"{styles}\">");
        put!(self, "<title>HTTP API · {title}</title>\n</head>\n<body>");
        put!(self, "<main class=\"page\">\n<h1 class=\"page-title\">HTTP API</h1>");
        put!(self, "<p class=\"lede\">{about}</p>");
        put!(
            self,
            "<p>The same for programs: <a href=\"/api/openapi.json\">openapi.json</a> (OpenAPI {}).</p>",
            text(&document["openapi"])
        );
        put!(self, "<nav aria-label=\"Contents\"><ul>");
        for (method, path, operation) in operations(document) {
            let (name, id) = (text(&operation["summary"]), text(&operation["operationId"]));
            put!(self, "<li><a href=\"#{id}\">{name}</a> <code>{method} {path}</code></li>");
        }
        put!(self, "<li><a href=\"#problems\">Problems</a></li>");
        put!(self, "<li><a href=\"#types\">Types</a></li>\n</ul></nav>");
    }

    fn tag(&mut self, document: &Value, tag: &Value) {
        let name = text(&tag["name"]);
        put!(self, "<h2>{name}</h2>\n<p>{}</p>", prose(&tag["description"]));
        if tag["name"] == "Exam results" {
            put!(self, "<pre tabindex=\"0\"><code>{}</code></pre>", escaped(EXAMPLE));
        }
        for (method, path, operation) in operations(document) {
            if operation["tags"][0] == tag["name"] {
                self.operation(&method, &path, operation);
            }
        }
    }

    fn operation(&mut self, method: &str, path: &str, operation: &Value) {
        let (id, name) = (text(&operation["operationId"]), text(&operation["summary"]));
        put!(
            self,
            "<section class=\"prose\">\n<h3 id=\"{id}\">{name}</h3>\n<p><code>{method} {path}</code></p>"
        );
        put!(self, "<p>{}</p>", prose(&operation["description"]));
        let who = match operation["security"][0].as_object().and_then(|one| one.keys().next()) {
            Some(scheme) if scheme == "key" => "With a key in <code>Authorization: Bearer</code>.",
            Some(_) => "With the cookie of a session.",
            None => "For everybody.",
        };
        put!(self, "<p>{who}</p>");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let (name, about) = (text(&parameter["name"]), prose(&parameter["description"]));
            let kind = kind(&parameter["schema"]);
            put!(self, "<p>In the query: <code>{name}</code>, {kind}. {about}.</p>");
        }
        for (media, content) in object(&operation["requestBody"]["content"]) {
            let media = escaped(media);
            put!(self, "<p>Takes {} as <code>{media}</code>.</p>", kind(&content["schema"]));
        }
        let heads = ["Status", "Meaning", "Answer"];
        let rows = object(&operation["responses"]).map(|(status, response)| {
            let answer = object(&response["content"]).next();
            let answer = answer.map_or_else(String::new, |(_, content)| kind(&content["schema"]));
            vec![escaped(status), prose(&response["description"]), answer]
        });
        self.table(&format!("{name}: answers"), &heads, rows);
        put!(self, "</section>");
    }

    fn problems(&mut self) {
        put!(self, "<h2 id=\"problems\">Problems</h2>");
        put!(
            self,
            "<p>Exam results are answered with <a href=\"https://www.rfc-editor.org/rfc/rfc9457\">RFC 9457</a> where something is wrong; <code>type</code> leads here.</p>"
        );
        let heads = ["Problem", "Status", "What to do"];
        let rows = PROBLEMS.iter().map(|(name, status, about)| {
            let name = format!("<code id=\"{name}\">{name}</code>");
            vec![name, (*status).to_owned(), ticked(about)]
        });
        self.table("Kinds of problems", &heads, rows);
    }

    fn schemas(&mut self, schemas: &Value) {
        put!(self, "<h2 id=\"types\">Types</h2>");
        for (name, schema) in object(schemas) {
            let name = escaped(name);
            put!(self, "<section class=\"prose\">\n<h3 id=\"type-{name}\">{name}</h3>");
            put!(self, "<p>{}</p>", prose(&schema["description"]));
            let parts =
                schema["allOf"].as_array().map_or(std::slice::from_ref(schema), Vec::as_slice);
            for part in parts {
                if part.get("$ref").is_some() {
                    put!(self, "<p>All of {}, and:</p>", kind(part));
                } else if part.get("properties").is_some() {
                    self.fields(&name, part);
                } else if part.get("oneOf").is_some() {
                    for one in part["oneOf"].as_array().into_iter().flatten() {
                        self.fields(&name, one);
                    }
                } else if part.get("enum").is_some() {
                    put!(self, "<p>One of {}.</p>", kind(part));
                }
            }
            put!(self, "</section>");
        }
    }

    fn fields(&mut self, name: &str, schema: &Value) {
        let needed = |field: &str| {
            schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == field))
        };
        let rows = object(&schema["properties"]).map(|(field, schema)| {
            let code = format!("<code>{}</code>", escaped(field));
            let optional = if needed(field) { "" } else { " (optional)" };
            vec![code, format!("{}{optional}", kind(schema)), prose(&schema["description"])]
        });
        self.table(&format!("{name}: fields"), &["Field", "Type", "Meaning"], rows);
    }

    fn table(&mut self, name: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        put!(
            self,
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">"
        );
        put!(self, "<table class=\"table\">\n<thead><tr>");
        for head in heads {
            put!(self, "<th scope=\"col\">{head}</th>");
        }
        put!(self, "</tr></thead>\n<tbody>");
        for row in rows {
            put!(self, "<tr>");
            for cell in row {
                put!(self, "<td>{cell}</td>");
            }
            put!(self, "</tr>");
        }
        put!(self, "</tbody></table></div>");
    }
}

fn operations(document: &Value) -> impl Iterator<Item = (String, String, &Value)> {
    object(&document["paths"]).flat_map(|(path, item)| {
        object(item).map(move |(method, operation)| {
            (escaped(&method.to_uppercase()), escaped(path), operation)
        })
    })
}

/// The type of a schema, with links to those that have a name.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = escaped(reference.rsplit('/').next().unwrap_or_default());
        return format!("<a href=\"#type-{name}\">{name}</a>");
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        if let Some(all) = schema[several].as_array() {
            let kinds: Vec<_> = all.iter().map(kind).collect();
            return kinds.join(" or ");
        }
    }
    if let Some(names) = schema["enum"].as_array() {
        let names = names.iter().filter_map(Value::as_str);
        let names: Vec<_> = names.map(|name| format!("<code>{}</code>", escaped(name))).collect();
        return names.join(", ");
    }
    let names = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => kind.as_str().into_iter().collect::<Vec<_>>(),
    };
    let kinds = names.iter().map(|name| match (*name, schema["format"].as_str()) {
        ("array", _) => format!("list of {}", kind(&schema["items"])),
        ("string", Some("date-time")) => "instant".to_owned(),
        ("string", Some("date")) => "day".to_owned(),
        ("string", Some("uuid")) => "UUID".to_owned(),
        ("string", _) => "text".to_owned(),
        ("boolean", _) => "true or false".to_owned(),
        ("integer", _) => "whole number".to_owned(),
        (other, _) => escaped(other),
    });
    kinds.collect::<Vec<_>>().join(" or ")
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value) -> String {
    escaped(value.as_str().unwrap_or_default())
}

/// A text in which `code` stands between backticks.
fn prose(value: &Value) -> String {
    ticked(value.as_str().unwrap_or_default())
}

fn ticked(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(index, part)| {
            let part = escaped(part);
            if index % 2 == 1 { format!("<code>{part}</code>") } else { part }
        })
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
