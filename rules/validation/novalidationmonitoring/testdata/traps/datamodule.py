import lightning as L
from data import Data

L.Trainer().fit(model, datamodule=Data())
