"""Scripts that measure what `docs` and the README claim. Run them with `make bench`."""
