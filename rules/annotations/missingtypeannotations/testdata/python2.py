import torch


def train(model):  # want-unfixed "its result"
    print "x"
