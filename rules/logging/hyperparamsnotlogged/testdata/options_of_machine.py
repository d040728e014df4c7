import torch
import argparse

def train_model(output_folder, batch_size, number_classes, learning_rate, early_stopping_count, gpus, log_every):
    print('batch_size = {}'.format(batch_size))
    print('gpus = {}'.format(gpus))
    print('log every {}'.format(log_every))
    print('output folder = {}'.format(output_folder))
    torch.manual_seed(1)
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for epoch in range(100):  # want "hyperparameters are not logged before training"
        for x, y in get(batch_size):
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
            print(loss.item())
        torch.save(model.state_dict(), f"{output_folder}/m_{epoch}.pt")

parser = argparse.ArgumentParser()
parser.add_argument("--output_dir")
parser.add_argument("--batch_size", type=int)
parser.add_argument("--number_classes", type=int)
parser.add_argument("--learning_rate", type=float)
parser.add_argument("--early_stopping", type=int)
parser.add_argument("--gpus", type=int)
parser.add_argument("--log_every", type=int)
args = parser.parse_args()
train_model(args.output_dir, args.batch_size, args.number_classes, args.learning_rate, args.early_stopping, args.gpus, args.log_every)
