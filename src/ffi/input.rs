//! C arguments, checked: NULL, UTF-8, lengths, enumerations, out pointers and handles.
//!
//! [`Call`] is the host's promise that its pointers keep the contract of `scor.h`. It is made once, by the
//! guard, so that the thin functions need no `unsafe` of their own to read an argument.

use std::ffi::{CStr, c_char};
use std::marker::PhantomData;
use std::ptr;
use std::slice;

use super::handle::{self, Handle, Use};
use crate::error::{Error, Kind, Result};

/// The arguments of one call. References read through it live no longer than the call.
pub(super) struct Call(());

fn null(name: &'static str) -> Error {
    Error::new(Kind::NullArgument).with("name", name)
}

/// `arg.value` for the argument `name`.
pub(super) fn bad_value(name: &'static str) -> Error {
    Error::new(Kind::BadValue).with("name", name)
}

#[expect(clippy::unused_self, reason = "the receiver is the proof that the host promised")]
impl Call {
    /// # Safety
    ///
    /// For the life of the value, every pointer handed to its methods is NULL or valid as `scor.h` says:
    /// strings end in NUL, byte blocks have their length, out pointers are writable and aligned.
    pub(super) unsafe fn new() -> Self {
        Call(())
    }

    /// A string: `arg.null` or `arg.utf8`.
    pub(super) fn text(&self, name: &'static str, text: *const c_char) -> Result<&str> {
        self.optional_text(name, text)?.ok_or_else(|| null(name))
    }

    /// A string that may be NULL: `arg.utf8`.
    pub(super) fn optional_text(&self, name: &'static str, text: *const c_char) -> Result<Option<&str>> {
        if text.is_null() {
            return Ok(None);
        }
        // SAFETY: not NULL, so by `new` it ends in NUL and stays unchanged during the call.
        let text = unsafe { CStr::from_ptr(text) };
        text.to_str().map(Some).map_err(|_| Error::new(Kind::BadUtf8).with("name", name))
    }

    /// A block of bytes; NULL is allowed when its size is 0.
    pub(super) fn bytes(&self, name: &'static str, data: *const u8, size: usize) -> Result<&[u8]> {
        match (data.is_null(), size) {
            (_, 0) => Ok(&[]),
            (true, _) => Err(null(name)),
            (false, _) if isize::try_from(size).is_err() => Err(bad_value(name)),
            // SAFETY: not NULL and not too large, so by `new` it holds `size` bytes during the call.
            (false, _) => Ok(unsafe { slice::from_raw_parts(data, size) }),
        }
    }

    /// Values of a C array; NULL is allowed when it has none. `most` bounds what is read of a wrong count.
    pub(super) fn array<T: Plain>(
        &self,
        name: &'static str,
        data: *const T,
        count: usize,
        most: usize,
    ) -> Result<&[T]> {
        match (data.is_null(), count) {
            (_, 0) => Ok(&[]),
            (true, _) => Err(null(name)),
            (false, _) if count > most => Err(bad_value(name)),
            // SAFETY: not NULL, so by `new` it is aligned and holds `count` values during the call.
            (false, _) => Ok(unsafe { slice::from_raw_parts(data, count) }),
        }
    }

    /// A constant of an enumeration, translated by `from`.
    pub(super) fn choice<T>(
        &self,
        name: &'static str,
        value: i32,
        from: impl FnOnce(i32) -> Option<T>,
    ) -> Result<T> {
        from(value).ok_or_else(|| bad_value(name))
    }

    /// A count or index of the host's that the core wants as `usize`.
    pub(super) fn index(&self, name: &'static str, value: i32) -> Result<usize> {
        usize::try_from(value).map_err(|_| bad_value(name))
    }

    /// A boolean, 0 or 1.
    pub(super) fn flag(&self, name: &'static str, value: i32) -> Result<bool> {
        match value {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(bad_value(name)),
        }
    }

    /// The object behind a handle.
    pub(super) fn object<H: Handle + Send + Sync + 'static>(
        &self,
        name: &'static str,
        handle: *const H,
    ) -> Result<Use<H>> {
        handle::look_up(name, handle)
    }

    /// The object behind a handle that may be NULL.
    pub(super) fn optional<H: Handle + Send + Sync + 'static>(
        &self,
        name: &'static str,
        handle: *const H,
    ) -> Result<Option<Use<H>>> {
        if handle.is_null() { Ok(None) } else { handle::look_up(name, handle).map(Some) }
    }

    /// A required out pointer, blanked at once.
    pub(super) fn out<T: Blank>(&self, name: &'static str, out: *mut T) -> Result<Out<'_, T>> {
        if out.is_null() {
            return Err(null(name));
        }
        let out = Out { out, call: PhantomData };
        out.set(T::BLANK);
        Ok(out)
    }

    /// Blanks an out pointer that may be NULL.
    pub(super) fn clear<T: Blank>(&self, out: *mut T) {
        if !out.is_null() {
            Out { out, call: PhantomData }.set(T::BLANK);
        }
    }
}

