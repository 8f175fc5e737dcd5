//! One of everything that an address can name.

use std::io::Cursor;

use axum::http::StatusCode;
use ventanilla::{catalog::Kind, fees, ticket::Place};

use super::signed_in;
use crate::support::{TestApp, World};

/// What the routes are tried on.
pub struct Things {
    pub repair: String,
    pub shared: String,
    pub dispute: String,
    pub complaint: String,
    pub luis: String,
    pub promise: i64,
    pub charge: i64,
    pub file: String,
    pub note: String,
    pub unit: String,
    pub elena: String,
    pub style_sheet: String,
    pub community: String,
    pub calendar: i64,
}

impl Things {
    pub async fn of(t: &TestApp, w: &World) -> Self {
        let repair = w.filed(t).await.to_string();
        let mut lobby = w
            .matter(
                t,
                Kind::Repair,
                "shared-lighting",
                "No hay luz en el portal",
            )
            .await;
        lobby.place = Place {
            unit: None,
            common_area: Some(w.lobby),
            ..w.home()
        };
        let shared = w.file(t, lobby).await.number().to_string();
        let charges = "community,building,unit,reference,name,period,due,amount,paid,explanation\n\
                       palmeras,Tower 2,2-A,F-1,Cuota,2026-11,2026-11-05,120.00,0,\n\
                       palmeras,Tower 2,2-A,F-2,Derrama,2026-11,2026-11-10,900.00,0,\n";
        fees::import::import(&t.app, charges.as_bytes(), false)
            .await
            .expect("charges");
        let elena = signed_in(t, w.elena.0, "owner").await;
        let disputed = elena
            .post_form(
                "/report/fee/check",
                &[
                    ("unit", &w.unit_2a.to_string()),
                    ("line", &charge(t, "F-2").await.to_string()),
                    ("said", &format!("{}~other~~~", charge(t, "F-2").await)),
                ],
            )
            .await;
        let dispute = disputed
            .location()
            .split('/')
            .nth(2)
            .unwrap_or_else(|| panic!("no dispute: {} {}", disputed.status, disputed.body));
        let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([200, 30, 30]));
        let mut png = Vec::new();
        picture
            .write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)
            .expect("a picture");
        let said = elena
            .post_multipart(
                &format!("/r/{repair}/messages"),
                &[("words", "Así está")],
                &[("photos", "grifo.png", &png)],
            )
            .await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        let complaint = [
            ("unit", w.unit_2a.to_string()),
            ("words", "El portal lleva semanas sin limpiar".to_owned()),
            ("about", "cleanliness".to_owned()),
            ("answer_by", "email".to_owned()),
            ("best", "any".to_owned()),
            ("go", "send".to_owned()),
        ];
        let complaint: Vec<_> = complaint.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let complained = elena
            .post_multipart("/report/complaint", &complaint, &[])
            .await;
        let luis = signed_in(t, w.luis.0, "staff").await;
        let case = format!("/desk/tickets/{repair}");
        let noted = [
            ("as", "note"),
            ("words", "La llave está detrás de la nevera"),
        ];
        luis.post_form(&format!("{case}/messages"), &noted).await;
        let note = luis.get(&case).await.attr("button[name=note]", "value");
        let front = t.get("/").await;
        Self {
            promise: number_from(
                t,
                "select p.id from promise p join ticket t on t.id = p.ticket_id where t.number = $1 order by p.id limit 1",
                &repair,
            )
            .await,
            charge: charge(t, "F-1").await,
            file: sqlx::query_scalar("select id::text from file limit 1")
                .fetch_one(&t.pool)
                .await
                .expect("a file"),
            unit: w.unit_2a.to_string(),
            elena: w.elena.to_string(),
            style_sheet: front
                .attr("link[rel=stylesheet]", "href")
                .trim_start_matches("/static/")
                .to_owned(),
            complaint: complained
                .location()
                .split('/')
                .nth(2)
                .unwrap_or_else(|| panic!("no complaint: {}", complained.body))
                .to_owned(),
            community: w.palmeras.to_string(),
            calendar: number_from(
                t,
                "select calendar_id from community where slug = $1",
                "palmeras",
            )
            .await,
            luis: w.luis.to_string(),
            dispute: dispute.to_owned(),
            note,
            repair,
            shared,
        }
    }

    /// The address of the real thing, and of one that never was.
    pub fn addresses(&self, route: &str) -> (String, String) {
        let path = route.split_once(' ').expect("a method").1;
        let number = if path.contains("/decision") || path.contains("/approvals") {
            &self.dispute
        } else if ["/answer", "/extension", "/escalate"]
            .iter()
            .any(|end| path.ends_with(end) && !path.contains("handoff"))
        {
            &self.complaint
        } else if path.contains("/same") {
            &self.shared
        } else {
            &self.repair
        };
        let id = match path {
            _ if path.starts_with("/files") => self.file.clone(),
            _ if path.starts_with("/admin/calendars") => self.calendar.to_string(),
            _ if path.contains("/promises") => self.promise.to_string(),
            _ if path.contains("/units") => self.unit.clone(),
            _ if path.contains("/people") => self.elena.clone(),
            _ if path.starts_with("/dept") => "1".to_owned(),
            _ => "others".to_owned(),
        };
        let never_file = "00000000-0000-4000-8000-000000000000";
        let fill = |number: &str, id: &str, unit: &str| {
            path.replace("{number}", number)
                .replace("{id}", id)
                .replace("{unit}", unit)
                .replace(
                    "{person}",
                    if path.starts_with("/dept") {
                        &self.luis
                    } else {
                        &self.elena
                    },
                )
                .replace("{token}", "0123456789abcdef")
                .replace("{*path}", &self.style_sheet)
        };
        let mut real = fill(number, &id, &self.unit);
        if path.starts_with("/report/fee/") {
            let (unit, charge) = (&self.unit, self.charge);
            real = format!("{real}?unit={unit}&line={charge}&about={charge}");
        }
        let never_id = if path.starts_with("/files") {
            never_file
        } else {
            "987654321"
        };
        (real, fill("R-7KQ4M2-8", never_id, "987654321"))
    }

    pub fn fields(&self, route: &str) -> Vec<(&'static str, String)> {
        match route {
            "POST /admin/calendars" => vec![
                ("community", self.community.clone()),
                ("calendar", self.calendar.to_string()),
            ],
            "POST /drafts" => vec![("place", self.repair.clone())],
            _ if route.starts_with("POST /report/fee/") => vec![
                ("unit", self.unit.clone()),
                ("line", self.charge.to_string()),
                ("said", format!("{}~other~~~", self.charge)),
            ],
            _ if route.ends_with("/public-notes") => vec![("note", self.note.clone())],
            _ => vec![],
        }
    }
}

async fn charge(t: &TestApp, reference: &str) -> i64 {
    number_from(t, "select id from charge where reference = $1", reference).await
}

async fn number_from(t: &TestApp, sql: &'static str, of: &str) -> i64 {
    sqlx::query_scalar(sql)
        .bind(of)
        .fetch_one(&t.pool)
        .await
        .expect("a row")
}
