//! Arbitrary facts.

use crate::facts::{Balance, Fact, Facts, Member, Movement, Order, Position, Restriction};
use crate::knowledge::providers;
use crate::lifecycle::{Lifecycle, Phase};
use crate::profile::Profile;
use crate::vocab::{Amount, Currency, Set, Text, WireValue};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Debug;
use core::iter::repeat_n;
use jiff::civil::{Date, date};
use proptest::collection;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rust_decimal::Decimal;

/// The weights of an unknown fact, an empty one, one known in part, and one with contents.
type Weights = (u32, u32, u32, u32);

/// Generates any facts that are no misuse for any profile whose restrictions are asserted: known, known in part and
/// unknown. Cash is one amount per currency; see [`facts_of`] for profiles whose cash consists of components. The times
/// of reading are left out.
///
/// Many rules have to be met before the interesting ones show, so half of all books are nearly empty.
pub fn facts() -> impl Strategy<Value = Facts> {
    prop_oneof![facts_by((1, 4, 1, 3), &[], None), facts_by((1, 30, 1, 1), &[], None)]
}

/// Generates any facts about a subject of this profile. If its cash consists of components, mostly all of them are
/// stated for each currency, and sometimes one is missing, the amount has none, or no currency is named at all.
///
/// ```
/// use closeout::{providers::yuno, strategies::facts_of};
/// use proptest::prelude::*;
/// proptest!(|(facts in facts_of(&yuno::ACCOUNT))| {
///     let known = ["available", "current", "pending"];
///     let mut named = facts.cash.items().iter().filter_map(|balance| balance.component.as_deref());
///     prop_assert!(named.all(|component| known.contains(&component)));
/// });
/// ```
pub fn facts_of(profile: &Profile) -> impl Strategy<Value = Facts> + use<> {
    let components: Vec<Text> = profile.components.iter().map(|component| component.name.clone()).collect();
    let of = |weights| facts_by(weights, &components, profile.members.as_deref());
    prop_oneof![of((1, 4, 1, 3)), of((1, 30, 1, 1))]
}

fn facts_by(
    weights: Weights,
    components: &[Text],
    members_of: Option<&Lifecycle>,
) -> impl Strategy<Value = Facts> + use<> {
    let balances =
        || fact(weights, (currencies(), amounts()).prop_map(|(currency, amount)| balance(currency, amount)));
    let cash =
        if components.is_empty() { balances().boxed() } else { of_components(weights, components).boxed() };
    let moving = || fact(weights, movements());
    let holdings = (fact(weights, positions()), fact(weights, Just(Order::default())));
    let on_the_way = (moving(), moving(), moving(), moving());
    let money = (balances(), balances(), cash);
    let accounts = fact(weights, members(members_of));
    (holdings, on_the_way, money, accounts, restrictions(weights)).prop_map(
        |(holdings, on_the_way, money, accounts, restrictions)| {
            let mut facts = Facts::unknown();
            (facts.positions, facts.open_orders) = holdings;
            (facts.unsettled_trades, facts.outstanding_withdrawals, ..) = on_the_way.clone();
            (_, _, facts.pending_transfers, facts.expected_corporate_actions) = on_the_way;
            (facts.fees, facts.liens, facts.cash) = money;
            (facts.accounts, facts.restrictions) = (accounts, restrictions);
            facts
        },
    )
}

