//! Who may go where: every route with those it is for.

/// Who is let in; names are of the cast.
#[derive(Debug, Clone, Copy)]
pub enum May {
    Anyone,
    /// Who holds a link or a half-finished sign-in; the cast holds none.
    Keyed,
    /// On the owners' side.
    Owners(&'static str),
    /// On the company's side.
    Staff(&'static str),
    /// On both; for everybody else, strangers too, it is not there.
    Both(&'static str),
}
pub use May::{Anyone, Both, Keyed, Owners, Staff};

pub const OWNERS: &str = "elena tomas olga wei";
/// Elena's repair at home, with Engineering.
pub const HOME: &str = "elena tomas";
/// The people of the building whose lobby it is.
pub const NEIGHBOURS: &str = "elena tomas olga";
pub const STAFF: &str = "ana ling luis marta sofia hugo admin";
pub const CASE: &str = "ana luis marta hugo";
pub const DISPUTE: &str = "ana sofia hugo";
pub const FINANCE: &str = "sofia hugo";
pub const COMPLAINT: &str = "ana hugo";
pub const HEADS: &str = "marta sofia hugo";
pub const DESK: &str = "ana ling";
pub const DEPARTMENT: &str = "ana ling luis marta sofia hugo";
pub const PALMERAS: &str = "ana hugo luis marta sofia";

pub const ROWS: &[(&str, May)] = &[
    ("GET /", Anyone),
    ("GET /again", Keyed),
    ("GET /in", Anyone),
    ("POST /in", Anyone),
    ("GET /in/code", Anyone),
    ("POST /in/code", Anyone),
    ("GET /staff/in", Anyone),
    ("POST /staff/in", Anyone),
    ("GET /staff/in/code", Anyone),
    ("POST /staff/in/code", Anyone),
    ("GET /staff/setup", Keyed),
    ("POST /staff/setup", Keyed),
    ("GET /staff/setup/code", Keyed),
    ("POST /staff/setup/code", Keyed),
    ("GET /staff/setup/{token}", Keyed),
    ("POST /out", Anyone),
    ("GET /demo", Anyone),
    ("POST /demo/as/{person}", Anyone),
    ("GET /live", Anyone),
    ("GET /livez", Anyone),
    ("GET /readyz", Anyone),
    ("POST /reading", Anyone),
    ("GET /style", Anyone),
    ("GET /style/staff", Anyone),
    ("GET /static/{*path}", Anyone),
    ("GET /files/{id}", Both("elena tomas ana luis marta hugo")),
    (
        "GET /files/{id}/thumb",
        Both("elena tomas ana luis marta hugo"),
    ),
    ("GET /me/devices", Owners(OWNERS)),
    ("POST /me/devices/{id}/out", Owners(OWNERS)),
    ("GET /notices/mine", Owners(OWNERS)),
    ("POST /notices/mine", Owners(OWNERS)),
    ("GET /home", Owners(OWNERS)),
    ("GET /report", Owners(OWNERS)),
    ("GET /report/repair", Owners(OWNERS)),
    ("POST /report/repair", Owners(OWNERS)),
    ("GET /report/repair/what", Owners(OWNERS)),
    ("GET /report/repair/last", Owners(OWNERS)),
    ("POST /report/repair/last", Owners(OWNERS)),
    ("GET /report/same", Owners(OWNERS)),
    ("GET /report/same/{number}", Owners(NEIGHBOURS)),
    ("POST /report/same/{number}", Owners(NEIGHBOURS)),
    ("GET /r/{number}", Owners(HOME)),
    ("GET /r/{number}/sent", Owners(HOME)),
    ("POST /r/{number}/messages", Owners(HOME)),
    ("POST /r/{number}/rating", Owners(HOME)),
    ("POST /r/{number}/return", Owners(HOME)),
    ("POST /r/{number}/withdrawal", Owners(HOME)),
    ("GET /r/{number}/promises/{id}", Owners(HOME)),
    ("GET /fees", Owners(OWNERS)),
    ("GET /report/fee", Owners(OWNERS)),
    ("GET /statement/{unit}", Owners("elena")),
    ("GET /report/fee/why", Owners("elena")),
    ("POST /report/fee/why", Owners("elena")),
    ("GET /report/fee/explained", Owners("elena")),
    ("GET /report/fee/proof", Owners("elena")),
    ("POST /report/fee/proof", Owners("elena")),
    ("POST /report/fee/change", Owners("elena")),
    ("POST /report/fee/check", Owners("elena")),
    ("GET /staff", Staff(STAFF)),
    ("GET /staff/me", Staff(STAFF)),
    ("POST /staff/me/{id}/out", Staff(STAFF)),
    ("GET /desk/notices", Staff(STAFF)),
    ("POST /desk/notices", Staff(STAFF)),
    ("GET /desk", Staff(STAFF)),
    ("GET /desk/keys", Staff(STAFF)),
    ("GET /desk/search", Staff(STAFF)),
    ("GET /desk/new", Staff(DESK)),
    ("POST /desk/new", Staff(DESK)),
    ("GET /desk/people/{id}", Staff(PALMERAS)),
    ("GET /desk/units/{id}", Staff(PALMERAS)),
    ("GET /desk/tickets/{number}", Staff(CASE)),
    ("GET /desk/tickets/{number}/read-back", Staff("ana")),
    ("GET /desk/tickets/{number}/promises/{id}", Staff(CASE)),
    ("POST /desk/tickets/{number}/messages", Staff(CASE)),
    ("POST /desk/tickets/{number}/public-notes", Staff(CASE)),
    ("POST /desk/tickets/{number}/route", Staff(CASE)),
    ("POST /desk/tickets/{number}/review", Staff(CASE)),
    ("POST /desk/tickets/{number}/urgency", Staff(CASE)),
    ("POST /desk/tickets/{number}/work", Staff(CASE)),
    ("POST /desk/tickets/{number}/handoff", Staff(CASE)),
    ("POST /desk/tickets/{number}/handoff/answer", Staff(CASE)),
    ("POST /desk/tickets/{number}/hold", Staff(CASE)),
    ("POST /desk/tickets/{number}/hold/end", Staff(CASE)),
    ("POST /desk/tickets/{number}/progress", Staff(CASE)),
    ("POST /desk/tickets/{number}/resolution", Staff(CASE)),
    ("POST /desk/tickets/{number}/refusal", Staff(CASE)),
    ("POST /desk/tickets/{number}/duplicate", Staff(CASE)),
    ("POST /desk/tickets/{number}/reopening", Staff(CASE)),
    ("POST /desk/tickets/{number}/watch", Staff(CASE)),
    ("GET /desk/tickets/{number}/decision", Staff(DISPUTE)),
    ("POST /desk/tickets/{number}/decision", Staff(DISPUTE)),
    ("GET /dept", Staff(DEPARTMENT)),
    ("POST /drafts", Staff(CASE)),
    ("GET /finance/approvals", Staff(FINANCE)),
    ("POST /finance/approvals/{number}", Staff(FINANCE)),
    ("GET /help", Anyone),
    ("GET /me", Owners(OWNERS)),
    ("POST /me", Owners(OWNERS)),
    ("GET /report/ask", Owners(OWNERS)),
    ("POST /report/ask", Owners(OWNERS)),
    ("GET /report/complaint", Owners(OWNERS)),
    ("POST /report/complaint", Owners(OWNERS)),
    ("GET /report/complaint/sent", Owners(OWNERS)),
    // Before the first answer, and in time, there is nothing to look at again.
    ("GET /r/{number}/escalate", Owners("")),
    ("POST /r/{number}/escalate", Owners("elena")),
    ("GET /desk/tickets/{number}/answer", Staff(COMPLAINT)),
    ("POST /desk/tickets/{number}/answer", Staff(COMPLAINT)),
    ("GET /desk/tickets/{number}/extension", Staff(COMPLAINT)),
    ("POST /desk/tickets/{number}/extension", Staff(COMPLAINT)),
    ("GET /dept/board", Staff(HEADS)),
    // No figure and no ticket is named here.
    ("GET /dept/board/list", Staff("")),
    ("POST /dept/board/hands", Staff("")),
    ("GET /manage", Staff("hugo")),
    ("GET /dept/people", Staff(HEADS)),
    ("POST /dept/people/{person}/shifts", Staff("marta")),
    (
        "POST /dept/people/{person}/shifts/{id}/remove",
        Staff("marta"),
    ),
    ("POST /dept/people/{person}/absences", Staff("marta")),
    (
        "POST /dept/people/{person}/absences/{id}/end",
        Staff("marta"),
    ),
    ("GET /admin", Staff("admin")),
    ("GET /admin/rules", Staff("admin")),
    ("POST /admin/rules/back", Staff("")),
    ("GET /admin/rules/draft", Staff("admin")),
    ("POST /admin/rules/draft", Staff("admin")),
    ("POST /admin/rules/draft/edit", Staff("admin")),
    ("GET /admin/rules/draft/rule", Staff("admin")),
    ("POST /admin/rules/draft/rule", Staff("admin")),
    ("GET /admin/rules/draft/trial", Staff("admin")),
    ("POST /admin/rules/draft/publish", Staff("admin")),
    ("POST /admin/rules/draft/discard", Staff("admin")),
];
