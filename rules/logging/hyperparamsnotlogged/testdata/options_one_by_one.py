import torch
import argparse

def train_model(output_folder, batch_size, number_classes, learning_rate, early_stopping_count):
    print('batch_size = {}'.format(batch_size))
    print('number_classes = {}'.format(number_classes))
    print('learning_rate = {}'.format(learning_rate))
    print('output folder = {}'.format(output_folder))
    print('early_stopping count = {}'.format(early_stopping_count))
    torch.manual_seed(1)
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for epoch in range(100):
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
args = parser.parse_args()
train_model(args.output_dir, args.batch_size, args.number_classes, args.learning_rate, args.early_stopping)
