//! How the query API of MPS is reached.

use alloc::string::String;

use super::settings::Settings;
use super::{Api, DOCUMENT, credentials, own_region, table, variable, without_slash};
use crate::error::Error;
use crate::json::{Document, Value};

/// The API's own host.
const ORIGIN: &str = "https://mps.tencentcloudapi.com";

/// The region that is asked where neither the function's nor the bucket's is known, with an endpoint of COS, for instance.
const REGION: &str = "ap-guangzhou";

/// The query API of MPS for the settings `{"options": …, "env": …}`: with the credentials of the role, or else those of the archive.
///
/// # Errors
/// As [`Options::from_json`](super::Options::from_json).
pub fn mps_api_of(settings: Value<'_>) -> Result<Api, Error> {
    let (mut document, env) = (settings.get("options"), settings.get("env"));
    let text = variable(env, DOCUMENT).filter(|_| document.is_null());
    let parsed = text.map(|text| Document::parse(text.as_bytes())).transpose()?;
    if let Some(parsed) = &parsed {
        document = parsed.root();
    }
    let settings = Settings::new(&table::OPTIONS, document, env);
    let region = match own_region(env)? {
        Some(region) => region,
        None => settings.text(&table::REGION)?.unwrap_or(REGION),
    };
    Ok(Api {
        origin: without_slash(settings.text(&table::MPS_ENDPOINT)?.unwrap_or(ORIGIN)).into(),
        region: String::from(region),
        credentials: credentials(&settings, env, true)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(settings: &str) -> Result<Api, Error> {
        mps_api_of(Document::parse(settings.as_bytes()).unwrap().root())
    }

    #[test]
    fn the_role_signs_and_the_region_is_that_of_the_function() {
        let role = r#"{"env":{"TENCENTCLOUD_SECRETID":"role","TENCENTCLOUD_SECRETKEY":"k","TENCENTCLOUD_REGION":"ap-tokyo",
            "COS_SECRET_ID":"own","COS_SECRET_KEY":"k","MPS_ENDPOINT":"http://127.0.0.1:1/"}}"#;
        let found = api(role).unwrap();
        assert_eq!(
            (&*found.origin, &*found.region, &*found.credentials.secret_id),
            ("http://127.0.0.1:1", "ap-tokyo", "role")
        );
        let own = r#"{"options":{"cos":{"bucket":"b-125","region":"ap-seoul","secret_id":"own","secret_key":"k"}}}"#;
        let found = api(own).unwrap();
        assert_eq!((&*found.origin, &*found.region, &*found.credentials.secret_id), (ORIGIN, "ap-seoul", "own"));
        let document = r#"{"env":{"MPS_WEBHOOK_CONFIG":"{\"mps\":{\"endpoint\":\"http://mps\"}}","COS_SECRET_ID":"own","COS_SECRET_KEY":"k"}}"#;
        let found = api(document).unwrap();
        assert_eq!((&*found.origin, &*found.region), ("http://mps", REGION));
        assert!(api("{}").is_err());
    }
}
