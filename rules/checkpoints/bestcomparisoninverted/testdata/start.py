import math

best_loss = 0.0
best_acc = math.inf
best_f1 = 0
neg_best_loss = -1e9
for epoch in range(10):
    val_loss, val_acc, f1 = validate(model)
    if val_loss < best_loss:  # want "best_loss starts at a value that no val_loss can improve on"
        best_loss = val_loss
    if val_acc >= best_acc:  # want "best_acc starts at"
        best_acc = val_acc
    if f1 > best_f1:
        best_f1 = f1
