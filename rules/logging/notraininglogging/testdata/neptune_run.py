import neptune, torch
run = neptune.init_run(project='x')
params = {'lr': 0.1}
run['parameters'] = params
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=params['lr'])
for epoch in range(3):
    for x, y in get():
        loss = torch.nn.functional.mse_loss(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        run['train/loss'].append(loss.item())
        run['train/lr'].append(opt.param_groups[0]['lr'])
