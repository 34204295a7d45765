"""The files under `gap_to_action/`: their format, their links, their rules, their documents."""