/// Where a result goes. Kept as a raw pointer: a host may pass the same address twice.
pub(super) struct Out<'call, T> {
    out: *mut T,
    call: PhantomData<&'call Call>,
}

impl<T> Out<'_, T> {
    /// Writes the result.
    pub(super) fn set(&self, value: T) {
        // SAFETY: not NULL and made by `Call`, so by `Call::new` it is writable and aligned.
        unsafe { self.out.write(value) };
    }
}

impl<H: Handle + Send + Sync + 'static> Out<'_, *mut H> {
    /// Hands an object to the host.
    pub(super) fn put(&self, object: H::Object) -> Result<()> {
        self.ready(object)?.hand();
        Ok(())
    }

    /// Stores an object without handing it over yet: where a call has several results, the others may fail.
    pub(super) fn ready(&self, object: H::Object) -> Result<Ready<'_, H>> {
        Ok(Ready { handle: handle::insert(object)?, out: self })
    }
}

/// An object that the host does not have yet; it goes again unless it is handed over.
pub(super) struct Ready<'out, H: Handle + Send + Sync + 'static> {
    handle: *mut H,
    out: &'out Out<'out, *mut H>,
}

impl<H: Handle + Send + Sync + 'static> Ready<'_, H> {
    /// Hands the object to the host.
    pub(super) fn hand(mut self) {
        self.out.set(std::mem::replace(&mut self.handle, ptr::null_mut()));
    }
}

impl<H: Handle + Send + Sync + 'static> Drop for Ready<'_, H> {
    fn drop(&mut self) {
        // NULL, once handed over, removes nothing; a handle just made is live.
        drop(handle::remove("out", self.handle));
    }
}

/// What a C array may hold: types that any bytes are a value of.
pub(super) trait Plain {}

impl Plain for i32 {}
impl<H: Handle> Plain for *mut H {}

/// What an out pointer holds when the call fails.
pub(super) trait Blank {
    /// NULL or 0.
    const BLANK: Self;
}

impl<T> Blank for *mut T {
    const BLANK: Self = ptr::null_mut();
}

macro_rules! blank_int {
    ($($t:ty)*) => { $(impl Blank for $t { const BLANK: Self = 0; })* };
}
blank_int!(i32 u32 i64 u64 usize);

#[cfg(test)]
mod tests {
    use super::*;

    fn call() -> Call {
        // SAFETY: the tests below pass valid pointers only.
        unsafe { Call::new() }
    }

    fn kind<T>(result: Result<T>) -> Option<Kind> {
        result.err().map(|e| e.kind())
    }

    #[test]
    fn strings() {
        let call = call();
        assert_eq!(call.text("t", c"é".as_ptr()), Ok("é"));
        assert_eq!(kind(call.text("t", ptr::null())), Some(Kind::NullArgument));
        assert_eq!(call.optional_text("t", ptr::null()), Ok(None));
        assert_eq!(kind(call.text("t", c"\xE9".as_ptr())), Some(Kind::BadUtf8));
    }

    #[test]
    fn blocks_of_bytes() {
        let call = call();
        assert_eq!(call.bytes("b", b"ab".as_ptr(), 2), Ok(&b"ab"[..]));
        assert_eq!(call.bytes("b", ptr::null(), 0), Ok(&b""[..]));
        assert_eq!(kind(call.bytes("b", ptr::null(), 1)), Some(Kind::NullArgument));
        assert_eq!(kind(call.bytes("b", b"ab".as_ptr(), usize::MAX)), Some(Kind::BadValue));
    }

    #[test]
    fn arrays() {
        let call = call();
        assert_eq!(call.array("a", [1, 2].as_ptr(), 2, 2), Ok(&[1, 2][..]));
        assert_eq!(call.array::<i32>("a", ptr::null(), 0, 2), Ok(&[][..]));
        assert_eq!(kind(call.array::<i32>("a", ptr::null(), 1, 2)), Some(Kind::NullArgument));
        assert_eq!(kind(call.array("a", [1, 2].as_ptr(), usize::MAX, 2)), Some(Kind::BadValue));
    }

    #[test]
    fn numbers() {
        let call = call();
        assert_eq!(call.flag("f", 1), Ok(true));
        assert_eq!(kind(call.flag("f", 2)), Some(Kind::BadValue));
        assert_eq!(kind(call.index("i", -1)), Some(Kind::BadValue));
        assert_eq!(kind(call.choice("c", 9, |v| (v == 1).then_some(()))), Some(Kind::BadValue));
    }

    #[test]
    fn outs_are_blanked_at_once() {
        let call = call();
        let mut number = 7i32;
        let out = call.out("o", &raw mut number).ok();
        assert_eq!(number, 0);
        out.unwrap().set(5);
        assert_eq!(number, 5);
        assert_eq!(kind(call.out::<i32>("o", ptr::null_mut())), Some(Kind::NullArgument));
    }
}
