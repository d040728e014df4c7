package framework

// An Act is what a call does to gradients, or with what became of them, in a pass of a training loop.
type Act string

// The acts.
const (
	Backward      Act = "backward"      // adds the gradients of a loss to those that are there
	Differentiate Act = "differentiate" // computes gradients and hands them back
	Clear         Act = "clear"         // drops the gradients
	Give          Act = "give"          // puts gradients in the place of those that are there
	Clip          Act = "clip"          // bounds the gradients
	Unscale       Act = "unscale"       // takes the factor of a gradient scaler out of the gradients
	Step          Act = "step"          // applies the gradients
	ScaledStep    Act = "scaled-step"   // applies the gradients of its first argument, an optimizer, unless they overflowed
	Rescale       Act = "rescale"       // adapts the factor of a gradient scaler
	Schedule      Act = "schedule"      // moves the learning rate on
)
