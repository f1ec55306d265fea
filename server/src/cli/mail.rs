//! `perennial mail`: what mails look like.

use std::{
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use service::mail::{
    letter,
    message::{Sender, message},
    samples,
};
use words::Language;

use super::say;

/// What can be done.
#[derive(Subcommand)]
pub enum What {
    /// Write a mail of every kind and language into a folder, as it would be sent: message, text and
    /// HTML, with an index.html to look at them
    Preview {
        /// The folder, made if it is missing; files of the same names are overwritten
        #[arg(long, default_value = "mail-preview")]
        out: PathBuf,
    },
}

/// Does it.
pub fn run(what: &What) -> Result<(), Box<dyn Error>> {
    let What::Preview { out } = what;
    let count = preview(out).map_err(|error| format!("{}: {error}", out.display()))?;
    say(format!("{count} mails are in {}; open index.html to look at them.", out.display()));
    Ok(())
}

/// Writes them and says how many there are.
fn preview(out: &Path) -> Result<usize, Box<dyn Error>> {
    fs::create_dir_all(out)?;
    let sender = Sender {
        from: "Perennial <mail@perennial.example>".parse()?,
        message_id_host: "perennial.example".to_owned(),
        dkim: None,
    };
    let mut index = String::from(HEAD);
    let mut count = 0;
    for language in Language::ALL {
        let tag = language.tag();
        writeln!(index, "<h2 lang=\"{tag}\">{tag}</h2>\n<ul>")?;
        for it in samples::all(language) {
            let letter = letter::write(&it.content, &it.reader, &it.links, it.now);
            let sent = message(&sender, it.id, it.to, &letter, language, &it.links, it.now)?;
            let name = format!("{}.{tag}", it.name);
            fs::write(out.join(format!("{name}.eml")), sent.formatted())?;
            fs::write(out.join(format!("{name}.txt")), &letter.text)?;
            fs::write(out.join(format!("{name}.html")), &letter.html)?;
            writeln!(
                index,
                "<li><a href=\"{name}.html\" lang=\"{tag}\">{}</a>: \
                 <a href=\"{name}.txt\">{name}.txt</a>, <a href=\"{name}.eml\">{name}.eml</a></li>",
                letter.subject
            )?;
            count += 1;
        }
        index.push_str("</ul>\n");
    }
    fs::write(out.join("index.html"), index)?;
    Ok(count)
}

const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<title>Mails of Perennial</title>\n\
    <body style=\"font: 16px/1.6 system-ui; margin: 2rem auto; padding: 0 1rem; max-width: 50rem\">\n\
    <h1>Mails of Perennial</h1>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_has_every_mail_as_it_is_sent_and_read() -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let out = folder.path().join("new");
        let count = preview(&out)?;
        assert_eq!(count, 2 * samples::all(Language::En).len());
        assert_eq!(fs::read_dir(&out)?.count(), 3 * count + 1);
        let index = fs::read_to_string(out.join("index.html"))?;
        let names: Vec<_> = index.split("href=\"").skip(1).collect();
        assert_eq!(names.len(), 3 * count);
        for name in names.iter().filter_map(|rest| rest.split_once('"')).map(|(name, _)| name) {
            assert!(fs::read(out.join(name)).is_ok_and(|file| !file.is_empty()), "{name}");
        }
        assert_eq!(preview(&out)?, count);
        Ok(())
    }
}
