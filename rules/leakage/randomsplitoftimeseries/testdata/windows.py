import numpy as np
import yfinance as yf
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import train_test_split

prices = yf.download("AAPL")["Close"].to_numpy().ravel()
WIDTH = 30
windows = np.array([prices[i : i + WIDTH] for i in range(len(prices) - WIDTH)])
x, test, y, target = train_test_split(windows, prices[WIDTH:], random_state=0)  # want "rows know their neighbours by a sliding window"
print(RandomForestRegressor(random_state=0).fit(x, y).score(test, target))

behind, after = [], []
for i in range(WIDTH, len(prices)):
    behind.append(prices[i - WIDTH : i])
    after.append(prices[i])
x, test, y, target = train_test_split(np.array(behind), np.array(after), random_state=0)  # want "by a sliding window"
print(RandomForestRegressor(random_state=0).fit(x, y).score(test, target))

# Windows that do not overlap, and a split in the order of time.
apart = np.array([prices[i : i + WIDTH] for i in range(0, len(prices) - WIDTH, WIDTH)])
x, test, y, target = train_test_split(apart, prices[WIDTH::WIDTH], random_state=0)
print(RandomForestRegressor(random_state=0).fit(x, y).score(test, target))
x, test, y, target = train_test_split(windows, prices[WIDTH:], shuffle=False)
print(RandomForestRegressor(random_state=0).fit(x, y).score(test, target))
