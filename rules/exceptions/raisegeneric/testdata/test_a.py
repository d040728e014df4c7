def test_catches():
    raise Exception("caught")
