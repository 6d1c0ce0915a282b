//! Bilevel sheets to a PDF, and any PDF page back to pixels. Knows nothing of SCOR.
