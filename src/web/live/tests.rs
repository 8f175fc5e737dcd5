use futures_util::StreamExt;

use super::*;

const ANA: Who = Who {
    person: PersonId(1),
    audience: Audience::Owner,
};
const LUIS: Who = Who {
    person: PersonId(2),
    audience: Audience::Staff,
};
const CHANGE: Told = Told::Changed {
    ticket: TicketId(7),
    version: 2,
    mark: 9,
};

fn of(who: Who) -> Listener {
    Listener {
        who,
        scope: Arc::default(),
    }
}

/// What a browser of this seat reads until nothing more comes for a while, and whether it ended.
async fn read(seat: seat::Seat) -> (String, bool) {
    let sse = Sse::new(seat.into_stream()).into_response();
    let mut body = sse.into_body().into_data_stream();
    let mut text = String::new();
    loop {
        match tokio::time::timeout(Duration::from_millis(50), body.next()).await {
            Ok(Some(chunk)) => text.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap()),
            Ok(None) => return (text, true),
            Err(_) => return (text, false),
        }
    }
}

#[tokio::test]
async fn only_those_who_may_see_it_are_told() {
    let hub = Hub::default();
    let (ana, luis) = (hub.join(of(ANA)).unwrap(), hub.join(of(LUIS)).unwrap());
    hub.tell(CHANGE, |who| who == LUIS);
    assert!(
        read(luis)
            .await
            .0
            .contains("event: ticket\nid: 9\ndata: {\"ticket\":7,\"version\":2}")
    );
    assert!(!read(ana).await.0.contains("event: ticket"));
}

#[tokio::test]
async fn who_comes_back_hears_first_what_was_missed() {
    let hub = Hub::default();
    let mut some = hub.join(of(ANA)).unwrap();
    some.catch_up(Missed {
        mark: 40,
        changes: Some(vec![(TicketId(3), 5)]),
    });
    hub.tell(CHANGE, |_| true);
    let (text, _) = read(some).await;
    let (missed, new) = (text.find("\"ticket\":3"), text.find("\"ticket\":7"));
    assert!(
        text.contains("id: 40") && missed.unwrap() < new.unwrap(),
        "{text}"
    );
    let mut many = hub.join(of(LUIS)).unwrap();
    many.catch_up(Missed::default());
    let (text, _) = read(many).await;
    assert!(text.contains("event: reload"), "{text}");
}

#[tokio::test]
async fn a_slow_reader_is_dropped_and_told_to_come_back() {
    let hub = Hub::default();
    let seat = hub.join(of(ANA)).unwrap();
    for _ in 0..=BUFFER {
        hub.tell(CHANGE, |_| true);
    }
    assert!(hub.listeners().is_empty());
    let (text, ended) = read(seat).await;
    assert_eq!(text.matches("event: ticket").count(), BUFFER);
    assert!(ended && text.contains("event: bye") && text.contains("retry: "));
}

#[tokio::test]
async fn who_leaves_is_forgotten_and_who_is_expelled_hears_no_more() {
    let hub = Hub::default();
    let ana = hub.join(of(ANA)).unwrap();
    drop(hub.join(of(LUIS)).unwrap());
    assert_eq!(hub.listeners(), [of(ANA)]);
    hub.expel(ANA.person);
    hub.tell(CHANGE, |_| true);
    let (text, ended) = read(ana).await;
    assert!(ended && !text.contains("event: ticket"));
}

#[test]
fn there_is_a_limit_for_one_and_for_all() {
    let hub = Hub::default();
    let seats: Vec<_> = (0..CLIENTS_OF_ONE)
        .map(|_| hub.join(of(ANA)).unwrap())
        .collect();
    assert!(matches!(hub.join(of(ANA)), Err(AppError::TooMany { .. })));
    let many: Vec<_> = (0..CLIENTS - seats.len())
        .map(|n| {
            hub.join(of(Who {
                person: PersonId(100 + n as i64),
                ..ANA
            }))
            .unwrap()
        })
        .collect();
    assert!(hub.join(of(LUIS)).is_err());
    drop(many);
    assert!(hub.join(of(LUIS)).is_ok());
    hub.close();
    assert!(hub.join(of(LUIS)).is_err());
}
