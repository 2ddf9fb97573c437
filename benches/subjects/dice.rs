//! Numbers that look like any, and are the same at every run.

pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new() -> Self {
        Self(88_172_645_463_325_252)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn one_in(&mut self, count: u64) -> bool {
        self.roll().is_multiple_of(count)
    }

    pub(crate) fn below(&mut self, limit: i64) -> i64 {
        i64::try_from(self.roll() >> 1).unwrap() % limit
    }
}
