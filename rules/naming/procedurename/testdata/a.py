def best_model(m):  # want "\"best_model\" returns nothing, but its name does not say what it does"
    m.save()

def checkpoint2disk(m):  # want "checkpoint2disk"
    m.save()

def linear_decay(m):
    m.step()

def makedirs(m):
    m.make()

def save_model(m):
    m.save()

def weights_init(m):
    m.zero_()

def metrics(m):  # want "metrics"
    print(m)

def main():
    print(1)

def worker(x):
    print(x)

def accuracy(x):
    return x

def pairs(x):
    yield x

def stub(x):
    pass

class Model(nn.Module):
    def forward(self, x):
        print(x)

    @property
    def loss(self):
        print(1)

    @loss.setter
    def loss(self, value):
        self.value = value
