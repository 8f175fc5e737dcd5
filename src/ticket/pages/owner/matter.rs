//! A matter in a few words: what it is about and where.

use crate::{
    i18n::Label,
    ticket::{Kind, read::Detail},
    web::Frame,
};

/// What it is about.
pub(super) fn title(frame: &Frame, detail: &Detail) -> String {
    matter(frame, detail.kind, &detail.category_label)
}

/// The category's name where it says what is wrong; "Something else" or "I do not understand it" would not: there, the kind's.
pub fn matter(frame: &Frame, kind: Kind, category: &Label) -> String {
    match frame.l.label(category) {
        label if !label.is_empty() && matches!(kind, Kind::Repair | Kind::Complaint) => {
            label.to_owned()
        }
        _ => frame.l.word("kind", kind.as_str()).into_owned(),
    }
}

pub(super) fn place(detail: &Detail, frame: &Frame) -> String {
    let parts = [
        detail.building_name.as_deref().unwrap_or_default(),
        detail.unit_label.as_deref().unwrap_or_default(),
        frame.l.label(&detail.area_name),
        frame.l.label(&detail.asset_name),
    ];
    let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}
