best_loss, best_acc, lowest_error = float("inf"), 0.0, 0.0
for epoch in range(10):
    val_loss, val_acc, error = validate(model)
    if val_loss > best_loss:  # want "keeps the highest val_loss"
        best_loss = val_loss
    if best_acc > val_acc:  # want "keeps the lowest val_acc"
        best_acc = val_acc
    if error < lowest_error and epoch > 2:
        lowest_error = error
    if val_loss > best_loss:  # counts patience, keeps nothing
        patience += 1
    else:
        best_loss = val_loss
    if -val_loss > best_loss:
        best_loss = -val_loss
