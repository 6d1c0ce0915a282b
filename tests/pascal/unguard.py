#!/usr/bin/env python3
"""Takes the switch of the floating-point settings out of a built library: the tests must then fail.

    unguard.py LIBRARY COPY

src/ffi/fpu.rs enters with four instructions in a row: stmxcsr, fnstenv (save the host's), ldmxcsr, fldcw (load our own).
The last two become no-operations wherever the four stand together. Ends with 1 when they stand in too few places.
"""
import re
import sys

# [register]: mod 00 without SIB and displacement, mod 00 with SIB (esp, r12), mod 01 with displacement 0 (ebp, r13)
def operand(number):
    low = number << 3
    plain = bytes(low | rm for rm in (0, 1, 2, 3, 6, 7))
    return (b"(?:[" + re.escape(plain) + b"]|" + re.escape(bytes([low | 4])) + b"\\x24|"
            + re.escape(bytes([0x40 | low | 5])) + b"\\x00)")


REX = b"\\x41?"
SAVE = REX + b"\\x0f\\xae" + operand(3) + REX + b"\\xd9" + operand(6)
LOAD = REX + b"\\x0f\\xae" + operand(2) + REX + b"\\xd9" + operand(5)
WHOLE = re.compile(b"(" + SAVE + b")(" + LOAD + b")", re.S)

with open(sys.argv[1], "rb") as file:
    code = file.read()
code, places = WHOLE.subn(lambda m: m.group(1) + b"\x90" * len(m.group(2)), code)
print(f"{places} places")
if places < 20:
    sys.exit(1)
with open(sys.argv[2], "wb") as file:
    file.write(code)
