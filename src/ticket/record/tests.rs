use super::*;

fn link<'a>(data: &'a Value, prev: Option<&'a [u8]>) -> Link<'a> {
    let at = DateTime::from_timestamp(1_790_000_000, 0).expect("a time");
    Link {
        number: "R-7KQ4M2-8",
        seq: 1,
        cycle: 1,
        kind: "Filed",
        visibility: "public",
        actor_id: Some(7),
        actor_kind: "owner",
        recorded_at: at,
        effective_at: at,
        data,
        text_digest: None,
        prev,
    }
}

#[test]
fn the_hash_does_not_depend_on_the_order_of_keys() {
    let one: Value = serde_json::from_str(r#"{"b": 1, "a": [2]}"#).expect("json");
    let two: Value = serde_json::from_str(r#"{"a":[2],"b":1}"#).expect("json");
    assert_eq!(link(&one, None).hash(), link(&two, None).hash());
}

#[test]
fn the_hash_covers_the_one_before() {
    let data = Value::Null;
    assert_ne!(link(&data, None).hash(), link(&data, Some(b"x")).hash());
}

#[test]
fn a_field_cannot_flow_into_the_next() {
    let data = Value::Null;
    let one = Link {
        kind: "Filedpub",
        visibility: "lic",
        ..link(&data, None)
    };
    assert_ne!(one.hash(), link(&data, None).hash());
}
