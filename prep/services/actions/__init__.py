"""From a weak task to work that was done: plan an exercise, do it, document it, be checked."""
