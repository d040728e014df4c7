import torch
import lightning as L
from sklearn.linear_model import LogisticRegression

trainer = L.Trainer(max_epochs=3)
trainer.fit(module, loader)
LogisticRegression().fit(X, y)

# want +1 "a hand-written loop runs this training, and Lightning another one in this script"
for batch in loader:
    optimizer.zero_grad()
    module.loss(batch).backward()
    optimizer.step()
