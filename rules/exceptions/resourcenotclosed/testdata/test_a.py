def test_reads(path):
    f = open(path)
    assert f.read() == ""
