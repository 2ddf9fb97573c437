//! Groups of activities that restrictions and checks on policies speak of. Each group is written as a larger group
//! minus some activities, so a new activity of the crate counts as a movement, which every restriction on movements
//! forbids, until a line here takes it out.

use super::activity::Activity;
use super::set::Set;

/// Every activity but reading.
pub(crate) const ALL_BUT_READING: Set<Activity> = of(Activity::ALL).difference(of(&[Activity::Read]));

/// Activities that move money or positions, or could; cancelling and opening an account do not.
pub(crate) const MOVEMENTS: Set<Activity> =
    ALL_BUT_READING.difference(of(&[Activity::Cancel, Activity::OpenAccount]));

/// Activities of the holder; fees and corporate actions are bookings of the provider.
pub(crate) const OF_THE_HOLDER: Set<Activity> =
    ALL_BUT_READING.difference(of(&[Activity::ChargeFee, Activity::BookCorporateAction]));

/// Activities that place an order.
pub(crate) const ORDERS: Set<Activity> =
    of(&[Activity::Buy, Activity::Sell, Activity::Cover, Activity::Liquidate]);

/// Activities that move money into or out of an account, and nothing else.
pub(crate) const PAYMENTS: Set<Activity> = of(&[Activity::Deposit, Activity::Withdraw]);

/// Activities that cross the border of the account and take time.
pub(crate) const ACROSS: Set<Activity> = of(&[Activity::TransferIn, Activity::TransferOut]).union(PAYMENTS);

/// Activities that take money out of an account, or could: movements but for those that only bring some in.
pub(crate) const DEBITS: Set<Activity> =
    MOVEMENTS.difference(of(&[Activity::Sell, Activity::Liquidate, Activity::TransferIn, Activity::Deposit]));

/// Activities that bring money into an account, or could: movements but for those that only take some out.
pub(crate) const CREDITS: Set<Activity> = MOVEMENTS.difference(of(&[
    Activity::Buy,
    Activity::Cover,
    Activity::TransferOut,
    Activity::Withdraw,
    Activity::ChargeFee,
]));

/// Returns these activities as a set, at compile time.
pub(crate) const fn of(mut activities: &[Activity]) -> Set<Activity> {
    let mut bits = 0;
    while let [first, rest @ ..] = activities {
        bits |= 1 << first.place();
        activities = rest;
    }
    Set::from_bits(bits)
}
