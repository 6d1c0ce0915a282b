//! The table of live objects. A handle is a slot number with the slot's generation, dressed up as a pointer
//! and never dereferenced: a wrong kind, a double free and a use after free are found by looking.
//!
//! A slot whose generations are used up is retired, so that a stale handle never names a newer object, not
//! even on 32-bit hosts, where 2^31 objects can be made in the life of a process.

use std::any::Any;
use std::ops::Deref;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::{Error, Kind, Result};

/// An opaque type of `scor.h` and the Rust value that stands behind it.
pub(super) trait Handle {
    /// A value that never changes, or an [`Exclusive`] one.
    type Object: Send + Sync + 'static;
}

/// Bit 0 is set: no handle is NULL or an aligned address.
const INDEX_SHIFT: u32 = 1;
const INDEX_BITS: u32 = 20;
const GENERATION_SHIFT: u32 = INDEX_SHIFT + INDEX_BITS;
/// Objects that can live at once, as the limits in `scor.h` say.
const MAX_LIVE: usize = (1 << INDEX_BITS) - 1;
const LAST_GENERATION: usize = if usize::BITS > 32 { u32::MAX as usize } else { (1 << 11) - 1 };

type Stored = Arc<dyn Any + Send + Sync>;

struct Slot {
    generation: usize,
    object: Option<Stored>,
}

struct Table {
    slots: Vec<Slot>,
    free: Vec<usize>,
}

static TABLE: Mutex<Table> = Mutex::new(Table { slots: Vec::new(), free: Vec::new() });

fn table() -> MutexGuard<'static, Table> {
    // Each step on the table is whole: a panic in between (out of memory) leaves it usable.
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Table {
    fn insert(&mut self, object: Stored) -> Result<usize> {
        let index = match self.free.pop() {
            Some(index) => index,
            None if self.slots.len() < MAX_LIVE => {
                self.slots.push(Slot { generation: 0, object: None });
                self.slots.len() - 1
            }
            None => return Err(Error::new(Kind::TooManyObjects).with("limit", MAX_LIVE)),
        };
        let slot = self.slots.get_mut(index).ok_or(Kind::TooManyObjects)?;
        slot.object = Some(object);
        Ok(1 | index << INDEX_SHIFT | slot.generation << GENERATION_SHIFT)
    }

    fn slot(&mut self, id: usize) -> Option<(usize, &mut Slot)> {
        let index = (id >> INDEX_SHIFT) & MAX_LIVE;
        let generation = id >> GENERATION_SHIFT;
        let slot = self.slots.get_mut(index)?;
        (id & 1 == 1 && slot.generation == generation && slot.object.is_some()).then_some((index, slot))
    }

    fn remove<T: Any + Send + Sync>(&mut self, id: usize) -> Option<Stored> {
        let (index, slot) = self.slot(id)?;
        if !slot.object.as_ref()?.as_ref().is::<T>() {
            return None;
        }
        let object = slot.object.take();
        if slot.generation < LAST_GENERATION {
            slot.generation += 1;
            self.free.push(index);
        }
        object
    }
}

/// What the table holds: the value and whether a panic went through it. `H` keeps two kinds of handle
/// apart that stand for the same Rust type.
struct Held<H: Handle + 'static> {
    poisoned: AtomicBool,
    value: H::Object,
}

/// Puts a value into the table and gives its handle; `arg.too_many_objects` when the table is full.
pub(super) fn insert<H: Handle + Send + Sync + 'static>(value: H::Object) -> Result<*mut H> {
    let held = Held::<H> { poisoned: AtomicBool::new(false), value };
    let id = table().insert(Arc::new(held))?;
    Ok(ptr::without_provenance_mut(id))
}

/// Looks a handle up and holds on to its value for the length of the call, whoever frees it meanwhile.
/// `arg.null`, `arg.handle` or `internal.poisoned` otherwise.
pub(super) fn look_up<H: Handle + Send + Sync + 'static>(
    name: &'static str,
    handle: *const H,
) -> Result<Use<H>> {
    if handle.is_null() {
        return Err(Error::new(Kind::NullArgument).with("name", name));
    }
    let stored = table().slot(handle.addr()).and_then(|(_, slot)| slot.object.clone());
    let held = stored.and_then(|object| object.downcast::<Held<H>>().ok());
    let held = held.ok_or_else(|| Error::new(Kind::BadHandle).with("name", name))?;
    match held.poisoned.load(Ordering::Acquire) {
        true => Err(Error::new(Kind::Poisoned)),
        false => Ok(Use(held)),
    }
}

/// Takes a handle out of the table; the value goes when the last call and the last child let go of it.
/// NULL is allowed; `arg.handle` for anything that is not a live handle of this kind.
pub(super) fn remove<H: Handle + Send + Sync + 'static>(name: &'static str, handle: *const H) -> Result<()> {
    if handle.is_null() {
        return Ok(());
    }
    let removed = table().remove::<Held<H>>(handle.addr());
    // Dropped here, after the table's lock: a drop may take long.
    removed.map(drop).ok_or_else(|| Error::new(Kind::BadHandle).with("name", name))
}

/// A value in use by a call. A panic while it is held poisons the object.
pub(super) struct Use<H: Handle + 'static>(Arc<Held<H>>);

impl<H: Handle> Deref for Use<H> {
    type Target = H::Object;

    fn deref(&self) -> &H::Object {
        &self.0.value
    }
}

impl<H: Handle> Drop for Use<H> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.poisoned.store(true, Ordering::Release);
        }
    }
}

