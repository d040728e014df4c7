from keras.models import Model
class Net:
    def __init__(self):
        self.model = Model(a, b)
        self.model.compile("adam")
    def train(self):
        self.model.fit(x, y, epochs=5)  # want "nothing is saved before training ends"
        self.model.save("net.h5")
Net().train()
