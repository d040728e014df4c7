# coding: utf_8
x = "é"  # want "the file declares utf_8, but this byte is not valid in it"
