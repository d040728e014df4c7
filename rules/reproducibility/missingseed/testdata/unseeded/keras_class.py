import tensorflow as tf
class Clf:
    def __init__(self):
        self.model = self._build()
    def _build(self):
        m = tf.keras.models.Sequential()
        m.add(tf.keras.layers.Dense(1))
        m.compile("adam", "mse")
        return m
    def train(self, x, y):
        self.model.fit(x, y, epochs=3)  # want "tensorflow (is|are) not seeded"
Clf().train(x, y)
