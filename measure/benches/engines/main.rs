//! The decisions of closeout beside those of engines that read rules from text, on the same accounts:
//! `cargo bench --manifest-path measure/Cargo.toml --features engines --bench engines`.
//!
//! What belongs here: that all agree, and how long each takes, in turns.
//! What never does: a figure that passes or fails; noise would decide.
//!
//! Each is measured from the typed facts to a typed list of everything in the way. The engines get less to do: the tax
//! years are looked up for them before, they are not asked which facts are missing, and they show no evidence.
#![expect(
    clippy::cast_precision_loss,
    reason = "times are no money, and a few milliseconds are exact in either form"
)]

#[path = "../../../benches/subjects/mod.rs"]
#[expect(dead_code, reason = "what is measured alone is not measured here")]
mod subjects;

mod accounts;
mod in_cel;
mod in_rhai;
mod rules;

use accounts::Account;
use closeout::{Code, Set, decide, sweep::PolicyAt};
use rules::Rules;
use std::hint::black_box;
use std::time::Instant;
use subjects::{Subject, now, read};

const ACCOUNTS: usize = 256;
const TURNS: usize = 401;
/// How often all accounts in a turn: so that every turn takes about half a millisecond, whoever is asked. What disturbs
/// the machine would otherwise be met by the slower one more often.
const OF_OURS: usize = 16;
const OF_THEIRS: usize = 1;

/// Whoever is asked of one account, everything in the way being looked at.
struct Asked<'a> {
    name: &'static str,
    times: usize,
    ask: Box<dyn FnMut(&Account) + 'a>,
}

fn main() {
    let alpaca = accounts::alpaca(ACCOUNTS);
    let (cel, rhai) = (in_cel::InLists::alpaca(), in_rhai::InLists::alpaca());
    let in_lists = vec![
        agreeing("cel, lists and names", &alpaca, |account| cel.evaluated(account)),
        agreeing("rhai, lists and names", &alpaca, |account| rhai.evaluated(account)),
    ];
    compare("alpaca, admission, ten rules", &rules::ALPACA, &alpaca, in_lists);
    let upvest = accounts::upvest(ACCOUNTS);
    compare("upvest, completion with the gate, five rules", &rules::UPVEST, &upvest, Vec::new());
}

fn compare<'a>(title: &str, rules: &'static Rules, accounts: &'a [Account], others: Vec<Asked<'a>>) {
    let free = accounts.iter().filter(|account| codes(account).is_empty()).count();
    println!("\n{title}: {} accounts, {free} free of blockers", accounts.len());
    let (cel, rhai) = (in_cel::Compiled::of(rules), in_rhai::Compiled::of(rules));
    let at = accounts[0].subject.policy.at(now());
    let mut asked = vec![
        Asked { name: "decide", times: OF_OURS, ask: Box::new(decided) },
        Asked {
            name: "decide, of a policy at the instant",
            times: OF_OURS,
            ask: Box::new(|account| decided_at(&at, account)),
        },
        agreeing("cel, one expression", accounts, |account| cel.in_one(account)),
        agreeing("cel, an expression a rule", accounts, |account| cel.one_by_one(account)),
        agreeing("rhai, a function", accounts, |account| rhai.called(account)),
        agreeing("rhai, a script", accounts, |account| rhai.evaluated(account)),
    ];
    asked.extend(others);
    let turns = in_turns(&mut asked, accounts);
    print(&asked, &turns);
}

/// What says the same of every account.
fn agreeing<'a>(
    name: &'static str,
    accounts: &[Account],
    answer: impl Fn(&Account) -> Vec<Code> + 'a,
) -> Asked<'a> {
    for account in accounts {
        let found: Set<Code> = answer(account).into_iter().collect();
        assert_eq!(found, codes(account), "{name} disagrees on {account:?}");
    }
    let ask = move |account: &Account| drop(black_box(answer(black_box(account))));
    Asked { name, times: OF_THEIRS, ask: Box::new(ask) }
}

fn codes(account: &Account) -> Set<Code> {
    let Subject { policy, state, facts, command, .. } = &account.subject;
    decide(policy, state, facts, command, now()).unwrap().codes()
}

fn decided(account: &Account) {
    let Subject { policy, state, facts, command, .. } = black_box(&account.subject);
    decide(policy, state, facts, command, black_box(account.now)).iter().for_each(read);
}

fn decided_at(at: &PolicyAt<'_>, account: &Account) {
    let Subject { state, facts, command, .. } = black_box(&account.subject);
    at.decide(state, facts, command).iter().for_each(read);
}

/// Nanoseconds an account, of each in every turn.
fn in_turns(asked: &mut [Asked<'_>], accounts: &[Account]) -> Vec<Vec<f64>> {
    let mut turn = || {
        let one = |Asked { times, ask, .. }: &mut Asked<'_>| {
            let began = Instant::now();
            for _ in 0..*times {
                accounts.iter().for_each(&mut *ask);
            }
            began.elapsed().as_nanos() as f64 / (*times * accounts.len()) as f64
        };
        asked.iter_mut().map(one).collect()
    };
    turn(); // to warm up
    (0..TURNS).map(|_| turn()).collect()
}

/// The best and the median of each, and the medians of its ratios to the two ways to decide.
fn print(asked: &[Asked<'_>], turns: &[Vec<f64>]) {
    println!("{:<36} {:>9} {:>9} {:>10} {:>12}", "", "best ns", "median ns", "/ decide", "/ at instant");
    for (place, Asked { name, .. }) in asked.iter().enumerate() {
        let best = turns.iter().map(|turn| turn[place]).fold(f64::INFINITY, f64::min);
        let middle = median(turns.iter().map(|turn| turn[place]));
        let ratio = |beside: usize| median(turns.iter().map(|turn| turn[place] / turn[beside]));
        println!("{name:<36} {best:>9.1} {middle:>9.1} {:>10.1} {:>12.1}", ratio(0), ratio(1));
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
