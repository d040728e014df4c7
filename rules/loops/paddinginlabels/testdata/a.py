import copy

import torch
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer, Trainer

tokenizer = AutoTokenizer.from_pretrained("gpt2")


def encode(example):
    out = tokenizer(example["text"], truncation=True, padding="max_length", max_length=512)
    out["labels"] = out["input_ids"].copy()  # want "set the labels of padding tokens"
    return out


def encode_deep(example):
    out = tokenizer(example["text"], truncation=True, padding="max_length")
    return {"input_ids": out["input_ids"], "labels": copy.deepcopy(out["input_ids"])}  # want "padding"


def collate(rows):
    batch = tokenizer([row["text"] for row in rows], padding=True, return_tensors="pt")
    batch["labels"] = batch.input_ids.clone()  # want "padding"
    return batch


def summarise(example):
    model_inputs = tokenizer(example["article"], max_length=1024, truncation=True)
    labels = tokenizer(text_target=example["summary"], max_length=128, truncation=True, padding="max_length")
    model_inputs["labels"] = labels["input_ids"]  # want "padding"
    return model_inputs


def packed(example):
    out = tokenizer(example["text"], truncation=True, max_length=512)
    out["labels"] = out["input_ids"].copy()
    return out


def unpadded(example):
    out = tokenizer(example["text"], truncation=True, padding=False)
    out["labels"] = out["input_ids"].copy()
    return out


def grouped(examples):
    examples["labels"] = examples["input_ids"].copy()
    return examples


def classified(example):
    out = tokenizer(example["text"], truncation=True, padding="max_length")
    out["labels"] = example["label"]
    return out


Trainer(AutoModelForCausalLM.from_pretrained("gpt2"), train_dataset=[]).train()
