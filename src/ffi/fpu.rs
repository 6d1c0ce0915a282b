//! Floating-point control words: the host's are saved, the ones Rust is compiled for are loaded, and the
//! host's are put back.
//!
//! Delphi before version 12 runs with invalid operation, division by zero and overflow unmasked; a 0/0 in a
//! library then raises an exception through frames that cannot unwind it. Other hosts flush denormals or
//! round differently. Rust code may only run under the default environment, so the switch comes before
//! any floating-point code and the worker is a function of its own that is never inlined into it.

/// The host's floating-point environment.
#[derive(Clone, Copy)]
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
pub(super) struct Host {
    mxcsr: u32,
    /// As `fnstenv` writes it: control, status and tag word with the last instruction and operand.
    x87: [u32; 7],
}

/// Nothing to save: other architectures do not trap.
#[derive(Clone, Copy)]
#[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
pub(super) struct Host;

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod imp {
    use super::Host;
    use std::arch::asm;

    /// All exceptions masked, round to nearest, denormals kept.
    const MXCSR: u32 = 0x1F80;
    /// All exceptions masked, round to nearest, 64-bit mantissa.
    const X87: u16 = 0x037F;

    /// Saves the environment in force and loads the default one.
    #[inline(always)]
    pub(in super::super) fn enter() -> Host {
        let mut host = Host { mxcsr: 0, x87: [0; 7] };
        // SAFETY: stmxcsr writes 4 bytes and fnstenv 28, both into `host`; the rest only reads two constants.
        // No register or stack slot is touched; the x87 register stack stays as it is.
        unsafe {
            asm!(
                "stmxcsr [{mxcsr}]",
                "fnstenv [{x87}]",
                "ldmxcsr [{m}]",
                "fldcw [{c}]",
                mxcsr = in(reg) &raw mut host.mxcsr,
                x87 = in(reg) &raw mut host.x87,
                m = in(reg) &MXCSR,
                c = in(reg) &X87,
                options(nostack, preserves_flags),
            );
        }
        host
    }

    /// Puts an environment back, with its exception flags: flags that our own arithmetic raised would
    /// otherwise trap at the host's next x87 instruction.
    #[inline(always)]
    pub(in super::super) fn leave(host: &Host) {
        // SAFETY: reads 4 and 28 bytes that `enter` wrote. The x87 register stack is empty at a call's
        // boundary, so restoring the tag word of the entry changes nothing in it.
        unsafe {
            asm!(
                "ldmxcsr [{mxcsr}]",
                "fldenv [{x87}]",
                mxcsr = in(reg) &raw const host.mxcsr,
                x87 = in(reg) &raw const host.x87,
                options(nostack, preserves_flags, readonly),
            );
        }
    }
}

#[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
mod imp {
    use super::Host;

    pub(in super::super) fn enter() -> Host {
        Host
    }

    pub(in super::super) fn leave(_host: &Host) {}
}

pub(super) use imp::{enter, leave};

#[cfg(test)]
#[cfg(all(unix, any(target_arch = "x86", target_arch = "x86_64")))]
mod tests {
    use std::arch::asm;
    use std::hint::black_box;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, ExitStatus};

    use super::super::guard::{guard, outside};

    /// Delphi's masks before version 12: invalid, zero-divide and overflow trap.
    const DELPHI_MXCSR: u32 = 0x1900;
    const DELPHI_X87: u16 = 0x1332;
    const SIGFPE: i32 = 8;

    fn set(mxcsr: u32, x87: u16) {
        // SAFETY: loads the two control words from locals.
        unsafe { asm!("ldmxcsr [{}]", "fldcw [{}]", in(reg) &mxcsr, in(reg) &x87, options(nostack)) };
    }

    fn get() -> (u32, u16) {
        let (mut mxcsr, mut x87) = (0u32, 0u16);
        // SAFETY: stores the two control words into locals.
        unsafe {
            asm!("stmxcsr [{}]", "fnstcw [{}]", in(reg) &raw mut mxcsr, in(reg) &raw mut x87, options(nostack));
        }
        (mxcsr & !0x3F, x87 & !0x40)
    }

    /// 0/0 in SSE and in x87 arithmetic; true when both give NaN.
    #[inline(never)]
    fn divide() -> bool {
        let sse = black_box(0.0f64) / black_box(0.0f64);
        let mut x87 = 1.0f64;
        // SAFETY: pushes two values, divides and pops the result: the register stack ends as it began.
        unsafe {
            asm!("fldz", "fldz", "fdivp", "fstp qword ptr [{}]", in(reg) &raw mut x87, options(nostack))
        };
        sse.is_nan() && x87.is_nan()
    }

    /// Exit code 0 when the guarded division is NaN, the host's words come back and its own traps work.
    fn child(mode: &str) -> i32 {
        set(DELPHI_MXCSR, DELPHI_X87);
        let host = get();
        let (mut nan, mut seen) = (false, (0, 0));
        match mode {
            "bare" => nan = divide(),
            _ => {
                // SAFETY: a NULL err is allowed.
                let status = unsafe {
                    guard(std::ptr::null_mut(), |_| {
                        nan = divide();
                        seen = outside(get);
                        nan &= divide();
                        Ok(())
                    })
                };
                assert_eq!(status, 0);
            }
        }
        // An x87 instruction with a pending exception would trap here.
        // SAFETY: waits for pending exceptions, changes nothing.
        unsafe { asm!("fwait", options(nostack)) };
        let after = get();
        set(0x1F80, 0x037F);
        i32::from(!(nan && after == host && seen == host))
    }

    fn run(mode: &str) -> ExitStatus {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "ffi::fpu::tests::a_trapping_host_survives", "--nocapture"])
            .env("SCOR_FPU_CHILD", mode)
            .output()
            .unwrap()
            .status
    }

    #[test]
    fn a_trapping_host_survives() {
        if let Ok(mode) = std::env::var("SCOR_FPU_CHILD") {
            std::process::exit(child(&mode));
        }
        assert_eq!(run("bare").signal(), Some(SIGFPE), "without the guard the host dies");
        assert_eq!(run("guarded").code(), Some(0), "NaN inside, the host's control words outside");
    }
}
