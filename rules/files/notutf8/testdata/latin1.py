x = 1
# café # want "not UTF-8 from this byte on"
# ÿ
