//! Mail: a sealed payload comes in, the bytes of an Internet message for the host's SMTP go out; and the reverse, a
//! message from the host's mailbox comes in and its parts go out.
//!
//! Outgoing, in this order: [`inner_part`] wraps the payload (gzip, base64) into the MIME part that gets sealed;
//! [`message`] wraps the sealed part into the message. Incoming: [`read`]. Nothing here opens a connection, and
//! nothing here encrypts: between the two outgoing steps stands [`crate::seal::seal`].
//!
//! Subjects, descriptions and headers are rendered by the caller, who knows the trade; here they are checked, so
//! that no value can smuggle a header or a body into the message.

mod header;
mod incoming;
mod outgoing;

pub(crate) use incoming::unzip;
pub use incoming::{Bounds, Incoming, Part, read};
pub use outgoing::{Headers, PartHeaders, PlainHeaders, inner_part, message, plain_message};
