x = 1)  # want `^"\)" closes nothing$`
