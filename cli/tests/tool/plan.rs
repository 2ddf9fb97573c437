//! `closeout plan`: plans in words, as JSON and as a page.
//!
//! What belongs here: what is shown of a plan in each form, what is refused, exit codes.
//! What never does: which steps a plan must have, which is tested in the crate.

use crate::question::{LINE, with};
use crate::run::{Ran, case_lines, file, nowhere, run};
use roxmltree::{Document, Node};
use serde_json::{Value, json};
use std::fs;

/// A group of three accounts in different states, and an account.
fn example() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/group.ndjson").to_owned()
}

/// The lines of the example.
fn lines() -> Vec<Value> {
    fs::read_to_string(example()).unwrap().lines().map(|line| line.parse().unwrap()).collect()
}

fn plan(arguments: &[&str], input: impl Into<Vec<u8>>) -> Ran {
    run(&[&["plan"], arguments].concat(), input)
}

#[track_caller]
fn page(input: impl Into<Vec<u8>>) -> String {
    let ran = plan(&["--html", "-"], input);
    assert_eq!(ran.end(), (Some(0), ""));
    ran.out
}

/// The drawings of a page, each as XML. A page has no drawing within a drawing.
fn drawings(page: &str) -> Vec<Document<'_>> {
    let mut drawings = Vec::new();
    for (start, _) in page.match_indices("<svg") {
        let (_, rest) = page.split_at(start);
        let (whole, _) = rest.split_at(rest.find("</svg>").unwrap() + "</svg>".len());
        drawings.push(Document::parse(whole).unwrap());
    }
    drawings
}

/// Those with a title, which the shapes of the legend have not.
fn timelines(page: &str) -> Vec<Document<'_>> {
    let is_timeline = |drawing: &Document<'_>| drawing.root_element().attribute("role") == Some("img");
    drawings(page).into_iter().filter(is_timeline).collect()
}

fn of_class<'a>(drawing: &'a Document<'_>, class: &str) -> Vec<Node<'a, 'a>> {
    let has_class = |node: &Node<'_, '_>| {
        node.attribute("class").is_some_and(|classes| classes.split(' ').any(|each| each == class))
    };
    drawing.descendants().filter(has_class).collect()
}

fn group_of(count: usize) -> Value {
    let account = lines()[0]["accounts"][0].clone();
    let named = |place: usize| {
        let mut account = account.clone();
        account["id"] = format!("account-{place}").into();
        account
    };
    let mut group = lines().remove(0);
    group["accounts"] = (0..count).map(named).collect();
    group
}

#[test]
fn the_plans_of_the_example_in_words() {
    let ran = plan(&[&example()], "");
    assert_eq!(ran.end(), (Some(0), ""));
    insta::assert_snapshot!("plans", ran.out);
}

#[test]
fn the_difference_that_a_change_makes_in_words() {
    let ran = plan(&[&example(), "--what-if", "residences=DE"], "");
    assert_eq!(ran.end(), (Some(0), ""));
    insta::assert_snapshot!("what_if", ran.out);
}

#[test]
fn one_answer_a_line_for_other_programs() {
    let ran = plan(&[&example(), "--format", "json"], "");
    assert_eq!(ran.end(), (Some(0), ""));
    let answers = ran.answers();
    let cases: Vec<_> = answers.iter().map(|answer| answer["case"].clone()).collect();
    assert_eq!(cases, lines().iter().map(|line| line["case"].clone()).collect::<Vec<_>>());
    let ids = ["acc-isa", "acc-gia", "acc-junior"].map(Value::from);
    for answer in &answers {
        let keys: Vec<_> = answer.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["case", "earliest", "firm", "remarks", "steps"]);
        let steps = answer["steps"].as_array().unwrap();
        for (place, step) in (0_u64..).zip(steps) {
            assert_eq!(step["place"], place);
            assert!(step["account"].is_null() || ids.contains(&step["account"]));
            let after = step["after"].as_array().unwrap();
            assert!(after.iter().all(|before| before.as_u64().unwrap() < place));
        }
        assert_eq!(steps.last().unwrap()["earliest"], answer["earliest"]);
    }
}