/// A value that one call at a time may change. Other threads wait; the same thread, which can only come
/// back from a callback, is refused with `arg.busy` instead of waiting for itself.
pub(super) struct Exclusive<T> {
    owner: AtomicUsize,
    value: Mutex<T>,
}

impl<T> Exclusive<T> {
    /// A value at rest.
    pub(super) fn new(value: T) -> Self {
        Exclusive { owner: AtomicUsize::new(0), value: Mutex::new(value) }
    }

    /// Runs `work` on the value, alone.
    pub(super) fn with<R>(&self, work: impl FnOnce(&mut T) -> Result<R>) -> Result<R> {
        struct Release<'a>(&'a AtomicUsize);
        impl Drop for Release<'_> {
            fn drop(&mut self) {
                self.0.store(0, Ordering::Release);
            }
        }

        let me = this_thread();
        if self.owner.load(Ordering::Acquire) == me {
            return Err(Error::new(Kind::Busy));
        }
        let mut value = self.value.lock().map_err(|_| Kind::Poisoned)?;
        self.owner.store(me, Ordering::Release);
        let _release = Release(&self.owner);
        work(&mut value)
    }
}

/// A number that no other living thread has.
fn this_thread() -> usize {
    thread_local! { static MARK: u8 = const { 0 }; }
    MARK.with(|mark| ptr::from_ref(mark).addr())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Apple;
    impl Handle for Apple {
        type Object = Exclusive<u32>;
    }
    struct Pear;
    impl Handle for Pear {
        type Object = Exclusive<u32>;
    }

    fn kind<T>(result: Result<T>) -> Option<Kind> {
        result.err().map(|e| e.kind())
    }

    #[test]
    fn misuse_is_found_without_touching_the_object() {
        let apple = insert::<Apple>(Exclusive::new(1)).unwrap();
        assert_eq!(kind(look_up::<Pear>("pear", apple.cast())), Some(Kind::BadHandle));
        assert_eq!(kind(remove::<Pear>("pear", apple.cast())), Some(Kind::BadHandle));
        assert_eq!(look_up("apple", apple).unwrap().with(|v| Ok(*v)), Ok(1));
        assert_eq!(kind(remove("apple", apple)), None);
        assert_eq!(kind(remove("apple", apple)), Some(Kind::BadHandle));
        assert_eq!(kind(look_up("apple", apple)), Some(Kind::BadHandle));
        assert_eq!(kind(remove::<Apple>("apple", ptr::null())), None);
        assert_eq!(kind(look_up::<Apple>("apple", ptr::null())), Some(Kind::NullArgument));
        for wild in [2usize, 0x1000, usize::MAX, usize::MAX - 1, 1 << 21 | 1] {
            let wild = ptr::without_provenance::<Apple>(wild);
            assert_eq!(kind(look_up("apple", wild)), Some(Kind::BadHandle), "{wild:?}");
        }
    }

    #[test]
    fn a_reused_slot_does_not_answer_to_its_old_handle() {
        let mut table = Table { slots: Vec::new(), free: Vec::new() };
        let old = table.insert(Arc::new(1u8)).unwrap();
        assert!(table.remove::<u8>(old).is_some());
        let new = table.insert(Arc::new(2u8)).unwrap();
        assert_ne!(old, new);
        assert!(table.slot(old).is_none());
        assert!(table.slot(new).is_some());
        assert_eq!(table.slots.len(), 1);
    }

    #[test]
    fn a_slot_without_generations_is_retired_and_a_full_table_says_so() {
        let mut table = Table { slots: Vec::new(), free: Vec::new() };
        let id = table.insert(Arc::new(1u8)).unwrap();
        table.remove::<u8>(id);
        table.slots[0].generation = LAST_GENERATION;
        let last = table.insert(Arc::new(1u8)).unwrap();
        assert!(table.remove::<u8>(last).is_some());
        assert!(table.slot(last).is_none() && table.free.is_empty());

        table.slots.resize_with(MAX_LIVE, || Slot { generation: 0, object: None });
        assert_eq!(kind(table.insert(Arc::new(1u8))), Some(Kind::TooManyObjects));
    }

    #[test]
    fn a_call_keeps_its_object_and_a_callback_cannot_come_back_to_it() {
        let apple = insert::<Apple>(Exclusive::new(1)).unwrap();
        let held = look_up("apple", apple).unwrap();
        let again = held.with(|_| {
            remove("apple", apple)?;
            Ok(kind(held.with(|v| Ok(*v))))
        });
        assert_eq!(again, Ok(Some(Kind::Busy)));
        assert_eq!(held.with(|v| Ok(*v)), Ok(1));
    }

    #[test]
    fn a_panic_poisons_the_object() {
        let apple = insert::<Apple>(Exclusive::new(1)).unwrap();
        let fault = std::panic::catch_unwind(|| {
            let held = look_up("apple", apple).unwrap();
            held.with::<()>(|_| panic!("fault"))
        });
        assert!(fault.is_err());
        assert_eq!(kind(look_up("apple", apple)), Some(Kind::Poisoned));
        assert_eq!(kind(remove("apple", apple)), None);
    }

    #[test]
    fn threads_take_turns() {
        let apple = insert::<Apple>(Exclusive::new(0)).unwrap().addr();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        let held = look_up("apple", ptr::without_provenance::<Apple>(apple)).unwrap();
                        held.with(|v| {
                            *v += 1;
                            Ok(())
                        })
                        .unwrap();
                    }
                });
            }
        });
        let handle = ptr::without_provenance::<Apple>(apple);
        assert_eq!(look_up("apple", handle).unwrap().with(|v| Ok(*v)), Ok(2000));
        remove("apple", handle).unwrap();
    }
}
