"""The `prep` command, one module per group. Commands call services and print."""
