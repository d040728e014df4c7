# options: {max: 15}
def val_accuracy():
    return 1

def validation_score():  # want "16 characters, over 15"
    return 1
