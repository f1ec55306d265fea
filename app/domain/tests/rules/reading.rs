//! What the simulator reads, and how it says that it can't.

use domain::simulate::answer;
use serde_json::{Value, json};

use crate::scenario::{
    Do::{Look, Start, Submit},
    Scenario,
};

fn scenario() -> Value {
    let mut scenario = Scenario::default();
    let at = |text: &str| text.parse().unwrap();
    scenario.events =
        vec![(at("2026-05-01T10:00:00Z"), Start), (at("2026-05-01T11:00:00Z"), Submit(20))];
    serde_json::from_str(&scenario.line()).unwrap()
}

/// The scenario with one value replaced, or taken away.
fn with(pointer: &str, value: Option<Value>) -> String {
    let mut scenario = scenario();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = scenario.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(object), Some(value)) => drop(object.insert(key.to_owned(), value)),
        (Value::Object(object), None) => drop(object.remove(key)),
        (other, _) => panic!("{other} has no {key}"),
    }
    scenario.to_string()
}

fn error(line: &str) -> String {
    let answer: Value = serde_json::from_str(&answer(line)).unwrap();
    assert!(
        answer.get("steps").is_none() && answer.as_object().unwrap().contains_key("id"),
        "{answer}"
    );
    answer["error"].as_str().unwrap().to_owned()
}

#[test]
fn what_cannot_be_meant_is_refused_with_the_reason() {
    let table = [
        ("/policy/renewal_window", Some(json!("half a year")), "`half a year` is no window length"),
        ("/policy/mark", Some(json!(101)), "101 is more than 100"),
        ("/policy/mark", Some(json!(-1)), "invalid value: integer `-1`"),
        ("/policy/mark", None, "missing field `mark`"),
        ("/policy/time_limit_minutes", Some(json!(0)), "at least 1"),
        ("/certification/kind", Some(json!("guru")), "unknown variant `guru`"),
        ("/certification/level", Some(json!("guru")), "unknown variant `guru`"),
        ("/certification/retires_at", Some(json!("soon")), "`soon` is neither an instant"),
        ("/credential/valid_through", Some(json!("2026-02-30")), "out of range"),
        ("/connection", Some(json!("wobbly")), "unknown variant `wobbly`"),
        ("/events/0/do", Some(json!("stop")), "unknown variant `stop`"),
        ("/events/0/do", Some(json!("extend")), "missing field `valid_through`"),
        ("/events/0/do", Some(json!("save")), "missing field `points`"),
        ("/events/1/points", None, "missing field `points`"),
        ("/events/1/points", Some(json!(21)), "events[1] has 21 points of 20"),
        ("/events/0/at", Some(json!("2026-05-01T11:00:00.001Z")), "events[1] is earlier"),
        ("/events/0/at", Some(json!("noon")), "invalid characters"),
    ];
    for (pointer, value, expected) in table {
        let line = with(pointer, value);
        let error = error(&line);
        assert!(error.contains(expected), "{pointer}: {error}");
        assert!(answer(&line).starts_with("{\"id\": \"test\", \"error\": \""), "{}", answer(&line));
    }
}

#[test]
fn the_limits_themselves_are_taken() {
    let table = [
        ("/policy/mark", Some(json!(100))),
        ("/policy/time_limit_minutes", Some(json!(1))),
        ("/policy/time_limit_minutes", None),
        ("/policy/renewal_window", None),
        ("/certification/level", Some(json!("expert"))),
        ("/certification/level", None),
        ("/certification/available_since", None),
        ("/certification/retires_at", None),
        ("/credential/valid_through", None),
        ("/events/0/at", Some(json!("2026-05-01T11:00:00Z"))),
        ("/events/1/points", Some(json!(20))),
        ("/events/0/points", Some(json!(null))),
    ];
    for (pointer, value) in table {
        let line = with(pointer, value);
        assert!(
            answer(&line).starts_with("{\"id\": \"test\", \"steps\": [{\"outcome\": \"ok\""),
            "{pointer} {line}"
        );
    }
}

#[test]
fn k6_a_retirement_may_be_written_as_a_day() {
    let table = [
        ("2026-05-02", "ok"),
        ("2026-05-01", "retired"),
        ("2026-05-01T10:00:00Z", "retired"),
        ("2026-05-01T10:00:00.001Z", "ok"),
    ];
    for (retires_at, outcome) in table {
        let answer: Value = serde_json::from_str(&answer(&with(
            "/certification/retires_at",
            Some(json!(retires_at)),
        )))
        .unwrap();
        assert_eq!(answer["steps"][0]["outcome"], outcome, "{retires_at}");
    }
}

#[test]
fn an_id_comes_back_as_it_came() {
    for id in [json!("a \"quoted\" 名字"), json!(7), json!(null), json!([1, {"a": 2, "b": []}])] {
        let answered: Value =
            serde_json::from_str(&answer(&with("/id", Some(id.clone())))).unwrap();
        assert_eq!(answered["id"], id);
        assert!(answered["steps"].is_array());
    }
    for line in ["", "{", "[]", "7", "null", "{\"id\": 7"] {
        assert!(answer(line).starts_with("{\"id\": null, \"error\": \""), "{line}");
    }
    assert!(
        answer("{\"id\": [1, {\"a\": 2, \"b\": 3}]}")
            .starts_with("{\"id\": [1, {\"a\": 2, \"b\": 3}], \"error\": ")
    );
    assert!(error(&with("/id", None)).contains("missing field `id`"));
}

#[test]
fn without_events_there_are_no_steps() {
    assert_eq!(answer(&with("/events", Some(json!([])))), r#"{"id": "test", "steps": []}"#);
}

#[test]
fn the_ends_of_the_calendar_are_no_trap() {
    for (valid_through, at) in
        [("+262142-12-31", "+262142-12-31T23:59:59Z"), ("-262143-01-01", "-262143-01-01T00:00:00Z")]
    {
        let scenario =
            Scenario { valid_through: Some(valid_through.parse().unwrap()), ..Scenario::default() };
        let steps = scenario.after(&[(at, Look), (at, Start), (at, Submit(20))]);
        assert_eq!(steps.len(), 3);
    }
}
