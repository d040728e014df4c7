import tensorflow as tf
est = tf.estimator.DNNClassifier(feature_columns=fc, hidden_units=[10])
est.train(input_fn=fn, steps=100)  # want "tensorflow (is|are) not seeded"
