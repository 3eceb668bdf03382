"""Pure functions over text and positions: code points everywhere, UTF-16 at one border."""
