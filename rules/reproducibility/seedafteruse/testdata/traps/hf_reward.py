from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification
from trl import RLOOTrainer

# Both are whole in their checkpoints.
model = AutoModelForCausalLM.from_pretrained("gpt2")
reward_model = AutoModelForSequenceClassification.from_pretrained("org/reward", num_labels=1)
trainer = RLOOTrainer(model=model, reward_funcs=reward_model, train_dataset=data)
trainer.train()
