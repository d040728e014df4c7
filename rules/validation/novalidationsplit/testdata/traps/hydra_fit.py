import lightning as L

L.Trainer(**config).fit(model)
