import torch.nn.functional as F
from transformers import AutoModelForCausalLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("gpt2")
model = AutoModelForCausalLM.from_pretrained("gpt2")


def collate(rows):
    batch = tokenizer([row["text"] for row in rows], padding=True, return_tensors="pt")
    batch["labels"] = batch.input_ids.clone()
    return batch


def step(batch):
    logits = model(batch.input_ids, attention_mask=batch.attention_mask).logits[:, :-1]
    loss = F.cross_entropy(logits.transpose(1, 2), batch["labels"][:, 1:], reduction="none")
    mask = batch.attention_mask[:, 1:]
    ((loss * mask).sum() / mask.sum()).backward()
