def validate(model):  # want "validate does nothing yet: its body is pass"
    pass

def evaluate(model):  # want "evaluate does nothing yet: its body is a docstring"
    """Evaluate the model."""

def test_epoch(model): ...

def plot(model): ...  # want "its body is ..."

def export(model):  # want "NotImplementedError"
    raise NotImplementedError

def refuse(model):
    raise NotImplementedError("only for torch")

def noop(*args):
    pass

def close(model):
    """Nothing to close."""

def warm(model):
    pass  # not needed on CPU

@app.group()
def cli():
    pass

def outer():
    def callback():
        pass
    return callback

class Trainer:
    def __init__(self):
        pass

    def fit(self):
        self.validate_once()
        return 1

    def fit_head(self):
        return 2

    def fit_body(self):
        return 3

    def predict(self):
        return 4

    def score(self):
        return 5

    def validate_once(self):  # want "Trainer.validate_once"
        pass

    def export(self):
        raise NotImplementedError

    @abstractmethod
    def abstract(self):
        pass

class Hooks:
    def before(self):
        pass

    def after(self):
        pass

class Base:
    def setup_all(self):
        self.before()
        return 1

    def work_all(self):
        return 2

    def before(self):
        pass

class Child(Base):
    def before(self):
        pass
