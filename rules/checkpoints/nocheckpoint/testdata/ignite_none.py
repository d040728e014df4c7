import torch
from ignite.engine import Events, create_supervised_evaluator, create_supervised_trainer
from ignite.metrics import Accuracy

model = torch.nn.Linear(4, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
trainer = create_supervised_trainer(model, optimizer, torch.nn.CrossEntropyLoss())
evaluator = create_supervised_evaluator(model, metrics={"accuracy": Accuracy()})


@trainer.on(Events.EPOCH_COMPLETED)
def judge(engine):
    evaluator.run(val_loader)
    print(engine.state.epoch, evaluator.state.metrics["accuracy"])


trainer.run(train_loader, max_epochs=20)  # want "training saves nothing, so a crash loses it all"
