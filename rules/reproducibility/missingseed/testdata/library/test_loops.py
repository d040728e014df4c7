from loops import fit

fit(model, loader, optimizer)
