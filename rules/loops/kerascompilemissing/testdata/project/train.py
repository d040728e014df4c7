from model import build

model = build()
model.fit(x, y, epochs=3)