#[test]
fn a_change_is_an_answer_with_both_plans() {
    let ran = plan(&["--format", "json", "--what-if", "residences=DE"], lines()[1].to_string());
    assert_eq!(ran.end(), (Some(0), ""));
    let answer = ran.answers().remove(0);
    let keys: Vec<_> = answer.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["added", "after", "before", "case", "later_by_seconds", "spared"]);
    assert!(answer["later_by_seconds"].as_i64().unwrap() < 0);
    assert_eq!(answer["spared"][0]["act"], "record");
    assert_eq!(answer["spared"][0], answer["before"]["steps"][3]);
}

/// Whatever can be changed can be changed from here, and what the change is counts.
#[test]
fn each_key_changes_what_it_names() {
    let line = with("[\"DE\"]", "[\"GB\"]");
    let later = |change: &str| {
        let ran = plan(&["--format", "json", "--what-if", change], line.as_str());
        assert_eq!(ran.end(), (Some(0), ""), "{change}");
        let answer = ran.answers().remove(0);
        (answer["later_by_seconds"].as_i64().unwrap(), answer["added"].as_array().unwrap().len())
    };
    let boundary = 62 * 86_400 + 14 * 3_600;
    assert_eq!(later("residences=DE"), (-boundary, 0));
    assert_eq!(later("residences=DE,GB"), (0, 0));
    assert_eq!(later("residences=unknown"), (-boundary, 1));
    assert_eq!(later("strictness=prudent"), (0, 2));
    assert_eq!(later("missed_boundary=when_clear"), (0, 0));
    assert_eq!(later("now=2026-04-06T09:00:00Z"), (365 * 86_400, 0));
    assert_eq!(later("reason=moves away=far"), (0, 0));
    assert_eq!(later("reason="), (0, 0));
}

#[test]
fn a_reason_is_what_a_provider_may_ask_for() {
    let question = json!({
        "policy": {"provider": "udara360"}, "subject": "account", "state": {"status": 1},
        "facts": {"cash": [], "liens": []}, "now": "2026-03-20T09:00:00Z",
    });
    let spared = |question: &Value, change: &str| {
        let ran = plan(&["--format", "json", "--what-if", change], question.to_string());
        let answer = ran.answers().remove(0);
        (answer["spared"].as_array().unwrap().len(), answer["added"].as_array().unwrap().len())
    };
    assert_eq!(spared(&question, "reason=moves"), (1, 0));
    let mut told = question;
    told["reason"] = json!({"text": "moves"});
    assert_eq!(spared(&told, "reason="), (0, 1));
}

#[test]
fn what_cannot_be_used_says_what_was_expected() {
    let cases: [(&[&str], &[&str]); 12] = [
        (&["--what-if", "residences"], &["expected KEY=VALUE"]),
        (&["--what-if", "residences=UK"], &["`UK` is not a country", "`GB`"]),
        (&["--what-if", "residences="], &["`` is not a country"]),
        (&["--what-if", "strictness=lax"], &["expected `documented` or `prudent`, found `lax`"]),
        (
            &["--what-if", "missed_boundary=never"],
            &["expected `next_boundary` or `when_clear`, found `never`"],
        ),
        (&["--what-if", "now=today"], &["`today` is not an instant", "2026-04-05T23:00:00Z"]),
        (&["--what-if", "colour=red"], &["`colour` cannot be changed", "`missed_boundary`"]),
        (&["--what-if", "\u{1b}[2J=1"], &[r"`\u{1b}[2J` cannot be changed"]),
        (&["--what-if", "reason=a", "--what-if", "reason=b"], &["cannot be used multiple times"]),
        (&["--html", "-", "--format", "json"], &["cannot be used with"]),
        (&["--html", "no/such/folder/page.html"], &["cannot write `no/such/folder/page.html`"]),
        (&["no/such/file.ndjson"], &["cannot read `no/such/file.ndjson`"]),
    ];
    for (arguments, words) in cases {
        let ran = plan(arguments, "");
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(words.iter().all(|words| ran.err.contains(words)), "{arguments:?}: {}", ran.err);
    }
}

/// The page is written while the questions are read.
#[test]
fn a_page_never_overwrites_the_questions() {
    let path = file("plan-itself.ndjson", LINE);
    let ran = plan(&[&path, "--html", &path], "");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("is to be read and to be written"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), LINE);
}

