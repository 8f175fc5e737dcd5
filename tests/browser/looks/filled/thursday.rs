//! What stands somewhere in between.

use ventanilla::{catalog::Kind, ticket::Place};

use super::{
    Filled,
    acts::{DONE, act, complained, decided, disputed, filed, reported},
    number_of,
};
use crate::walk::Walk;

impl Filled {
    pub(super) async fn on_thursday(&mut self, walk: &Walk) {
        let (elena, luis) = (
            walk.at_home(walk.w.elena).await,
            walk.at_work(walk.w.luis).await,
        );
        let (sofia, ana) = (
            walk.at_work(walk.w.sofia).await,
            walk.at_work(walk.w.ana).await,
        );
        self.working = reported(
            walk,
            "bathroom-blocked",
            "El desagüe del baño no traga.\nFotos: https://example.org/fotos/2026/11/bano-desague-atascado-tower-2-puerta-2-a-noviembre.html",
        )
        .await;
        act(&luis, &self.working, "/work", &[]).await;
        act(
            &luis,
            &self.working,
            "/messages",
            &[("words", "Voy mañana a las nueve con la máquina.")],
        )
        .await;
        act(
            &luis,
            &self.working,
            "/messages",
            &[
                ("as", "note"),
                ("words", "La llave está detrás de la nevera."),
            ],
        )
        .await;
        let sent = elena
            .post_multipart(
                &format!("/r/{}/messages", self.working),
                &[("words", "Así está hoy.")],
                &[("photos", "desague.png", &crate::support::png())],
            )
            .await;
        assert_eq!(sent.status, 303, "{}", sent.body);

        self.held = reported(walk, "kitchen-blocked", "El fregadero no traga.").await;
        act(&luis, &self.held, "/work", &[]).await;
        act(
            &luis,
            &self.held,
            "/hold",
            &[
                ("hold_reason", "owner_answer"),
                ("hold_until", "2026-11-30"),
                ("hold_time", "09:30"),
                ("hold_words", "¿Qué tarde le va bien?"),
            ],
        )
        .await;

        self.resolved = reported(walk, "kitchen-unsure", "Algo huele raro en la cocina.").await;
        act(&luis, &self.resolved, "/work", &[]).await;
        act(&luis, &self.resolved, "/resolution", &DONE).await;

        self.offered = reported(walk, "window-shutter", "La persiana no sube.").await;
        act(&luis, &self.offered, "/work", &[]).await;
        act(
            &luis,
            &self.offered,
            "/handoff",
            &[
                ("offer_to", &format!("p:{}", self.paco)),
                ("offer_reason", "Paco conoce estas persianas."),
            ],
        )
        .await;

        self.duplicate = reported(walk, "bathroom-blocked", "El baño se inunda otra vez.").await;
        act(
            &luis,
            &self.duplicate,
            "/duplicate",
            &[("duplicate_of", &self.working)],
        )
        .await;

        let mut lobby = walk
            .w
            .matter(
                walk,
                Kind::Repair,
                "shared-lighting",
                "No hay luz en el portal.",
            )
            .await;
        lobby.place = Place {
            unit: None,
            common_area: Some(walk.w.lobby),
            ..walk.w.home()
        };
        self.shared = filed(walk, lobby).await;

        self.complaint = complained(
            walk,
            &elena,
            "Los vecinos del tercero hacen ruido hasta las tres de la mañana.",
            "noise",
        )
        .await;
        self.disputed = disputed(walk, &elena, "F-2").await;
        self.proposed = disputed(walk, &elena, "F-4").await;
        decided(&sofia, &self.proposed).await;

        let asked = elena
            .post_multipart(
                "/report/ask",
                &[
                    ("unit", &self.unit.to_string()),
                    ("sort", "inquiry"),
                    ("words", "¿Cuándo es la próxima junta de propietarios?"),
                ],
                &[],
            )
            .await;
        let number = asked.location().split('/').nth(2);
        self.question = number
            .unwrap_or_else(|| panic!("not asked: {}", asked.body))
            .to_owned();

        let page = ana.get(&format!("/desk/new?person={}", self.elena)).await;
        let subject = number_of(walk, "select id from category where slug = 'door-stiff'").await;
        let saved = ana
            .submit(
                &page,
                "form[method=post][action='/desk/new']",
                &[
                    ("place", &format!("unit:{}", self.unit)),
                    ("subject", &subject.to_string()),
                    ("words", "No cierra la puerta de casa."),
                ],
            )
            .await;
        let number = saved.location().split('/').nth(3);
        self.called = number
            .unwrap_or_else(|| panic!("no call: {}", saved.body))
            .to_owned();

        // the rules stay to be looked at, and leave one to the desk
        let kept: Vec<(i64, serde_json::Value)> = sqlx::query_as("select id, rules from rule_set")
            .fetch_all(&walk.pool)
            .await
            .expect("rules");
        walk.without_rules().await;
        self.new = reported(walk, "kitchen-gas", "Huele a gas junto al contador.").await;
        let first = &kept[0].1[0]["id"];
        self.rule = first.as_str().expect("the name of a rule").to_owned();
        for (id, rules) in kept {
            sqlx::query("update rule_set set rules = $2 where id = $1")
                .bind(id)
                .bind(rules)
                .execute(&walk.pool)
                .await
                .expect("rules again");
        }
        walk.app.routing.forget();
    }
}
