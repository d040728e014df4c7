// Package gradient answers what is done to gradients, and in which order: passes over batches, optimizers, scalers, schedulers,
// and the layers and losses that gradients come from.
package gradient
