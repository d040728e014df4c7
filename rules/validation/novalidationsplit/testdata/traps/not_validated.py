# One finding is enough, and no-validation-monitoring has it.
import keras

model = keras.Sequential()
model.fit(x, y)
