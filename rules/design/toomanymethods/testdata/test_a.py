# options: {max: 0}
class TestA:
    def test_a(self): pass
