// Package ci writes reports as systems that build and review take them: their annotations, comments and summaries.
package ci
