//! Typesets a View, its words and its drawings into a PDF. Knows Typst, knows no public health.
