"""What a mock exam shows once it is handed in: result, review of every item, trend."""