/// Generates a fact. Part of a list can be empty: one of two custodians has answered, and holds nothing.
fn fact<T: Clone + Debug>(
    (unknown, none, part, some): Weights,
    item: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Fact<Vec<T>>> {
    prop_oneof![
        unknown => Just(Fact::Unknown),
        none => Just(Fact::empty()),
        part => collection::vec(item.clone(), 0..3).prop_map(Fact::Part),
        some => collection::vec(item, 1..4).prop_map(Fact::Known),
    ]
}

/// Generates amounts, often zero, at several scales and of both signs.
fn amounts() -> impl Strategy<Value = Amount> + Clone {
    let units = prop_oneof![2 => Just(0_i64), 1 => -3_i64..=3, 1 => any::<i64>()];
    (units, 0_u32..=28, any::<bool>()).prop_map(|(units, scale, negated)| {
        let mut decimal = Decimal::from_i128_with_scale(units.into(), scale);
        if negated {
            decimal.set_sign_negative(true);
        }
        decimal.into()
    })
}

/// Generates positions, some of them without a quantity.
fn positions() -> impl Strategy<Value = Position> + Clone {
    option::weighted(0.8, amounts())
        .prop_map(|quantity| Position { instrument: Some("US0378331005".into()), quantity })
}

fn currencies() -> impl Strategy<Value = Currency> + Clone {
    select(vec![Currency::EUR, Currency::GBP, Currency::USD])
}

fn balance(currency: Currency, amount: Amount) -> Balance {
    Balance { currency, amount, component: None }
}

/// Generates balances of up to two currencies. A clear fact has zero in each component, so that a currency is
/// mentioned; an empty list mentions none.
fn of_components(
    (unknown, none, part, some): Weights,
    components: &[Text],
) -> impl Strategy<Value = Fact<Vec<Balance>>> + use<> {
    let all: Vec<Option<Text>> = components.iter().cloned().map(Some).collect();
    let zero = stated(Currency::EUR, &all, &vec![Amount::ZERO; all.len()]);
    let named = prop_oneof![
        6 => Just(all.clone()),
        1 => subsequence(all.clone(), 0..=all.len()),
        1 => Just(vec![None]),
    ];
    let of_one = (currencies(), named, collection::vec(amounts(), all.len()))
        .prop_map(|(currency, named, amounts)| stated(currency, &named, &amounts));
    let balances = collection::vec(of_one, 0..3).prop_map(|each| each.concat());
    prop_oneof![
        unknown => Just(Fact::Unknown),
        none => Just(Fact::Known(zero)),
        part => balances.clone().prop_map(Fact::Part),
        some => balances.prop_map(Fact::Known),
    ]
}

fn stated(currency: Currency, components: &[Option<Text>], amounts: &[Amount]) -> Vec<Balance> {
    let each = components.iter().zip(amounts);
    each.map(|(component, amount)| Balance {
        component: component.as_deref().map(Into::into),
        ..balance(currency, *amount)
    })
    .collect()
}

/// Generates movements: some of zero, which move nothing, and some without an amount, which do.
fn movements() -> impl Strategy<Value = Movement> + Clone {
    let amount = prop_oneof![2 => Just(None), 1 => amounts().prop_map(Some)];
    (option::of(select(days())), amount, option::of(currencies()))
        .prop_map(|(expected_on, amount, currency)| Movement { id: None, currency, amount, expected_on })
}

/// Returns days around the ends of British tax years and the changes of the clocks in 2026.
fn days() -> Vec<Date> {
    let ends = (2025_i16..=2028).flat_map(|year| [date(year, 4, 5), date(year, 4, 6)]);
    let changes = [date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 25), date(2026, 10, 26)];
    ends.chain(changes).collect()
}

/// Generates accounts in a status of this lifecycle, often closed, or in one that it does not have. Without a lifecycle
/// the statuses are those of every group's accounts.
fn members(lifecycle: Option<&Lifecycle>) -> impl Strategy<Value = Member> + Clone + use<> {
    let of_groups = || providers::PROFILES.iter().filter_map(|profile| profile.members.as_deref());
    let lifecycles = lifecycle.map_or_else(|| of_groups().collect(), |lifecycle| vec![lifecycle]);
    let rows = lifecycles.into_iter().flat_map(Lifecycle::statuses);
    let weighed =
        rows.flat_map(|row| repeat_n(row.wire.clone(), if row.phase == Phase::Closed { 3 } else { 1 }));
    let statuses: Vec<WireValue> = weighed.chain(["NO_SUCH_STATUS".into()]).collect();
    select(statuses).prop_map(|status| Member::new("a1", status))
}

fn restrictions((unknown, none, part, some): Weights) -> impl Strategy<Value = Fact<Set<Restriction>>> {
    let any = || subsequence(Restriction::ALL.to_vec(), 0..=Restriction::ALL.len());
    let set = |restrictions: Vec<Restriction>| restrictions.into_iter().collect::<Set<_>>();
    prop_oneof![
        unknown => Just(Fact::Unknown),
        none => Just(Fact::Known(Set::EMPTY)),
        part => any().prop_map(move |some| Fact::Part(set(some))),
        some => any().prop_map(move |some| Fact::Known(set(some))),
    ]
}
