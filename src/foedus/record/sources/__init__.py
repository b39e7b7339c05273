"""One file a publisher: bytes in, acts out, strict."""
