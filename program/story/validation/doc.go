// Package validation answers whether, when and in which mode a model is judged on data that it is not trained on.
package validation
