import torch
# else:
x = 1
# lr: float = 0.1
# decay: torch.Tensor = load()
y = 2
# layers = [
#     "conv(3)",
z = 3
# for name in "ab":
#     print(name)
