//! The providers to sign in with: a table `[[provider]]` each; the secret may stand in the environment.

use domain::profile::LoginKind;
use serde::Deserialize;
use service::oidc::{ClientSecret, Provider};

/// A provider to sign in with, as the file says it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Table {
    id: String,
    name: String,
    issuer: String,
    client_id: String,
    /// May stand in the environment instead; never shown by `Debug`.
    client_secret: Option<ClientSecret>,
    kind: LoginKind,
}

impl Table {
    /// `environment` comes before the file. A secret that is nowhere is an empty one, which is
    /// refused.
    fn provider(self, environment: impl Fn(&str) -> Option<String>) -> Provider {
        let secret = environment(&secret_variable(&self.id)).map(ClientSecret::new);
        Provider {
            client_secret: secret
                .or(self.client_secret)
                .unwrap_or_else(|| ClientSecret::new(String::new())),
            id: self.id,
            name: self.name,
            issuer: self.issuer,
            client_id: self.client_id,
            kind: self.kind,
        }
    }
}

/// The providers of the file; `environment` is asked for their secrets.
pub fn read(
    tables: Vec<Table>,
    environment: impl Fn(&str) -> Option<String> + Copy,
) -> Vec<Provider> {
    tables.into_iter().map(|table| table.provider(environment)).collect()
}

/// Where the environment has the secret of a provider: `PERENNIAL_CLIENT_SECRET_` and its id in
/// capitals, with `_` for `-`.
fn secret_variable(id: &str) -> String {
    format!("PERENNIAL_CLIENT_SECRET_{}", id.to_uppercase().replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::{super::File, *};
    use service::oidc::Providers;

    const PROVIDERS: &str = r#"
        [[provider]]
        id = "google"
        name = "Google"
        issuer = "https://accounts.google.com"
        client-id = "perennial"
        client-secret = "of the file"
        kind = "personal"

        [[provider]]
        id = "contoso-staff"
        name = "Contoso"
        issuer = "https://login.contoso.example/tenant/v2.0"
        client-id = "perennial"
        kind = "work"
    "#;

    fn read(file: &str, environment: fn(&str) -> Option<String>) -> Vec<Provider> {
        super::read(toml::from_str::<File>(file).unwrap().provider, environment)
    }

    #[test]
    fn secrets_of_providers_come_from_the_file_or_the_environment_and_are_never_shown() {
        let environment = |name: &str| {
            (name == "PERENNIAL_CLIENT_SECRET_CONTOSO_STAFF").then(|| "of the environment".into())
        };
        let found = read(PROVIDERS, environment);
        let secrets: Vec<_> = found.iter().map(|it| it.client_secret.secret().as_str()).collect();
        assert_eq!(secrets, ["of the file", "of the environment"]);
        assert_eq!(found[1].kind, LoginKind::Work);
        let shown = format!("{found:?} {:?}", Providers::new(found.clone(), "http://x").unwrap());
        assert!(shown.contains("contoso-staff") && !shown.contains("of the"), "{shown}");
        let file = format!("{:?}", toml::from_str::<File>(PROVIDERS).unwrap());
        assert!(!file.contains("of the"), "{file}");
    }

    #[test]
    fn a_provider_that_can_not_work_is_told_in_a_sentence() {
        let right = |_: &str| Some("secret".to_owned());
        let table = [
            ("\"google\"", "\"Google!\"", "the provider id \"Google!\""),
            ("\"google\"", "\"password\"", "not \"password\""),
            ("\"google\"", "\"contoso-staff\"", "two providers"),
            ("\"Google\"", "\" \"", "needs a name"),
            ("\"perennial\"", "\"\"", "needs a client-id"),
            ("https://accounts.google.com", "http://accounts.google.com", "https://"),
            ("https://accounts.google.com", "https://accounts.google.com?a=b", "https://"),
            ("https://accounts.google.com", "accounts", "https://"),
        ];
        for (from, to, expected) in table {
            let found = read(&PROVIDERS.replacen(from, to, 1), right);
            let fault = Providers::new(found, "https://renew.example.org").unwrap_err().to_string();
            assert!(fault.contains(expected), "{to}: {fault}");
        }
        let fault = Providers::new(read(PROVIDERS, |_| None), "https://renew.example.org");
        assert_eq!(
            fault.unwrap_err().to_string(),
            "the provider contoso-staff needs a client-id and a client-secret"
        );
        Providers::new(read(PROVIDERS, right), "https://renew.example.org").unwrap();
    }
}
