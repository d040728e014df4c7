# No PyTorch: what backward does here is its own affair.
import mxnet

for x, y in loader:
    net(x, y).backward()
    optimizer.step(8)
