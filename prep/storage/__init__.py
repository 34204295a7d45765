"""The only place with SQL: rows, and the queries on them."""
