//! The tests of the crate, in one binary: it links once, and what they share is shared. Above each module stands the
//! guarantee that its tests hold.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that panics has failed, which is what it is for"
)]

// What a decision says beside its verdict: obligations, boundaries, the revision.
mod answers;
// Names, order and classes of every catalogue, against lists typed by hand.
mod catalogues;
// Every clock opens at its instant and not a nanosecond before it.
mod clocks;
// Every case of the contract gets the answer that it expects.
mod contract;
// No cure is named that is denied to whom it is named.
mod cures;
// The generated documents are those that the tables give.
mod docs_current;
// When a closing counts, and from when it could, on both sides of every boundary.
mod effective;
// A group with its accounts as one unit says what one question after the other says.
mod group;
// Clearing one thing after another shows the next blocker, until there is none.
mod healing;
// Scalars of the JSON form: read, refused, and in which words.
mod json;
// Tax years agree with vectors computed independently, over a whole cycle.
mod jurisdictions;
// Every law of docs/LAWS.md that speaks of pairs of questions, on arbitrary ones.
mod laws;
// Whatever lint finds can be lived through, and what can be lived through it finds.
mod lint;
// Every status against every command, for review by eye.
mod matrix;
// An instant or a day that contradicts the question is an error, and never a verdict.
mod misuse;
// A user can be offboarded when every account and group says so.
mod offboarding;
// Fifteen defects of other systems cannot occur here.
mod peers;
// The whole matrix of activities, statuses and restrictions.
mod permission;
// A plan that is followed leads to closed, at the instant that it names.
mod plan;
// A wrong row in a table is noticed by somebody who never saw the table.
mod planted;
// A question names a policy of a house, and gets the answer of that policy.
mod policies;
// Reasons of one system become those of another, and what a customer is told.
mod reasons;
// A second engine, written from the documents, that other tests compare with.
mod reference;
// Requests as tests write them.
mod requests;
// How long records are kept, against days computed by hand.
mod retention;
// What is written reads back equal.
mod round_trips;
// JSON Schemas agree with the readers.
mod schemas;
// The small changes that laws compare a question with do what they say.
mod strategies;
// No guarantee: builders that make a test read as a sentence.
mod support;
// A sweep, of an owned book as of columns, says of every row what `decide` says.
mod sweep;
// Tax years of all countries: their borders, and what is recorded of the past.
mod tax_years;
// Style: rooms, files, sizes, words and exemptions.
mod tidy;
// Every law that one situation shows, on every situation there is.
mod walk;
// Every step of a group and its accounts leads from safe to safe.
mod walk_group;
// Every law that one decision shows, on every abstract state of every profile.
mod walk_profiles;
// Alpaca on the wire, to the letter of its documents.
mod wire_alpaca;
// Methods, paths, schemes and headers of every provider, to the letter.
mod wire_documents;
// Questions for plans: read, written back, and refused in which words.
mod wire_plan;
// What every provider's reply has in common.
mod wire_reply;
// What an answer says in a provider's own words, and how firmly each stands.
mod wire_said;
// udara360's call from bytes to bytes, with every limit and refusal.
mod wire_udara360;
// Whole lives of accounts and groups at Upvest, to the letter of its documents.
mod wire_upvest;
// Yuno's call from bytes to bytes, with every limit and refusal.
mod wire_yuno;
mod words;
