"""Mock exam forms: from an exam blueprint and a pool of items to a form, or to what is missing."""
