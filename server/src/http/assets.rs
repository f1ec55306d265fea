//! The assets of the pages: where they are, and how they are served, compressed beforehand.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use axum::{
    Router,
    http::{HeaderValue, StatusCode, header::CACHE_CONTROL},
    response::Response,
    routing::get_service,
};
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

use crate::config::beside_the_program;

/// The folder of scripts and styles, or the one that theirs is in.
const PACKAGE: &str = "pkg";
/// Names the folder below it, which has the name of the hash of what is in it.
const HASH: &str = "hash.txt";
const STYLES: &str = "perennial.css";

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The folder of the assets, looked through at the start.
#[derive(Clone, Debug)]
pub struct Assets {
    root: Option<PathBuf>,
    /// The folder of scripts and styles, `pkg/HASH`; `pkg` where they change while one develops.
    pub package: String,
    /// Why there are none, in a sentence.
    pub missing: Option<String>,
}

impl Assets {
    /// Looks in the folder given, else in `site` beside the program and one above.
    pub fn find(wish: Option<&Path>) -> Self {
        let places = match wish {
            Some(wish) => vec![wish.to_owned()],
            None => beside_the_program()
                .map(|folder| vec![folder.join("site"), folder.join("../site")])
                .unwrap_or_default(),
        };
        for root in &places {
            if let Some(package) = package_of(root) {
                return Self { root: Some(root.clone()), package, missing: None };
            }
        }
        let places: Vec<_> = places.iter().map(|place| place.display().to_string()).collect();
        let missing = format!(
            "The assets of the pages are missing: no styles and scripts in {}. Pages work, but \
             without looks; `make build` makes the assets, --assets says where they are.",
            places.join(" or "),
        );
        Self { root: None, package: PACKAGE.to_owned(), missing: Some(missing) }
    }

    /// The address of the styles.
    pub fn styles(&self) -> String {
        format!("/{}/{STYLES}", self.package)
    }

    /// Adds a route for the folder of scripts and styles, and one for every other file. Nothing
    /// else below the folder can be asked for.
    pub fn serve(&self, mut router: Router) -> Router {
        let Some(root) = &self.root else {
            return router;
        };
        let folder = ServeDir::new(root.join(&self.package))
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        let keep = if self.package == PACKAGE { ASK_AGAIN } else { FOR_EVER };
        let folder = Router::new().fallback_service(folder);
        router = router.nest(&format!("/{}", self.package), folder.layer(keeping(keep)));
        for file in files_in(root) {
            let address = format!("/{}", file.display());
            let file = ServeFile::new(root.join(file)).precompressed_br().precompressed_gzip();
            router = router.route(&address, get_service(file).layer(keeping(A_WHILE)));
        }
        router
    }
}

/// Says how long what was found may be kept.
fn keeping(
    keep: HeaderValue,
) -> SetResponseHeaderLayer<impl Fn(&Response) -> Option<HeaderValue> + Clone> {
    SetResponseHeaderLayer::overriding(CACHE_CONTROL, move |response: &Response| {
        let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
        found.then(|| keep.clone())
    })
}

/// The folder of scripts and styles below `root`, if they are there.
fn package_of(root: &Path) -> Option<String> {
    let package = match fs::read_to_string(root.join(PACKAGE).join(HASH)) {
        Ok(hash) => format!("{PACKAGE}/{}", hash.trim()),
        Err(_) => PACKAGE.to_owned(),
    };
    root.join(&package).join(STYLES).is_file().then_some(package)
}

/// The files below a folder, without the package and without the compressed ones.
fn files_in(root: &Path) -> Vec<PathBuf> {
    fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
        for entry in fs::read_dir(root.join(folder))? {
            let path = folder.join(entry?.file_name());
            let compressed = path.extension().is_some_and(|end| end == "br" || end == "gz");
            if root.join(&path).is_dir() {
                if path != Path::new(PACKAGE) {
                    collect(root, &path, files)?;
                }
            } else if !compressed {
                files.push(path);
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    if let Err(error) = collect(root, Path::new(""), &mut files) {
        tracing::warn!(%error, "some assets can't be read");
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_is_the_folder_named_by_its_hash() {
        let site = tempfile::tempdir().unwrap();
        let missing = Assets::find(Some(site.path()));
        assert!(missing.missing.unwrap().contains(&site.path().display().to_string()));
        fs::create_dir_all(site.path().join("pkg/0123")).unwrap();
        fs::write(site.path().join("pkg/0123/perennial.css"), "").unwrap();
        fs::write(site.path().join("pkg/hash.txt"), "0123\n").unwrap();
        fs::write(site.path().join("robots.txt"), "").unwrap();
        fs::write(site.path().join("robots.txt.br"), "").unwrap();
        let assets = Assets::find(Some(site.path()));
        assert_eq!(assets.styles(), "/pkg/0123/perennial.css");
        assert_eq!(assets.missing, None);
        assert_eq!(files_in(site.path()), [Path::new("robots.txt")]);
    }
}
