//! What the build script makes of the Fluent files, and what it refuses.

#[path = "../build/catalogue.rs"]
mod catalogue;
#[path = "../build/check.rs"]
mod check;
#[path = "../build/emit.rs"]
mod emit;
#[path = "../build/message.rs"]
mod message;
#[path = "generator/refusals.rs"]
mod refusals;
#[path = "generator/style.rs"]
mod style;

use std::{error::Error, fs};

/// The faults of two languages with one file each, or the Rust made of them.
fn made_of(english: &str, chinese: &str) -> Result<Result<String, Vec<String>>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    for (locale, source) in catalogue::LOCALES.iter().zip([english, chinese]) {
        fs::create_dir(folder.path().join(locale.tag))?;
        fs::write(folder.path().join(locale.tag).join("a.ftl"), source)?;
    }
    Ok(match catalogue::read(folder.path()) {
        Ok(catalogue) => Ok(emit::methods(&catalogue)),
        Err(faults) => Err(faults.iter().map(ToString::to_string).collect()),
    })
}

#[test]
fn a_message_becomes_a_method() -> Result<(), Box<dyn Error>> {
    let english = r#"
plain = “Quoted” "and { "{" }braced{ "}" }"
left = { $count ->
   *[other] { $count } left
    [0] None left
    [one] { $name } has one left
} until { $day }{"\u002E"}
"#;
    let chinese = r"
plain = 一
left = { $name } 在 { $day } 前还有 { $count } 次
";
    let code = made_of(english, chinese)?.map_err(|faults| faults.join("\n"))?;
    let squeezed = code.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        r#"pub const fn plain(self) -> &'static str { match self { Self::En => "“Quoted” \"and {braced}\"", Self::ZhCn => "一", } }"#,
        "pub fn left(self, count: i64, day: impl Display, name: impl Display) -> String {",
        r#"Self::En => format!("{} until {day}.", match count { 0 => String::from("None left"), n if plural::en(n) == plural::Category::One => format!("{name} has one left"), _ => format!("{count} left") }),"#,
        r#"Self::ZhCn => format!("{name} 在 {day} 前还有 {count} 次"),"#,
    ] {
        assert!(squeezed.contains(expected), "{expected}\nis not in\n{squeezed}");
    }
    Ok(())
}
