import lightning as L

L.Trainer().fit(module, loader)
L.Trainer().fit(module, other)
