package parts

import "testing"

func TestHeldOutByName(t *testing.T) {
	for name, want := range map[string]Part{
		"val_loader": Validation, "valLoss": Validation, "XTest": Test, "data/valid.csv": Validation, "x_test": Test,
		"eval": Validation, "dev_set": Validation, "testloader": Test, "holdout": Validation,
		"value": "", "dev": "", "valid_mask": "", "validate_args": "", "latest": "", "contest": "", "device": "", "is_valid": "",
		"interval": "", "retrieval": "", "cv2": "",
	} {
		if got := HeldOutByName(name); got != want {
			t.Errorf("HeldOutByName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestHeldOutOfSplit(t *testing.T) {
	for name, want := range map[string]Part{"X_te": Test, "y_va": Validation, "x_test": Test, "yTe": Test, "te": Test, "city": "", "rest": "", "X2": ""} {
		if got := HeldOutOfSplit(name); got != want {
			t.Errorf("HeldOutOfSplit(%q) = %q, want %q", name, got, want)
		}
	}
}
