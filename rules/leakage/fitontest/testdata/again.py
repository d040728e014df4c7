from data import everything, first, first_labels, grid, second, second_labels
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import MinMaxScaler

scaler = MinMaxScaler()
model = KNeighborsClassifier().fit(scaler.fit_transform(first), first_labels)
print(model.score(scaler.fit_transform(second), second_labels))  # want "MinMaxScaler is fitted on the test part"

# Only applied to the second, or fitted for each of two models.
good = KNeighborsClassifier().fit(scaler.fit_transform(first), first_labels)
print(good.score(scaler.transform(second), second_labels))
other = KNeighborsClassifier().fit(scaler.fit_transform(second), second_labels)
print(other.score(scaler.transform(first), first_labels))

# To draw all rows.
plain = KNeighborsClassifier().fit(scaler.fit_transform(first), first_labels)
drawn = scaler.fit_transform(everything)
print(plain.predict(grid(drawn[:, 0], drawn[:, 1])))
