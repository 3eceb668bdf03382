"""One file per format: a function from the bytes of a file to a `RawDocument`."""
