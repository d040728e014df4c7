import duckdb


def query(path):
    kept = duckdb.connect(path)  # want "the database kept is never closed"
    made = duckdb.connect()  # want "the database made is never closed"
    return kept.execute("SELECT 1").fetchall(), made.execute("SELECT 1").fetchall()
