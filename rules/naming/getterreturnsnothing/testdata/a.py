def get_loss(model):  # want "\"get_loss\" never returns a value, although its name promises one"
    print(model.loss)

def is_ready(x):  # want "is_ready"
    if x:
        return
    print(x)

def compute_metrics(x):
    return x

def get_batches(x):
    yield x

def get_abstract(x):
    raise NotImplementedError

def get_stub(x): ...

def has_failed(x):
    if not x:
        raise ValueError(x)
    raise KeyError(x)

def get():
    print(1)

def find_checkpoint():
    return None

def count_words(words, counts):
    for w in words:
        counts[w] += 1

def find_files(root, found):
    found.append(root)

def compute_norms(x):
    x.div_(2)

class Meter:
    def compute_average(self):
        self.average = 1

    def get_value(self):  # want "get_value"
        print(self.value)

    @abstractmethod
    def get_name(self):
        """The name."""

class Other(Base):
    def get_value(self):
        print(1)

def get_state():
    global state
    state = 1

def compute_features(paths):
    for path in paths:
        write(path)

def calculate_cost(model):
    print(cost(model))
