// Package seeding answers which random number generators a program draws from, and which of them it seeds, when and with what.
package seeding
