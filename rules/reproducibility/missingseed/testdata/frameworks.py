import lightning as L
import tensorflow as tf
from tensorflow.keras.models import Sequential

model = Sequential()
model.fit(x, y)  # want "torch and tensorflow are not seeded|tensorflow and torch are not seeded"
trainer = L.Trainer()
trainer.fit(module)
