import torch
from ignite.engine import Events, create_supervised_evaluator, create_supervised_trainer
from ignite.handlers import Checkpoint, DiskSaver

model = torch.nn.Linear(4, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
trainer = create_supervised_trainer(model, optimizer, torch.nn.CrossEntropyLoss())
saver = Checkpoint({"model": model}, DiskSaver("models"), n_saved=3)
trainer.add_event_handler(Events.EPOCH_COMPLETED, saver)
trainer.run(train_loader, max_epochs=20)  # want "lacks the optimizer"
