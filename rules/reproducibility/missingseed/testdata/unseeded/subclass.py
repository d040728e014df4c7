import tensorflow as tf
class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.d = tf.keras.layers.Dense(1)
    def call(self, x):
        return self.d(x)
net = Net()
net.compile("sgd", "mse")
net.fit(x, y, epochs=2)  # want "tensorflow (is|are) not seeded"
