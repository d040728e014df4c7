import datasets
import torch
import torchmetrics
from torch.utils.data import DataLoader
from transformers import AutoModelForSequenceClassification

model = AutoModelForSequenceClassification.from_pretrained("bert-base-cased")
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5)
accuracy = torchmetrics.Accuracy("multiclass", num_classes=2)
data = datasets.load_dataset("imdb")


def evaluate(loader):
    model.eval()
    accuracy.reset()
    with torch.no_grad():
        for batch in loader:
            accuracy.update(model(**batch).logits, batch["labels"])
    return accuracy.compute()


def fit(held, best=0.0):
    for epoch in range(3):
        model.train()
        for batch in DataLoader(data["train"], 8, shuffle=True):
            optimizer.zero_grad()
            model(**batch).loss.backward()
            optimizer.step()
        score = evaluate(held)
        if score > best:  # want "model selection uses the test part, so the test score is biased"
            best = score
            torch.save(model.state_dict(), "best.pt")
    return best


fit(DataLoader(data["test"], 8))
