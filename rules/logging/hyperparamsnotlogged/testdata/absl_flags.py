import logging
import torch
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_float('lr', 0.1, 'Learning rate.')

def main(_):
    logging.info('flags: %s', FLAGS.flag_values_dict())
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=FLAGS.lr)
    for epoch in range(3):
        for x, y in get():
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
            logging.info('loss %s', loss.item())
if __name__ == '__main__':
    app.run(main)
