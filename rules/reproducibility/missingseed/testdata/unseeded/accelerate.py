import torch
from accelerate import Accelerator

def main():
    accelerator = Accelerator()
    pass
    model = torch.nn.Linear(2, 2)
    optimizer = torch.optim.AdamW(model.parameters())
    model, optimizer, loader = accelerator.prepare(model, optimizer, make())
    for epoch in range(3):  # want "torch (is|are) not seeded"
        model.train()
        for step, batch in enumerate(loader):
            with accelerator.accumulate(model):
                loss = model(**batch).loss
                accelerator.backward(loss)
                optimizer.step()
                optimizer.zero_grad()
if __name__ == "__main__":
    main()
