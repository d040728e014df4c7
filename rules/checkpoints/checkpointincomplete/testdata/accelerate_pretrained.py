import torch
from accelerate import Accelerator
from transformers import AutoModelForCausalLM, get_scheduler
def main():
    accelerator = Accelerator()
    model = AutoModelForCausalLM.from_pretrained("gpt2")
    optimizer = torch.optim.AdamW(model.parameters())
    lr_scheduler = get_scheduler("linear", optimizer, 0, 1000)
    model, optimizer, loader, lr_scheduler = accelerator.prepare(model, optimizer, loader0, lr_scheduler)
    for epoch in range(5):
        for batch in loader:
            out = model(**batch)
            accelerator.backward(out.loss)
            optimizer.step()
            lr_scheduler.step()
            optimizer.zero_grad()
        unwrapped = accelerator.unwrap_model(model)
        unwrapped.save_pretrained(f"out/epoch_{epoch}", save_function=accelerator.save)  # want "lacks the optimizer and the scheduler"
if __name__ == "__main__":
    main()
