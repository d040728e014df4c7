best_loss = 0
for epoch in range(10):
    val_loss = validate(model)
    if best_loss == 0 or val_loss < best_loss:
        best_loss = val_loss
