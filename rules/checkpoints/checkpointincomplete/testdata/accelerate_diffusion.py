import torch
from torch import nn
from accelerate import Accelerator
from diffusers import UNet2DModel, DDPMScheduler
from diffusers.optimization import get_cosine_schedule_with_warmup
def train_loop(config, model, noise_scheduler, optimizer, train_dataloader, lr_scheduler):
    accelerator = Accelerator()
    model, optimizer, train_dataloader, lr_scheduler = accelerator.prepare(model, optimizer, train_dataloader, lr_scheduler)
    for epoch in range(config.num_epochs):
        for batch in train_dataloader:
            noise = torch.randn(batch["images"].shape)
            pred = model(batch["images"] + noise).sample
            loss = nn.functional.mse_loss(pred, noise)
            accelerator.backward(loss)
            optimizer.step()
            lr_scheduler.step()
            optimizer.zero_grad()
        if accelerator.is_main_process and (epoch + 1) % 10 == 0:
            torch.save({"unet": accelerator.unwrap_model(model).state_dict(), "epoch": epoch}, f"{config.output_dir}/ckpt_{epoch}.pt")  # want "lacks the optimizer"
model = UNet2DModel()
opt = torch.optim.AdamW(model.parameters(), lr=1e-4)
sched = get_cosine_schedule_with_warmup(opt, 500, 10000)
train_loop(cfg, model, DDPMScheduler(), opt, dl, sched)
