# coding: utf_8
x = "é"  # want "says it is in utf_8"
