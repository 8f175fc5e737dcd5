//! Enumerations kept as text: one list of names for SQL, JSON, forms and addresses.

/// A stored or typed word that is none of the known ones.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not known here")]
pub struct UnknownWord(pub String);

/// Declares an enumeration whose variants are stored as text.
///
/// ```ignore
/// text_enum! {
///     /// How soon it matters.
///     pub enum Urgency { Emergency => "emergency", Low => "low" }
/// }
/// ```
///
/// Gives `ALL` (in the order written, which is also the order of `Ord`), `as_str`, `FromStr`, `Display`, serde as the
/// same string, and sqlx as a text column: select with `urgency as "urgency: Urgency"`, bind with `urgency.as_str()`.
macro_rules! text_enum {
    ($($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident => $text:literal),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::text::UnknownWord;
            fn from_str(name: &str) -> ::std::result::Result<Self, Self::Err> {
                match name {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::text::UnknownWord(name.chars().take(80).collect())),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                let name = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(from)?;
                name.parse().map_err(::serde::de::Error::custom)
            }
        }

        impl ::sqlx::Type<::sqlx::Postgres> for $name {
            fn type_info() -> ::sqlx::postgres::PgTypeInfo {
                <str as ::sqlx::Type<::sqlx::Postgres>>::type_info()
            }
            fn compatible(ty: &::sqlx::postgres::PgTypeInfo) -> bool {
                <str as ::sqlx::Type<::sqlx::Postgres>>::compatible(ty)
            }
        }

        impl ::sqlx::postgres::PgHasArrayType for $name {
            fn array_type_info() -> ::sqlx::postgres::PgTypeInfo {
                <&str as ::sqlx::postgres::PgHasArrayType>::array_type_info()
            }
            fn array_compatible(ty: &::sqlx::postgres::PgTypeInfo) -> bool {
                <&str as ::sqlx::postgres::PgHasArrayType>::array_compatible(ty)
            }
        }

        impl ::sqlx::Encode<'_, ::sqlx::Postgres> for $name {
            fn encode_by_ref(
                &self,
                buf: &mut ::sqlx::postgres::PgArgumentBuffer,
            ) -> ::std::result::Result<::sqlx::encode::IsNull, ::sqlx::error::BoxDynError> {
                <&str as ::sqlx::Encode<'_, ::sqlx::Postgres>>::encode_by_ref(&self.as_str(), buf)
            }
        }

        impl<'r> ::sqlx::Decode<'r, ::sqlx::Postgres> for $name {
            fn decode(value: ::sqlx::postgres::PgValueRef<'r>) -> ::std::result::Result<Self, ::sqlx::error::BoxDynError> {
                Ok(<&str as ::sqlx::Decode<'r, ::sqlx::Postgres>>::decode(value)?.parse::<Self>()?)
            }
        }
    )+};
}
pub(crate) use text_enum;

#[cfg(test)]
mod tests {
    text_enum! {
        /// Which way the wind blows.
        pub enum Wind { FromSea => "from_sea", FromLand => "from_land" }
    }

    #[test]
    fn one_name_serves_text_json_and_display() {
        for &wind in Wind::ALL {
            assert_eq!(wind.as_str().parse::<Wind>(), Ok(wind));
            let json = serde_json::to_string(&wind).expect("serialises");
            assert_eq!(json, format!("\"{wind}\""));
            assert_eq!(
                serde_json::from_str::<Wind>(&json).expect("deserialises"),
                wind
            );
        }
        assert!(Wind::FromSea < Wind::FromLand);
    }

    #[test]
    fn an_unknown_name_is_refused_with_what_it_was() {
        let refused = "up".parse::<Wind>().expect_err("no such wind");
        assert_eq!(refused.to_string(), "\"up\" is not known here");
        assert!(serde_json::from_str::<Wind>("\"up\"").is_err());
    }
}
