import lightning.pytorch as pl

pl.seed_everything(1, workers=True)
trainer = pl.Trainer(max_epochs=3)
trainer.fit(model, loader)
