# options: paths: true
import torch


def load(gpt, params):
    gpt.blocks[0].att.out_proj.linear.weight = params["w"]  # want "reaches through"