#[test]
fn a_line_without_a_plan_takes_none_from_its_neighbours() {
    let unknown = with("ACTIVE", "SOMETHING_NEW");
    let input = format!("{LINE}\noops\n{unknown}\n\n{LINE}\n");
    let ran = plan(&["--format", "json"], input.as_str());
    assert_eq!(ran.end(), (Some(1), ""));
    let answers = ran.answers();
    let errors: Vec<_> = answers.iter().map(|answer| answer["error"]["line"].as_u64()).collect();
    assert_eq!(errors, [None, Some(2), Some(3), None]);
    let expected = "`it` is `SOMETHING_NEW`: no documented way leads from there to a closed status";
    assert_eq!(answers[2], json!({"case": "it", "error": {"line": 3, "message": expected}}));

    let words = plan(&[], input.as_str());
    assert_eq!(words.end(), (Some(1), ""));
    assert!(
        words.out.contains(&format!("no plan  standard input:3 (it)\n    {expected}\n")),
        "{}",
        words.out
    );
    assert_eq!(words.out.matches("it  upvest account  closes").count(), 2);

    let page = plan(&["--html", "-"], input);
    assert_eq!(page.code, Some(1));
    assert!(page.err.contains(&format!("error: standard input:3 (it): {expected}\n")), "{}", page.err);
    assert_eq!((page.out.matches("No plan: ").count(), timelines(&page.out).len()), (2, 2));
}

/// Whatever is a question is planned, or it is said why not.
#[test]
fn every_case_of_the_contract_has_an_answer() {
    let ran = plan(&["--format", "json"], case_lines().join("\n"));
    assert_eq!(ran.err, "");
    let answers = ran.answers();
    assert_eq!(answers.len(), case_lines().len());
    assert!(
        answers.iter().all(|answer| answer["steps"].is_array() || answer["error"]["message"].is_string())
    );
}

#[test]
fn what_is_closed_has_no_steps() {
    let closed = with("ACTIVE", "CLOSED");
    assert_eq!(plan(&[], closed.as_str()).out, "it  upvest account  is closed\n");
    assert!(timelines(&page(closed)).is_empty());
}

#[test]
fn a_page_is_written_into_a_file() {
    let path = nowhere("plans.html");
    let ran = plan(&[&example(), "--html", &path], "");
    assert_eq!((ran.end(), ran.out.as_str()), ((Some(0), ""), ""));
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(written, page(fs::read(example()).unwrap()));
    assert!(written.starts_with("<!DOCTYPE html>\n") && written.ends_with("</html>\n"));
}

#[test]
fn a_page_has_a_lane_for_each_account_and_one_for_the_group() {
    for count in [1, 3, 12] {
        let page = page(group_of(count).to_string());
        let drawing = timelines(&page).remove(0);
        assert_eq!(of_class(&drawing, "lane").len(), count + 1);
        let titles: Vec<_> = drawing.descendants().filter(|node| node.has_tag_name("title")).collect();
        let told: Vec<_> = titles.iter().filter_map(Node::text).collect();
        assert!((0..count).all(|place| told.contains(&format!("account-{place}").as_str())));
        let rows = page.matches("<tr><td").count();
        assert_eq!(of_class(&drawing, "mark").len(), rows, "a mark for each step of the table");
        assert_eq!(of_class(&drawing, "now").len(), 1);
        assert!(!of_class(&drawing, "boundary").is_empty());
        assert!(!of_class(&drawing, "last").is_empty());
    }
    let single = page(lines()[1].to_string());
    assert_eq!(of_class(&timelines(&single)[0], "lane").len(), 1);
}

/// Nothing of it comes from elsewhere, and nothing runs.
#[test]
fn a_page_needs_nothing_else() {
    let page = page(fs::read(example()).unwrap());
    for word in ["http", "<script", "<link", "<img", "@import", "url(", "src=", "href="] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("@media print"));
    for drawing in timelines(&page) {
        let root = drawing.root_element();
        let called = root.attribute("aria-labelledby").unwrap();
        let by_id = |id: &str| drawing.descendants().any(|node| node.attribute("id") == Some(id));
        assert!(called.split(' ').all(by_id), "{called}");
    }
}

