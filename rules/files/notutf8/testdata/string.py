x = 1
print("# coding: gbk")
y = "é"  # want "not UTF-8"
