//! What was over, or late, by Thursday.

use super::{
    Filled,
    acts::{DONE, act, complained, decided, disputed, reported},
};
use crate::walk::Walk;

impl Filled {
    pub(super) async fn on_monday(&mut self, walk: &Walk) {
        let (elena, luis) = (
            walk.at_home(walk.w.elena).await,
            walk.at_work(walk.w.luis).await,
        );
        let (sofia, hugo) = (
            walk.at_work(walk.w.sofia).await,
            walk.at_work(walk.w.hugo).await,
        );
        self.late = reported(walk, "kitchen-drip", "Gotea el grifo de la cocina.").await;

        self.closed = reported(walk, "kitchen-appliance", "El horno no calienta.").await;
        act(&luis, &self.closed, "/work", &[]).await;
        act(&luis, &self.closed, "/resolution", &DONE).await;
        let rated = elena
            .post_form(
                &format!("/r/{}/rating", self.closed),
                &[("score", "4"), ("praise", "Rápido y limpio.")],
            )
            .await;
        assert_eq!(rated.status, 303, "{}", rated.body);

        self.declined = reported(walk, "bathroom-unsure", "Quiero otra mampara.").await;
        act(
            &luis,
            &self.declined,
            "/refusal",
            &[
                ("decline_reason", "owners_responsibility"),
                ("decline_referral", "Su seguro de hogar"),
                (
                    "decline_words",
                    "La mampara es suya y no de la comunidad, por eso no podemos cambiarla.",
                ),
            ],
        )
        .await;

        self.answered = complained(
            walk,
            &elena,
            "El portal lleva tres semanas sin limpiar y huele mal.",
            "cleanliness",
        )
        .await;
        let address = format!("/desk/tickets/{}/answer", self.answered);
        let page = hugo.get(&address).await;
        let sent = hugo
            .submit(
                &page,
                &format!("form[action='{address}']"),
                &[
                    ("finding", "upheld"),
                    ("reasons", "La empresa de limpieza faltó tres semanas."),
                    ("remedy", "Desde hoy se limpia cada día."),
                    ("next_steps", "El jueves lo comprobamos."),
                    ("further", "Puede pedir que otra persona lo revise."),
                ],
            )
            .await;
        assert_eq!(sent.status, 303, "{}", sent.body);

        self.decided = disputed(walk, &elena, "F-3").await;
        decided(&sofia, &self.decided).await;
        walk.run_jobs().await;
        let mail = walk
            .mails()
            .into_iter()
            .rfind(|mail| mail.text.contains("/t/"));
        let text = mail.expect("a mail with a private link").text;
        let link = text.split_once("/t/").expect("a link").1;
        self.link = format!("/t/{}", link.lines().next().expect("a line").trim());
    }
}