/// Ids, cases and changes are text, whatever stands in them.
#[test]
fn what_others_wrote_is_text() {
    let evil = "<script>alert(1)</script>\"'&\u{1b}[2J\u{202e}";
    let mut group = group_of(2);
    group["case"] = evil.into();
    group["accounts"][0]["id"] = evil.into();
    group["accounts"][0]["state"]["status"] = evil.into();
    let mut unknown = group.clone();
    unknown["state"]["status"] = evil.into();
    let refused = plan(&["--html", "-"], unknown.to_string());
    assert_eq!(refused.code, Some(1));
    let made = plan(&["--html", "-", "--what-if", &format!("reason={evil}")], group.to_string());
    assert_eq!(made.end(), (Some(0), ""));
    for page in [refused.out, made.out] {
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script"));
        assert!(!page.contains(['\u{1b}', '\u{202e}']));
        drawings(&page);
    }
    let words = plan(&[], group.to_string()).out;
    assert!(words.contains(r"\u{1b}[2J\u{202e}") && !words.contains('\u{1b}'), "{words}");
}

/// No two labels of a lane cover each other, and none leaves the drawing.
#[test]
fn labels_have_room() {
    for question in [group_of(12), lines().remove(0), lines().remove(1)] {
        let page = page(question.to_string());
        let drawing = timelines(&page).remove(0);
        let width: f64 = drawing.root_element().attribute("width").unwrap().parse().unwrap();
        let number = |node: &Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
        let mut boxes: Vec<(f64, f64, &str)> = Vec::new();
        for label in of_class(&drawing, "label") {
            let (x, y) = (number(&label, "x"), label.attribute("y").unwrap());
            let room = label.text().unwrap().chars().fold(0.0, |room, _| room + 6.2);
            let (left, right) =
                if label.attribute("text-anchor") == Some("end") { (x - room, x) } else { (x, x + room) };
            assert!(left >= 0.0 && right <= width, "{:?}", label.text());
            let covers = |other: &(f64, f64, &str)| other.2 == y && left < other.1 && other.0 < right;
            assert!(!boxes.iter().any(covers), "{:?}", label.text());
            boxes.push((left, right, y));
        }
        assert!(!boxes.is_empty());
    }
}

/// A question about an account of Alpaca, or a group of Upvest, in which some fields are others.
fn question(provider: &str, subject: &str, status: &str, facts: &Value) -> Value {
    let mut question = json!({
        "case": "it", "policy": {"provider": provider, "residences": ["DE"]}, "subject": subject,
        "state": {"status": status}, "facts": {"positions": [], "cash": [], "outstanding_withdrawals": []},
        "now": "2026-02-02T09:00:00Z",
    });
    for (fact, items) in facts.as_object().unwrap() {
        question["facts"][fact] = items.clone();
    }
    question
}

/// The heading of a plan in words, and what is said beside the steps.
fn remarks(question: &Value) -> (String, Vec<String>) {
    let ran = plan(&[], question.to_string());
    assert_eq!(ran.end(), (Some(0), ""));
    let told = ran.out.lines().filter_map(|line| line.trim().strip_prefix("!  ")).map(str::to_owned);
    (ran.out.lines().next().unwrap().to_owned(), told.collect())
}

