//! What comes from outside: the certification catalogue and question banks. Read and checked here
//! without a database; `store` puts what was taken into one.

pub mod bank;
pub mod catalogue;
pub mod gift;
mod language;
mod markup;
mod results;
mod store;

use std::{fmt, fs, io, path::Path};

/// A file as it was found, not yet looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it was found, with `/` between the folders.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// A file of this path and content.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }

    /// All files below a folder, in the order of their paths, which begin with the folder's own
    /// name: it may be the one that names the language. Hidden ones (`.git`) are left out.
    ///
    /// # Errors
    /// The folder or something in it can't be read.
    pub fn read_dir(folder: &Path) -> io::Result<Vec<Self>> {
        let name = fs::canonicalize(folder)?
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut files = Vec::new();
        collect(folder, &name, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The name without its folders.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The content as text, without a byte order mark.
    pub(crate) fn text(&self) -> Result<&str, Problem> {
        match str::from_utf8(&self.bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Err(error) => {
                let before = &self.bytes[..error.valid_up_to()];
                let line = before.split(|byte| *byte == b'\n').count();
                Err(Problem::new(&self.path, line, "is not UTF-8"))
            }
        }
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if entry.path().is_dir() {
            collect(&entry.path(), &path, files)?;
        } else {
            files.push(SourceFile::new(path, fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// Something that was not taken as it stands, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The path of the file.
    pub file: String,
    /// The line in it, from 1, where one can be named.
    pub line: Option<usize>,
    /// A sentence for the one who looks after the file.
    pub reason: String,
}

impl Problem {
    pub(crate) fn new(
        file: impl Into<String>,
        line: impl Into<Option<usize>>,
        reason: impl Into<String>,
    ) -> Self {
        Self { file: file.into(), line: line.into(), reason: reason.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.reason),
            None => write!(f, "{}: {}", self.file, self.reason),
        }
    }
}

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many records were new or changed what was stored.
    pub taken: usize,
    /// How many were stored already, just so.
    pub unchanged: usize,
    /// X4: how many results were kept for persons who are not known yet.
    pub kept: usize,
    /// Everything that was not taken as it stands.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Whether nothing came of it because of problems.
    pub fn is_refused(&self) -> bool {
        self.taken + self.unchanged + self.kept == 0 && !self.problems.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        let Self { taken, unchanged, kept, problems } = self;
        write!(f, "{taken} taken, {unchanged} unchanged, ")?;
        if *kept > 0 {
            write!(f, "{kept} kept for later, ")?;
        }
        write!(f, "{} reported", problems.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_prints_a_line_per_problem_and_the_sum() {
        let problems =
            vec![Problem::new("zh-cn/a.yml", 3, "no"), Problem::new("b.toml", None, "why")];
        let report = Report { taken: 2, unchanged: 1, kept: 0, problems };
        assert_eq!(
            report.to_string(),
            "zh-cn/a.yml:3: no\nb.toml: why\n2 taken, 1 unchanged, 2 reported"
        );
        let report = Report { kept: 3, ..Report::default() };
        assert_eq!(report.to_string(), "0 taken, 0 unchanged, 3 kept for later, 0 reported");
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_other_encodings_are_reported() {
        assert_eq!(SourceFile::new("a", "\u{feff}text").text(), Ok("text"));
        let latin = SourceFile::new("a", b"one\ntwo \xe9".to_vec());
        assert_eq!(latin.text().unwrap_err().to_string(), "a:2: is not UTF-8");
    }

    #[test]
    fn files_below_a_folder_are_found_under_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("zh-cn");
        fs::create_dir_all(root.join("exams")).unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        for name in ["exams/b.yml", "a.yml", ".git/config"] {
            fs::write(root.join(name), name).unwrap();
        }
        let files = SourceFile::read_dir(&root).unwrap();
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["zh-cn/a.yml", "zh-cn/exams/b.yml"]);
    }
}
