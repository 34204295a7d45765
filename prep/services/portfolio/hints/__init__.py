"""Live hints on a bullet, from rules that a reader can check: they see words, never facts."""
