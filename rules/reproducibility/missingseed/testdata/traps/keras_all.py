import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(3)
model = tf.keras.Sequential([])
model.fit(np.random.rand(3), np.random.rand(3))
