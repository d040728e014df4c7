import keras
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint

ModelCheckpoint(monitor="val_loss", mode="max")  # want "mode is max, which looks for the highest val_loss, but lower is better: set mode to min"
ModelCheckpoint(monitor="val_loss")
ModelCheckpoint(monitor="val_acc")  # want "by default mode is min, which looks for the lowest val_acc, but higher is better: set mode to max"
ModelCheckpoint(monitor="val_acc", mode="max")
ModelCheckpoint(monitor="val_acc", mode=mode)
ModelCheckpoint(monitor="val_acc", **settings)
ModelCheckpoint(monitor="reading")
EarlyStopping("val_f1")  # want "by default mode is min"
EarlyStopping("neg_loss", mode="max")
keras.callbacks.EarlyStopping("val_accuracy")
keras.callbacks.EarlyStopping(monitor="val_accuracy", mode="min")  # want "mode is min, which looks for the lowest val_accuracy"
keras.callbacks.ModelCheckpoint("m.keras", "val_loss", mode="max")  # want "mode is max, which looks for the highest val_loss"
