import torch, os
from torch import nn
from torch.nn.parallel import DistributedDataParallel as DDP
import torch.distributed as dist
class Trainer:
    def __init__(self, model, train_data, optimizer, save_every, snapshot_path):
        self.gpu_id = int(os.environ["LOCAL_RANK"])
        self.model = model.to(self.gpu_id)
        self.optimizer = optimizer
        self.train_data = train_data
        self.save_every = save_every
        self.epochs_run = 0
        self.snapshot_path = snapshot_path
        if os.path.exists(snapshot_path):
            self._load_snapshot(snapshot_path)
        self.model = DDP(self.model, device_ids=[self.gpu_id])
    def _load_snapshot(self, p):
        s = torch.load(p)
        self.model.load_state_dict(s["MODEL_STATE"])
        self.epochs_run = s["EPOCHS_RUN"]
    def _run_batch(self, x, y):
        self.optimizer.zero_grad()
        out = self.model(x)
        loss = nn.functional.cross_entropy(out, y)
        loss.backward()
        self.optimizer.step()
    def _run_epoch(self, epoch):
        for x, y in self.train_data:
            self._run_batch(x, y)
    def _save_snapshot(self, epoch):
        snapshot = {}
        snapshot["MODEL_STATE"] = self.model.module.state_dict()
        snapshot["EPOCHS_RUN"] = epoch
        torch.save(snapshot, self.snapshot_path)  # want "lacks the optimizer"
    def train(self, n):
        for epoch in range(self.epochs_run, n):
            self._run_epoch(epoch)
            if self.gpu_id == 0 and epoch % self.save_every == 0:
                self._save_snapshot(epoch)
def main(save_every, total):
    dist.init_process_group("nccl")
    model = nn.Linear(20, 1)
    opt = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9)
    Trainer(model, get_data(), opt, save_every, "snapshot.pt").train(total)
main(1, 10)
