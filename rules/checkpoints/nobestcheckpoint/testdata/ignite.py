import torch
from ignite.engine import Events, create_supervised_evaluator, create_supervised_trainer
from ignite.handlers import ModelCheckpoint
from ignite.metrics import Accuracy

model = torch.nn.Linear(4, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
trainer = create_supervised_trainer(model, optimizer, torch.nn.CrossEntropyLoss())
evaluator = create_supervised_evaluator(model, metrics={"accuracy": Accuracy()})
trainer.add_event_handler(Events.EPOCH_COMPLETED, lambda engine: evaluator.run(val_loader))
saver = ModelCheckpoint("models", "net", n_saved=3)
trainer.add_event_handler(Events.EPOCH_COMPLETED, saver, {"model": model, "optimizer": optimizer})
trainer.run(train_loader, max_epochs=20)  # want "training validates and saves, but does not keep the best model"
