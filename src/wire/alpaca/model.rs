//! The account model: data about the person and their application.
//!
//! No rule reads any of it. Closing does not delete it: the records and information of an account are kept, so if you
//! store a closed account, store these objects with it, unchanged.

use super::object::{Stamp, object};
use crate::Amount;
use alloc::boxed::Box;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

object! {
    /// The account model, with the requested sections. Fields that are required for opening an account are not checked
    /// here: this crate closes them.
    pub struct AccountModel {}
    optional {
        /// The contact data of the user.
        contact: Contact,
        /// Facts about the user's person and means.
        identity: Identity,
        /// Disclosures about the user.
        disclosures: Disclosures,
        /// Agreements that the user has signed.
        agreements: Vec<Agreement>,
        /// Documents that were uploaded.
        documents: Vec<Document>,
        /// The person to contact if the user cannot be reached.
        trusted_contact: TrustedContact,
    }
}

object! {
    /// The contact data of a user, or of a trusted contact.
    pub struct Contact {}
    optional {
        /// E-mail address.
        email_address: Box<str>,
        /// Telephone number, with the code of the country.
        phone_number: Box<str>,
        /// Lines of the street address.
        street_address: Vec<Box<str>>,
        /// City.
        city: Box<str>,
        /// State.
        state: Box<str>,
        /// Postal code.
        postal_code: Box<str>,
        /// Country, three letters. In the samples, not in the tables.
        country: Box<str>,
    }
}

object! {
    /// Facts about the user's person and means. The object `extra`, whose fields are undocumented, is skipped.
    pub struct Identity {}
    optional {
        /// First name.
        given_name: Box<str>,
        /// Last name.
        family_name: Box<str>,
        /// Date of birth.
        date_of_birth: Box<str>,
        /// Tax id.
        tax_id: Box<str>,
        /// The kind of tax id.
        tax_id_type: Box<str>,
        /// Country of citizenship, three letters.
        country_of_citizenship: Box<str>,
        /// Country of birth, three letters.
        country_of_birth: Box<str>,
        /// Country of tax residence, three letters. Once written `country_of_tax_residency`, which is read too.
        #[serde(alias = "country_of_tax_residency")]
        country_of_tax_residence: Box<str>,
        /// The sources of the money: a list, though the table names a single value.
        funding_source: Vec<Box<str>>,
        /// Yearly income, lower bound.
        annual_income_min: Amount,
        /// Yearly income, upper bound.
        annual_income_max: Amount,
        /// Liquid net worth, lower bound.
        liquid_net_worth_min: Amount,
        /// Liquid net worth, upper bound.
        liquid_net_worth_max: Amount,
        /// Total net worth, lower bound.
        total_net_worth_min: Amount,
        /// Total net worth, upper bound.
        total_net_worth_max: Amount,
    }
}

object! {
    /// Disclosures about the user.
    pub struct Disclosures {}
    optional {
        /// True if the user controls a publicly traded company.
        is_control_person: bool,
        /// True if the user is affiliated with an exchange or with FINRA.
        is_affiliated_exchange_or_finra: bool,
        /// True if the user is politically exposed.
        is_politically_exposed: bool,
        /// True if one of the immediate family is exposed or controls a company.
        immediate_family_exposed: bool,
        /// Employment.
        employment_status: Box<str>,
        /// Employer.
        employer_name: Box<str>,
        /// Employer's address.
        employer_address: Box<str>,
        /// Position held there.
        employment_position: Box<str>,
    }
}

object! {
    /// An agreement that the user has signed.
    pub struct Agreement {}
    optional {
        /// The name of the agreement.
        agreement: Box<str>,
        /// The instant of signing.
        signed_at: Stamp,
        /// The IP address of the signer.
        ip_address: Box<str>,
    }
}

object! {
    /// A document, as it is uploaded (with `content`) or as it is listed afterwards (with `id`). Its size is limited at
    /// upload, which does not matter to closing.
    pub struct Document {}
    optional {
        /// The id, present once the document was uploaded.
        id: Box<str>,
        /// The matter that it proves.
        document_type: Box<str>,
        /// The kind of document.
        document_sub_type: Box<str>,
        /// The contents in base64.
        content: Box<str>,
        /// The format of its contents.
        mime_type: Box<str>,
        /// The instant of the upload.
        created_at: Stamp,
    }
}

/// The person to reach if the user cannot be reached: a name beside the same fields as [`Contact`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustedContact {
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<Box<str>>,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<Box<str>>,
    /// The contact data. On the wire its fields are beside the name, not in an object of their own.
    #[serde(flatten)]
    pub contact: Contact,
}
