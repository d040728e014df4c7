import lightning as L
from lightning.pytorch.callbacks import ModelCheckpoint

best = ModelCheckpoint(monitor="val_loss")
trainer = L.Trainer(max_epochs=50, enable_checkpointing=False)
trainer.fit(Net(), train_loader, val_loader)  # want "enable_checkpointing=False turns off checkpoints, and nothing else saves the model"
