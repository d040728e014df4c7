def train(model, cfg={"lr": 1e-3}, *, callbacks=[]):
    cfg["epochs"] = cfg.get("epochs", 10)
    callbacks.append(print)
    return model, cfg, callbacks
