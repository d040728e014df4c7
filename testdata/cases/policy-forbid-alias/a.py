from pandas import DataFrame as Table

table = Table()
table = table.append({"a": 1})