#[test]
fn what_is_to_be_known_beside_the_steps_is_said_in_words() {
    let cash = json!({"cash": [{"currency": "USD", "amount": "50"}]});
    let held = json!({"positions": [{"instrument": "A", "quantity": "3"}]});
    let suspended = json!({"positions": [{"instrument": "A", "quantity": "3"}],
        "restrictions": ["trade_suspended_by_user"]});
    let overdue = json!({"cash": [{"currency": "USD", "amount": "50"}],
        "pending_transfers": [{"id": "ach", "expected_on": "2025-11-03"}]});
    let way = "provider  these steps open it first; the way out of an application is that it is rejected or withdrawn";
    for (status, facts, end, expected) in [
        ("ACCOUNT_CLOSED", json!({}), "is closed", None),
        (
            "ACCOUNT_CLOSED",
            cash,
            "is closed, and not empty",
            Some("holder    contradiction: it is ACCOUNT_CLOSED, and yet: cash balance; withdraw, only to another account in the provider's own books".to_owned()),
        ),
        (
            "ACCOUNT_CLOSED",
            held,
            "is closed, and not empty",
            Some("provider  contradiction: it is ACCOUNT_CLOSED, and yet: open positions; nothing is permitted, so only the provider can put it right".to_owned()),
        ),
        ("REJECTED", json!({}), "was never opened", Some("nobody    it was never opened: nothing is to be done".to_owned())),
        (
            "SUBMITTED",
            json!({}),
            "closes 2026-02-02T09:00:00Z (at the earliest)",
            Some(format!("{way} (the provider's moves: review, then reject)")),
        ),
        (
            "APPROVED",
            json!({}),
            "closes 2026-02-02T09:00:00Z (at the earliest)",
            Some(format!("{way}, for which no document has a move")),
        ),
        (
            "ACTIVE",
            suspended,
            "closes 2026-02-02T09:00:00Z (at the earliest)",
            Some("holder    the holder has suspended trading, and can lift that alone, to sell or to buy back".to_owned()),
        ),
        (
            "ACTIVE",
            overdue,
            "closes 2026-02-02T09:00:00Z (at the earliest)",
            Some("service   pending transfers: an expected day has begun and it is still there; find out why".to_owned()),
        ),
    ] {
        let (heading, told) = remarks(&question("alpaca", "account", status, &facts));
        assert_eq!(heading, format!("it  alpaca account  {end}"));
        assert_eq!(told, expected.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn accounts_that_contradict_their_group_are_named_in_every_form() {
    let mut group = question("upvest", "group", "CLOSED", &json!({}));
    group["accounts"] = json!([{"id": "a1", "state": {"status": "ACTIVE"}, "facts": {"positions": [],
        "outstanding_withdrawals": [], "expected_corporate_actions": []}}]);
    let (heading, told) = remarks(&group);
    assert_eq!(
        heading,
        "it  upvest group  is closed, and its accounts close 2026-02-02T09:00:00Z (at the earliest)"
    );
    let contradiction =
        "contradiction: it is CLOSED, and yet: accounts not closed; only the provider can say which is true";
    assert_eq!(told, [format!("provider  {contradiction}")]);
    let answer = plan(&["--format", "json"], group.to_string()).answers().remove(0);
    let remark = json!({"account": null, "remark": "contradiction", "code": "accounts_not_closed", "cures": [],
        "limit": null, "actor": "provider"});
    assert_eq!(answer["remarks"], json!([remark]));
    assert!(page(group.to_string()).contains(&format!("<li>the group: provider: {contradiction}</li>")));
    // Of an account that nobody knows the status is found out, beside whatever else is to be done.
    group["state"]["status"] = "ACTIVE".into();
    group["accounts"][0]["state"]["status"] = "SUSPENDED".into();
    let words = plan(&[], group.to_string()).out;
    assert!(
        words.contains("service   status unknown: find out what it means, and whether it is closed"),
        "{words}"
    );
    let answer = plan(&["--format", "json"], group.to_string()).answers().remove(0);
    let step = &answer["steps"][0];
    assert_eq!(
        (&step["account"], &step["act"], &step["fact"]),
        (&json!("a1"), &json!("find_out"), &json!("status"))
    );
    assert!(page(group.to_string()).contains("find out status"));
}

#[test]
fn both_kinds_of_positions_and_both_ways_of_cash_are_told_apart() {
    let positions = json!([{"instrument": "A", "quantity": "5"}, {"instrument": "B", "quantity": "-5"}]);
    let cash = json!([{"currency": "USD", "amount": "-120"}]);
    let both = question("alpaca", "account", "ACTIVE", &json!({"positions": positions, "cash": cash}));
    let words = plan(&[], both.to_string()).out;
    let steps: Vec<&str> = words.lines().filter(|line| line.contains(". holder ")).map(str::trim).collect();
    let expected = [
        "1. holder    short positions: buy back, liquidate or transfer out",
        "2. holder    long positions: sell, liquidate or transfer out",
        "3. holder    cash balance: withdraw or deposit what is left",
    ];
    assert_eq!(steps, expected);
    let answer = plan(&["--format", "json"], both.to_string()).answers().remove(0);
    let sides: Vec<&Value> = answer["steps"].as_array().unwrap().iter().map(|step| &step["side"]).collect();
    assert_eq!(sides, [&json!("short"), &json!("long"), &json!(null), &json!(null)]);
    assert!(answer["steps"][2].get("side").is_none());
}
