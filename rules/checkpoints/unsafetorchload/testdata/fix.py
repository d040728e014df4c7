import pickle

import torch


def resume(model, optimizer, scheduler, ema, path):
    model.load_state_dict(torch.load(path))  # want-safe "before torch 2.6"
    model.load_state_dict(torch.load(path, map_location=lambda s, l: s), strict=False)  # want-safe "before torch 2.6"
    self.net.load_state_dict(torch.load(  # want-safe "before torch 2.6"
        path,
        map_location="cpu",  # é, "weights only"
    ))
    optimizer.load_state_dict(torch.load(path))  # want-unsafe "before torch 2.6"
    scheduler.load_state_dict(torch.load(path))  # want-unsafe "before torch 2.6"
    models[0].load_state_dict(torch.load(path))  # want-unsafe "before torch 2.6"
    model.load_state_dict(torch.load(path)["model"])  # want-unsafe "before torch 2.6"
    model.load_state_dict(torch.load(path).state_dict())  # want-unsafe "before torch 2.6"
    model.load_state_dict(torch.load(path, encoding="latin1"))  # want-unsafe "before torch 2.6"
    model.load_state_dict(torch.load(path, pickle_module=pickle))  # want-unfixed "with a pickle_module, this runs any code in the file in every torch version"
    model.load_state_dict(torch.load(path, "cpu", pickle))  # want-unfixed "with a pickle_module, this runs any code in the file in every torch version"
    model.load_state_dict(torch.load(path, **options)); model.load_state_dict(torch.load(*args))
    m.load_state_dict(torch.load(path))  # want-safe "before torch 2.6"
    self.load_state_dict(torch.load(path))  # want-unsafe "before torch 2.6"
    sampler.load_state_dict(torch.load(path))  # want-unsafe "before torch 2.6"
