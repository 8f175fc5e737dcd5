use std::str::FromStr;

use super::{Fault, SETTINGS};

/// Takes settings one by one and collects what is wrong with them.
pub struct Reader {
    vars: Vec<(String, String)>,
    pub faults: Vec<Fault>,
}

impl Reader {
    pub fn new(vars: impl IntoIterator<Item = (String, String)>) -> Self {
        let vars = vars
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .collect();
        Self {
            vars,
            faults: Vec::new(),
        }
    }

    pub fn take(&self, name: &str) -> Option<String> {
        self.vars
            .iter()
            .find(|(set, _)| set == name)
            .map(|(_, value)| value.trim().to_owned())
    }

    /// Whether anything is there, good or not.
    pub fn is_set(&self, name: &str) -> bool {
        self.take(name).is_some()
    }

    /// Whether it was found wrong already: one fault is told once.
    pub fn is_wrong(&self, name: &str) -> bool {
        self.faults.iter().any(|fault| fault.setting == name)
    }

    pub fn take_with<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        parse(&self.take(name)?)
            .map_err(|problem| self.fault(name, problem))
            .ok()
    }

    pub fn parse<T: FromStr>(&mut self, name: &str, wanted: &str) -> Option<T> {
        self.take_with(name, |value| {
            value
                .parse()
                .map_err(|_| format!("`{value}` is not {wanted}"))
        })
    }

    pub fn fault(&mut self, name: &str, problem: impl Into<String>) {
        self.faults.push(Fault {
            setting: name.to_owned(),
            problem: problem.into(),
        });
    }

    /// A misspelt setting silently ignored is a setting somebody believes in. The tests' own variables pass.
    pub fn unknown(&mut self) {
        for (name, _) in &self.vars {
            let known = SETTINGS.contains(&name.as_str()) || name.starts_with("VENTANILLA_TEST_");
            if !known && name.starts_with("VENTANILLA_") {
                let problem = "is not a setting; `.env.sample` lists them".to_owned();
                self.faults.push(Fault {
                    setting: name.clone(),
                    problem,
                });
            }
        }
    }
}
