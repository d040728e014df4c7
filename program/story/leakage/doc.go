// Package leakage answers whether what a model is judged on has had a part in making it.
package leakage
