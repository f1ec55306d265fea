//! Exam results from a file of comma-separated values, as X4 has them: the same as a batch from a
//! provider, with a report by line.

use csv::{ReaderBuilder, StringRecord, Trim};
use serde::Deserialize;

use super::{Problem, Report, SourceFile};
use crate::{
    Error, Service,
    results::{AT_MOST, ExamResult, Outcome, Person},
    store::audit::Actor,
};

/// A line as it is written.
#[derive(Deserialize)]
struct Written {
    result_id: String,
    #[serde(default)]
    certification_profile: String,
    #[serde(default)]
    login: String,
    exam: String,
    passed: String,
    taken_at: String,
    #[serde(default)]
    beta: String,
}

/// A result and the line that it stands in.
type AtLine = (usize, ExamResult);

impl Service {
    /// Takes in exam results, [`AT_MOST`] in a transaction. Doing it again changes nothing.
    ///
    /// # Errors
    /// Only those of the database; what was not taken is in the report.
    pub async fn import_results(&self, file: &SourceFile) -> Result<Report, Error> {
        let (results, problems) = read(file);
        let mut report = Report { problems, ..Report::default() };
        for results in results.chunks(AT_MOST) {
            let batch: Vec<_> = results.iter().map(|(_, result)| result.clone()).collect();
            let outcomes = self.record_results(Actor::Program, &batch).await?;
            for ((line, result), outcome) in results.iter().zip(outcomes) {
                if let Some(reason) = count(&mut report, result, outcome) {
                    report.problems.push(Problem::new(&file.path, *line, reason));
                }
            }
        }
        report.problems.sort();
        Ok(report)
    }
}

/// Counts what became of a result, and says so unless it went as it should.
fn count(report: &mut Report, result: &ExamResult, outcome: Outcome) -> Option<String> {
    let ExamResult { result_id, exam, person, .. } = result;
    match outcome {
        Outcome::Recorded => report.taken += 1,
        Outcome::AlreadyRecorded => report.unchanged += 1,
        Outcome::UnknownPerson => {
            report.kept += 1;
            let (Person::CertificationProfile(who) | Person::Login(who)) = person;
            return Some(format!(
                "nobody is known as `{who}`; the result is kept until somebody is"
            ));
        }
        Outcome::Conflicting => {
            return Some(format!("another result is known as `{result_id}`; that one stays"));
        }
        Outcome::UnknownExam => {
            return Some(format!("there is no exam `{exam}`; import it with the catalogue first"));
        }
        Outcome::InTheFuture => return Some("taken_at is later than now".to_owned()),
    }
    None
}

/// The results of a file, and what can't be meant in it.
fn read(file: &SourceFile) -> (Vec<AtLine>, Vec<Problem>) {
    let text = match file.text() {
        Ok(text) => text,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let mut reader =
        ReaderBuilder::new().trim(Trim::All).flexible(false).from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    if let Some(problem) = problem_of_headers(&headers) {
        return (Vec::new(), vec![Problem::new(&file.path, 1, problem)]);
    }
    let (mut results, mut problems) = (Vec::new(), Vec::new());
    let mut record = StringRecord::new();
    let mut lines = Lines { bytes: text.as_bytes(), counted: 0, line: 1 };
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map(|position| lines.at(position));
                match result(&record, &headers) {
                    Ok(result) => results.push((line.unwrap_or_default(), result)),
                    Err(reason) => problems.push(Problem::new(&file.path, line, reason)),
                }
            }
            Err(error) => {
                let line = error.position().map(|position| lines.at(position));
                let reason = match error.kind() {
                    csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                        format!("has {len} values, but the first line names {expected_len} columns")
                    }
                    _ => error.to_string(),
                };
                problems.push(Problem::new(&file.path, line, reason));
            }
        }
    }
    (results, problems)
}

/// Counts lines as people do. The reader's own count stands at the end of the record before, which
/// blank lines and Windows' line ends may follow.
struct Lines<'a> {
    bytes: &'a [u8],
    counted: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, position: &csv::Position) -> usize {
        let start = usize::try_from(position.byte()).unwrap_or(self.bytes.len());
        let blank = self.bytes[start.min(self.bytes.len())..].iter();
        let blank = blank.take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = (start + blank).clamp(self.counted, self.bytes.len());
        self.line += self.bytes[self.counted..start].split(|byte| *byte == b'\n').count() - 1;
        self.counted = start;
        self.line
    }
}

