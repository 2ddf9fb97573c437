//! The number that an accepted request is answered with.

use super::{ID, NOW, prudent, request};
use crate::support::{at, empty, state};
use closeout::{
    lifecycle::Subject,
    vocab::Basis,
    wire::upvest::{self, AcceptedAs},
};

/// U-10: no document gives the number, so the service chooses it, and it is never called documented or inferred.
#[test]
fn the_number_of_a_success_is_the_choice_of_the_service_and_that_of_a_problem_is_not() {
    let (policy, facts) = (prudent(Subject::Group), empty());
    let active = state(&policy, "ACTIVE");
    let answer = |chosen, found| {
        let request = request(Subject::Group, ID, &[]).accepted_as(chosen);
        let reply = upvest::handle(&request, found, &facts, &policy, at(NOW)).unwrap();
        (reply.status(), reply.status_basis())
    };
    let numbers = [(AcceptedAs::Ok, 200), (AcceptedAs::Accepted, 202), (AcceptedAs::NoContent, 204)];
    for (chosen, number) in numbers {
        assert_eq!(answer(chosen, Some(&active)), (number, None));
        assert_eq!(answer(chosen, None), (404, Some(Basis::Inferred)));
    }
    assert_eq!(AcceptedAs::default(), AcceptedAs::Accepted);
    let notice =
        request(Subject::Group, ID, &[("notification_only", "true")]).accepted_as(AcceptedAs::NoContent);
    let reply = upvest::handle(&notice, Some(&active), &facts, &policy, at(NOW)).unwrap();
    assert_eq!((reply.status(), reply.decision().is_none()), (204, true));
}
