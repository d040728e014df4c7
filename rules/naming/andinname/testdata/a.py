def train_and_evaluate(m):  # want "\"train_and_evaluate\" names two actions: train, and evaluate"
    return m

def loadAndPreprocessImages(m):  # want "load, and preprocess images"
    return m

def get_mean_and_std(x):
    return x

def get_and_check(x):
    return x

def save_model_and_config(m):
    print(m)

def count_and_mask(x):
    return x

def and_gate(x):
    return x

def logical_and(x):
    return x

class Trainer(Base):
    def train_and_evaluate(self):
        return 1
