//! How a type that is read by hand, or by a form of its own, gets its schema.

/// Gives a public type the schema of the private form by which it is read and written.
macro_rules! as_form {
    ($Type:ty => $Form:ty) => {
        impl schemars::JsonSchema for $Type {
            fn schema_name() -> alloc::borrow::Cow<'static, str> {
                <$Form as schemars::JsonSchema>::schema_name()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$Form as schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}

/// Gives a type with a hand-written reader a hand-written schema.
macro_rules! by_hand {
    ($Type:ty, $name:literal, $schema:tt) => {
        impl schemars::JsonSchema for $Type {
            fn schema_name() -> alloc::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

pub(super) use {as_form, by_hand};
