import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
def main():
    accelerator = Accelerator()
    set_seed(42)
    model = torch.nn.Linear(2, 2)
    optimizer = torch.optim.AdamW(model.parameters())
    model, optimizer, loader = accelerator.prepare(model, optimizer, make())
    for epoch in range(3):
        model.train()
        for step, batch in enumerate(loader):
            with accelerator.accumulate(model):
                loss = model(**batch).loss
                accelerator.backward(loss)
                optimizer.step()
                optimizer.zero_grad()
if __name__ == "__main__":
    main()
