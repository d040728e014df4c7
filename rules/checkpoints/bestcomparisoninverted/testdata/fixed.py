from pytorch_lightning.callbacks import EarlyStopping, ModelCheckpoint

stop = EarlyStopping(monitor="val_acc", patience=3)  # want-unsafe "set mode to max"
keep = ModelCheckpoint(monitor="val_loss", mode="max")  # want-unsafe "set mode to min"
