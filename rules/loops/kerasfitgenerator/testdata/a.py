from tensorflow import keras

model = keras.Sequential()
model.fit_generator(batches, steps_per_epoch=10, epochs=3)  # want "Keras has removed fit_generator: fit accepts generators"
model.predict_generator(batches)  # want "predict accepts generators"
model.evaluate_generator(batches, 10)  # want "Keras has removed evaluate_generator: evaluate accepts generators"
model.fit_generator(generator=batches)  # want "Keras has removed fit_generator: fit accepts generators"
model.fit_generator(batches, workers=4)  # want "Keras has removed fit_generator: fit accepts generators"


class Wrapper:
    def fit_generator(self, batches):
        return batches

    def run(self):
        return self.fit_generator(batches)
