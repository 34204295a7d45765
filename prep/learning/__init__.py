"""The learning core: pure functions on frozen values. Time and chance come in as arguments."""
