//! Addresses of the service: where it is, and what can be asked of it.

use ureq::http::Uri;

use crate::error::Problem;

/// The service's address, if no other is given.
pub const SERVICE: &str = "https://fingertips.phe.org.uk/api/";

/// Where a service is: checked, and with a `/` at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    text: String,
    uri: Uri,
}

impl Base {
    /// Checks an address that a person gave.
    ///
    /// # Errors
    ///
    /// When it is none, holds a password, or would send anything unprotected to another machine.
    pub fn new(given: &str) -> Result<Self, Problem> {
        let wrong = |why: &str| {
            Problem::new(format!(
                "`{}` is not the address of a service: {why}",
                without_user(given)
            ))
            .hint(format!("give one such as `{SERVICE}` with --base-url"))
        };
        if given.contains(['?', '#']) {
            return Err(wrong("it has a question or a fragment"));
        }
        let text = format!("{}/", given.trim().trim_end_matches('/'));
        let uri: Uri = text.parse().map_err(|_| wrong("it can't be read"))?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(|| wrong("no host"))?;
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(wrong("names and passwords don't belong in it"));
        }
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if is_loopback(host) => {}
            Some("http") => return Err(wrong("it is not protected: use https")),
            _ => return Err(wrong("it begins with neither https nor http")),
        }
        Ok(Self { text, uri })
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the service is on this machine.
    pub(super) fn is_loopback(&self) -> bool {
        self.uri.host().is_some_and(is_loopback)
    }

    /// The full address of a question.
    pub(super) fn ask(&self, question: &str) -> String {
        format!("{}{question}", self.text)
    }

    /// Where a redirect from `from` leads, if it stays with the same host, port and protection.
    pub(super) fn redirect(&self, from: &str, location: &str) -> Option<String> {
        let from: Uri = from.parse().ok()?;
        let location = location.split('#').next().unwrap_or_default();
        if location.starts_with('/') && !location.starts_with("//") {
            return Some(format!("{}://{}{location}", from.scheme_str()?, from.authority()?));
        }
        let to: Uri = location.parse().ok()?;
        let same = to.scheme_str() == self.uri.scheme_str()
            && to.host().map(str::to_lowercase) == self.uri.host().map(str::to_lowercase)
            && to.port_u16() == self.uri.port_u16()
            && !location.contains('@');
        same.then(|| location.to_owned())
    }
}

/// An address without a name and password that may stand in it.
fn without_user(given: &str) -> String {
    match (given.find("://"), given.rfind('@')) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}", &given[..start + 3], &given[end + 1..])
        }
        (None, Some(end)) => given[end + 1..].to_owned(),
        _ => given.to_owned(),
    }
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// No more indicators than this are asked for at once: the service silently leaves out the rest.
pub(super) const MOST_INDICATORS: usize = 100;

/// England, the parent of all: data is asked for the whole country.
const ENGLAND: &str = "E92000001";

/// Questions, as the service wants them put.
pub(super) mod question {
    use super::ENGLAND;

    pub(crate) fn profiles() -> String {
        "profiles".to_owned()
    }

    pub(crate) fn groups(ids: &[u32]) -> String {
        format!("group_metadata?group_ids={}", list(ids))
    }

    pub(crate) fn area_types() -> String {
        "area_types".to_owned()
    }

    pub(crate) fn summaries(profile: u32, area_type: u32) -> String {
        format!("grouproot_summaries/by_profile_id?profile_id={profile}&area_type_id={area_type}")
    }

    pub(crate) fn roots(group: u32, area_type: u32) -> String {
        format!("profile_group_roots?group_id={group}&area_type_id={area_type}")
    }

    pub(crate) fn metadata_of_group(group: u32) -> String {
        format!("indicator_metadata/by_group_id?group_ids={group}&include_definition=yes")
    }

    pub(crate) fn metadata_of(ids: &[u32]) -> String {
        let ids = list(ids);
        format!("indicator_metadata/by_indicator_id?indicator_ids={ids}&include_definition=yes")
    }

    pub(crate) fn metadata_csv(profile: u32) -> String {
        format!("indicator_metadata/csv/by_profile_id?profile_id={profile}")
    }

    pub(crate) fn areas(area_type: u32) -> String {
        format!("areas/by_area_type?area_type_id={area_type}")
    }

    pub(crate) fn parents(child: u32, parent: u32) -> String {
        format!("parent_to_child_areas?child_area_type_id={child}&parent_area_type_id={parent}")
    }

    pub(crate) fn neighbour_types() -> String {
        "nearest_neighbour_types".to_owned()
    }

    pub(crate) fn neighbours(kind: u32, area: &str, area_type: u32) -> String {
        format!(
            "areas/by_parent_area_code?area_type_id={area_type}&parent_area_code=nn-{kind}-{area}"
        )
    }

    pub(crate) fn data_of_group(child: u32, parent: u32, group: u32) -> String {
        format!("all_data/csv/by_group_id?{}&group_id={group}", places(child, parent))
    }

    pub(crate) fn data_of(child: u32, parent: u32, ids: &[u32], profile: u32) -> String {
        let (ids, places) = (list(ids), places(child, parent));
        format!("all_data/csv/by_indicator_id?indicator_ids={ids}&{places}&profile_id={profile}")
    }

    fn places(child: u32, parent: u32) -> String {
        format!(
            "child_area_type_id={child}&parent_area_type_id={parent}&parent_area_code={ENGLAND}\
             &include_sortable_time_periods=yes"
        )
    }

    fn list(ids: &[u32]) -> String {
        let ids: Vec<String> = ids.iter().map(u32::to_string).collect();
        ids.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_protected_or_local_addresses() {
        for good in
            [SERVICE, "https://mirror.example/a", "http://127.0.0.1:80/api", "http://[::1]:8"]
        {
            assert!(Base::new(good).unwrap().as_str().ends_with('/'), "{good}");
        }
        for bad in [
            "",
            "fingertips",
            "http://fingertips.phe.org.uk/api/",
            "ftp://127.0.0.1/",
            "https://someone:secret@mirror.example/",
            "https://mirror.example/?x=1",
            "http://localhost.example/",
        ] {
            let problem = Base::new(bad).unwrap_err();
            assert!(!problem.what.contains("secret"), "{problem}");
        }
    }

    #[test]
    fn redirects_stay_with_the_host() {
        let base = Base::new("https://a.example/api").unwrap();
        let from = base.ask("profiles");
        for (location, expected) in [
            ("/api2/profiles", Some("https://a.example/api2/profiles")),
            ("https://A.example/x", Some("https://A.example/x")),
            ("http://a.example/api/profiles", None),
            ("https://b.example/api/profiles", None),
            ("https://a.example:444/api/profiles", None),
            ("https://u@a.example/x", None),
            ("//b.example/x", None),
            ("profiles", None),
        ] {
            assert_eq!(base.redirect(&from, location).as_deref(), expected, "{location}");
        }
    }
}
