import numpy as np
import torch
from data import held, net, train
from sklearn.metrics import roc_auc_score

optimizer = torch.optim.Adam(net.parameters())
for epoch in range(30):
    for x, y in train:
        optimizer.zero_grad()
        torch.nn.functional.binary_cross_entropy_with_logits(net(x), y).backward()
        optimizer.step()
    hard, soft, truth, listed = [], [], [], []
    with torch.no_grad():
        for x, y in held:
            score = torch.sigmoid(net(x))
            hard.append((score > 0.5).int().numpy())
            listed.extend((score > 0.5).tolist())
            soft.append(score.numpy())
            truth.append(y.numpy())
    print(roc_auc_score(np.concatenate(truth), np.concatenate(hard)))  # want "roc_auc_score ranks by scores but gets labels"
    print(roc_auc_score(np.concatenate(truth), listed))  # want "gets labels"
    print(roc_auc_score(np.concatenate(truth), np.concatenate(soft)))
