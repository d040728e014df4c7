config = {
    "lr": 1e-4,
    "epochs": 10  # want `^this is not Python: "\\"epochs\\": 10`
    "batch_size": 32,
}
