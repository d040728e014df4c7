import torch

def f(self, args, trainer):
    trainer.engine.model.encoder.layers[0].attn.weight.fill_(1)  # want "reaches through 7 objects"
    self.t.model.enc.layers[0].attn.w.x = 1  # want "reaches through 6 objects"
    self.model.encoder.layer.weight
    self.model.encoder.layers[0][1].weight  # want "self.model.encoder.layers"
    torch.nn.modules.module.Module.forward.x
    args.model.encoder.layers.depth.max
    self.cfg.model.encoder.layers.depth.max
    trainer.get().model.get().encoder.get().x
    x[0][1][2][3][4][5]
    trainer.state[0][1][2].a.b


def load(gpt, params):
    gpt.blocks[0].att.out_proj.linear.weight = params["w"]
    print(gpt.blocks[0].att.out_proj.linear.weight)
    gpt.blocks[0].att.out_proj.linear.weight.copy_(params["w"])  # want "reaches through"
