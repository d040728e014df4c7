def test_load():
    try:
        load()
    except Exception:
        backup()
