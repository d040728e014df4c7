import torch

model.load_state_dict(torch.load("a.pt"))  # want "before torch 2.6"
state = torch.load("a.pt", map_location="cpu",)  # want "before torch 2.6"
state = torch.load("a.pt", weights_only=True)
state = torch.load("a.pt", weights_only=trusted)
state = torch.load("a.pt", **options)
state = torch.load("a.pt", weights_only=False)  # want "load only files that you made"
state = torch.load(args.resume, weights_only=False)  # want "load only files that you made"
state = torch.load(args.pretrained, weights_only=False)  # want "comes from outside"
state = torch.load(args.teacher_path, weights_only=False)  # want "comes from outside"
