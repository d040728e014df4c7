import sys

import numpy as np
import tensorflow as tf

from ours import adjust

model = tf.keras.models.load_model("net.keras")
for path in sys.argv[1:]:
    with tf.GradientTape() as tape:  # want "this training can't be followed, so rules about training don't check it: it trains with tf.GradientTape, which is unknown"
        score = tf.reduce_max(model(np.load(path)))
    adjust(model, tape.gradient(score, model.trainable_weights))
