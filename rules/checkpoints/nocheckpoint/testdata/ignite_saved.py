import torch
from ignite.engine import Engine, Events
from ignite.handlers import Checkpoint, DiskSaver

model = torch.nn.Linear(4, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)


def update(engine, batch):
    optimizer.zero_grad()
    loss = model(batch).sum()
    loss.backward()
    optimizer.step()
    return loss.item()


trainer = Engine(update)
saver = Checkpoint({"model": model, "optimizer": optimizer, "trainer": trainer}, DiskSaver("models"), n_saved=3)
trainer.add_event_handler(Events.EPOCH_COMPLETED(every=2), saver)
trainer.run(train_loader, max_epochs=20)
