"""One function per use case: load rows, ask the core, save rows. Callers commit."""
