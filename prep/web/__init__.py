"""What browsers talk to: pages, log-in, errors and headers around the services."""
