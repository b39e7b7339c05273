"""Where facts are kept: the record, its versions and every question asked of it. The only home of duckdb."""
