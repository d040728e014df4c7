from tensorflow import keras

model = keras.Sequential()
model.fit_generator(batches, steps_per_epoch=10, epochs=3)  # want "Keras has dropped fit_generator: fit accepts generators"
model.predict_generator(batches)  # want "predict accepts generators"
model.evaluate_generator(batches, 10)  # want "evaluate takes"
model.fit_generator(generator=batches)  # want "fit takes"
model.fit_generator(batches, workers=4)  # want "fit takes"


class Wrapper:
    def fit_generator(self, batches):
        return batches

    def run(self):
        return self.fit_generator(batches)
