import tensorflow as tf

image = tf.keras.preprocessing.image
both = image.ImageDataGenerator(rescale=1 / 255, rotation_range=30, horizontal_flip=True, validation_split=0.2)
ours = both.flow_from_directory("d", subset="training", seed=1)
theirs = both.flow_from_directory("d", subset="validation", seed=1)  # want "ImageDataGenerator changes validation data at random"
plain = image.ImageDataGenerator(rescale=1 / 255, rotation_range=0, validation_split=0.2)
held = plain.flow_from_directory("d", subset="validation", seed=1)
model = tf.keras.applications.MobileNetV2(weights=None, classes=5)
model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
model.fit(ours, validation_data=theirs, epochs=20)
model.fit(ours, validation_data=held, epochs=20)
