from transformers import AutoModelForCausalLM, Trainer

model = AutoModelForCausalLM.from_pretrained("x")
Trainer(model, train_dataset=data).train()