const NEEDED: [&str; 4] = ["result_id", "exam", "passed", "taken_at"];
const PERSONS: [&str; 2] = ["certification_profile", "login"];

fn problem_of_headers(headers: &StringRecord) -> Option<String> {
    let has = |name: &str| headers.iter().any(|header| header == name);
    let missing = NEEDED.into_iter().find(|name| !has(name));
    if let Some(name) = missing {
        return Some(format!("the first line names the columns, but `{name}` is not among them"));
    }
    if !PERSONS.into_iter().any(has) {
        return Some("a column `certification_profile` or `login` is missing".to_owned());
    }
    let known = |name: &&str| NEEDED.contains(name) || PERSONS.contains(name) || *name == "beta";
    let unknown = headers.iter().find(|name| !known(name));
    unknown.map(|name| format!("the column `{name}` is not known"))
}

fn result(record: &StringRecord, headers: &StringRecord) -> Result<ExamResult, String> {
    let written: Written = record.deserialize(Some(headers)).map_err(|error| error.to_string())?;
    let person = match (written.certification_profile, written.login) {
        (number, login) if login.is_empty() => Person::CertificationProfile(number),
        (number, login) if number.is_empty() => Person::Login(login),
        _ => {
            return Err(
                "names the person twice; leave `certification_profile` or `login` empty".to_owned()
            );
        }
    };
    let taken_at = written.taken_at.parse().map_err(|_| {
        format!("taken_at is an instant like 2026-03-01T09:00:00Z, not `{}`", written.taken_at)
    })?;
    let result = ExamResult {
        result_id: written.result_id,
        person,
        exam: written.exam,
        passed: yes_or_no("passed", &written.passed)?,
        taken_at,
        beta: !written.beta.is_empty() && yes_or_no("beta", &written.beta)?,
    };
    result.check().map_err(|fault| fault.to_string())?;
    Ok(result)
}

fn yes_or_no(column: &str, value: &str) -> Result<bool, String> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(format!("{column} is true or false, not `{value}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<AtLine>, Vec<String>) {
        let (results, problems) = read(&SourceFile::new("r.csv", text));
        (results, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_line_is_a_result() {
        let (results, problems) = read_text(
            "\u{feff}result_id,login,exam,passed,taken_at,beta\r\n\
             a, x@example.com ,AZ-104,true,2026-03-01T09:00:00+08:00,\r\n\
             \"b\nc\",x@example.com,AZ-104,false,2026-03-01T09:00:00Z,true\n",
        );
        assert_eq!(
            problems,
            ["r.csv:3: result_id has 1 to 200 characters, none of them a control character"]
        );
        let [(2, result)] = &results[..] else { panic!("{results:?}") };
        assert_eq!(result.person, Person::Login("x@example.com".to_owned()));
        assert_eq!(result.taken_at.to_rfc3339(), "2026-03-01T01:00:00+00:00");
        assert!(result.passed && !result.beta);
    }

    #[test]
    fn each_line_that_cannot_be_meant_is_named() {
        let (results, problems) = read_text(
            "result_id,certification_profile,login,exam,passed,taken_at\n\
             a,1,x@example.com,AZ-104,true,2026-03-01T09:00:00Z\n\
             a,,,AZ-104,true,2026-03-01T09:00:00Z\n\
             a,1,,AZ-104,yes,2026-03-01T09:00:00Z\n\
             a,1,,AZ-104,true,1 March 2026\n\
             a,1,AZ-104,true\n\
             \n\
             ok,1,,AZ-104,true,2026-03-01T09:00:00Z\n",
        );
        let lines: Vec<_> = results.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [8]);
        for (line, (said, word)) in (2..).zip(problems.iter().zip([
            "twice",
            "person",
            "passed",
            "taken_at",
            "has 4 values",
        ])) {
            assert!(said.starts_with(&format!("r.csv:{line}: ")) && said.contains(word), "{said}");
        }
        assert_eq!(problems.len(), 5);
    }

    #[test]
    fn the_first_line_names_the_columns() {
        for (text, word) in [
            ("", "`result_id`"),
            ("result_id,login,exam,passed\n", "`taken_at`"),
            ("result_id,exam,passed,taken_at\n", "`login`"),
            ("result_id,login,exam,passed,taken_at,score\n", "`score`"),
        ] {
            let (results, problems) = read_text(text);
            assert!(results.is_empty() && problems[0].contains(word), "{problems:?}");
        }
    }
}
