import torch, torch_xla.core.xla_model as xm
import torch_xla.distributed.xla_multiprocessing as xmp
def _mp_fn(i):
    model = torch.nn.Linear(1,1); opt = torch.optim.SGD(model.parameters(), lr=.1)
    for e in range(2):  # want "torch (is|are) not seeded"
        for x in loader:
            opt.zero_grad(); model(x).sum().backward(); xm.optimizer_step(opt)
if __name__ == "__main__":
    xmp.spawn(_mp_fn)
