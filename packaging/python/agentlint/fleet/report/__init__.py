"""Reports of what a run has found, through DuckDB: python -m agentlint.fleet report DIR."""
