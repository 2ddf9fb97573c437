//! The liquidation, by which open positions are cured.

use super::{ID, NOW, prudent};
use crate::support::{at, closing, codes, empty, movement, position};
use closeout::{
    Fact,
    lifecycle::Subject,
    wire::upvest::{self, Liquidation, LiquidationBody, LiquidationOrder},
};
use serde_json::json;

pub(super) const LIQUIDATION: LiquidationOrder<'_> = LiquidationOrder {
    account_id: ID,
    user_id: "7e9a0529-d289-4f4a-ae01-c2cd013d582e",
    idempotency_key: "d396b7c3-aa67-488a-8e39-4a1a7cbeb9f4",
};

#[test]
fn only_open_positions_call_for_a_liquidation() {
    let policy = prudent(Subject::Account);
    let state = closing(&policy);
    let mut facts = empty();
    facts.unsettled_trades = Fact::one(movement(None));
    let waiting = upvest::advance(ID, &state, &facts, &policy, at(NOW)).unwrap().into_decision();
    assert_eq!(codes(&waiting), ["unsettled_trades", "tax_year_end"]);
    assert_eq!(Liquidation::curing(&waiting, &LIQUIDATION), Ok(None));

    facts.positions = Fact::one(position("0.5"));
    let waiting = upvest::advance(ID, &state, &facts, &policy, at(NOW)).unwrap().into_decision();
    let cure = Liquidation::curing(&waiting, &LIQUIDATION).unwrap().unwrap();
    assert_eq!((Liquidation::METHOD, Liquidation::KEY_HEADER), ("POST", "idempotency-key"));
    assert_eq!(cure.idempotency_key(), LIQUIDATION.idempotency_key);
    let body = json!({"user_id": LIQUIDATION.user_id});
    assert_eq!(serde_json::to_value(cure.body()).unwrap(), body);
    assert_eq!(&serde_json::from_value::<LiquidationBody>(body).unwrap(), cure.body());
}

#[test]
fn a_liquidation_is_told_everything_that_is_wrong_with_it_in_the_order_of_the_fields() {
    let policy = prudent(Subject::Account);
    let (state, mut facts) = (closing(&policy), empty());
    facts.positions = Fact::one(position("-1"));
    let waiting = upvest::advance(ID, &state, &facts, &policy, at(NOW)).unwrap().into_decision();
    let wrong = LiquidationOrder { account_id: "", user_id: "\t", idempotency_key: "7e9a" };
    assert_eq!(
        Liquidation::curing(&waiting, &wrong).unwrap_err().to_string(),
        "`account_id` is blank: expected an id; `user_id` is blank: expected an id; \
         `idempotency-key` is `7e9a`: expected a UUID, such as `7e9a0529-d289-4f4a-ae01-c2cd013d582e`"
    );
    for key in [
        "",
        "7e9a0529d2894f4aae01c2cd013d582e",
        "7e9a0529-d289-4f4a-ae01-c2cd013d582g",
        "{7e9a0529-d289-4f4a-ae01-c2cd013d582e}",
        "7e9a0529-d289-4f4a-ae01-c2cd013d582e-",
        "é--------",
    ] {
        let wrong = LiquidationOrder { idempotency_key: key, ..LIQUIDATION };
        assert!(Liquidation::curing(&waiting, &wrong).is_err(), "{key}");
    }
}
