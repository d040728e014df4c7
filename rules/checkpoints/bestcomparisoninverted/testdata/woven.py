"""Scores that are computed of one another, turn by turn, so that there are more ways through them than anybody could walk."""
import torch


def fit(model, loader, optimizer, loss_fn):
    best = 0.0
    s0 = 0.0
    s1 = 0.0
    s2 = 0.0
    s3 = 0.0
    s4 = 0.0
    s5 = 0.0
    s6 = 0.0
    s7 = 0.0
    s8 = 0.0
    s9 = 0.0
    s10 = 0.0
    s11 = 0.0
    s12 = 0.0
    s13 = 0.0
    s14 = 0.0
    s15 = 0.0
    s16 = 0.0
    s17 = 0.0
    s18 = 0.0
    s19 = 0.0
    s20 = 0.0
    s21 = 0.0
    s22 = 0.0
    s23 = 0.0
    s24 = 0.0
    s25 = 0.0
    s26 = 0.0
    s27 = 0.0
    s28 = 0.0
    s29 = 0.0
    for epoch in range(10):
        for x, y in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            s0 = s0 + loss.item()
        s1 = s0 + s7 + s0
        s2 = s1 + s14 + s1
        s3 = s2 + s21 + s2
        s4 = s3 + s28 + s3
        s5 = s4 + s5 + s4
        s6 = s5 + s12 + s5
        s7 = s6 + s19 + s6
        s8 = s7 + s26 + s7
        s9 = s8 + s3 + s8
        s10 = s9 + s10 + s9
        s11 = s10 + s17 + s10
        s12 = s11 + s24 + s11
        s13 = s12 + s1 + s12
        s14 = s13 + s8 + s13
        s15 = s14 + s15 + s14
        s16 = s15 + s22 + s15
        s17 = s16 + s29 + s16
        s18 = s17 + s6 + s17
        s19 = s18 + s13 + s18
        s20 = s19 + s20 + s19
        s21 = s20 + s27 + s20
        s22 = s21 + s4 + s21
        s23 = s22 + s11 + s22
        s24 = s23 + s18 + s23
        s25 = s24 + s25 + s24
        s26 = s25 + s2 + s25
        s27 = s26 + s9 + s26
        s28 = s27 + s16 + s27
        s29 = s28 + s23 + s28
        if s29 > best:
            best = s29
            torch.save(model.state_dict(), "best.pt")


model = torch.nn.Linear(4, 2)
data = torch.utils.data.DataLoader(torch.load("train.pt", weights_only=True), shuffle=True)
fit(model, data, torch.optim.SGD(model.parameters(), lr=0.1), torch.nn.CrossEntropyLoss())
