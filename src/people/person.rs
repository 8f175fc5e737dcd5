//! Persons and departments as other rooms name them.

use crate::{
    i18n::{Label, Lang},
    ids::{DepartmentId, PersonId},
};

/// Somebody new; the address is stored in lower case.
#[derive(Debug, Clone, Default)]
pub struct NewPerson<'a> {
    pub name: &'a str,
    pub call_name: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub language: Lang,
    pub enter_when_out: bool,
}

#[derive(Debug, Clone)]
pub struct Department {
    pub id: DepartmentId,
    pub slug: String,
    pub name: Label,
    pub head: Option<PersonId>,
    pub duty: Option<PersonId>,
}
