import torch


def load(gpt, params):
    gpt.blocks[0].att.out_proj.linear.weight = params["w"]
    print(gpt.blocks[0].att.out_proj.linear.weight)
    gpt.blocks[0].att.out_proj.linear.weight.copy_(params["w"])  # want "reaches through"
