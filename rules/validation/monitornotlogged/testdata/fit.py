import keras
from keras.callbacks import EarlyStopping, ModelCheckpoint

model = keras.Sequential([keras.layers.Dense(3)])
model.compile("adam", "mse", metrics=["accuracy", keras.metrics.AUC(), keras.metrics.Recall(name="found")])
model.fit(
    x,
    y,
    validation_data=(x_val, y_val),
    callbacks=[
        EarlyStopping(monitor="val_loss"),
        EarlyStopping(monitor="val_acc"),  # want "\"val_acc\", which nothing here measures"
        EarlyStopping(monitor="val_auc", mode="max"),
        EarlyStopping(monitor="val_recall", mode="max"),  # want "\"val_recall\""
        ModelCheckpoint("best.keras", monitor="val_found", mode="max", save_best_only=True),
        ModelCheckpoint("best.keras", "val_f1", mode="max", save_best_only=True),  # want "\"val_f1\""
    ],
)
