def calculate_validation_accuracy_score():  # want "\"calculate_validation_accuracy_score\" has 35 characters, over 30"
    return 1

def __calculate_validation_accuracy__():
    return 1

def abcdefghij_abcdefghij_abcdefgh():
    return 1

def abcdefghij_abcdefghij_abcdefghi():  # want "31 characters"
    return 1

class Model(Unknown):
    def prepare_inputs_for_generation_of_everything(self):
        return 1
