// Package known finds hosts and rules by the names that a user gives.
package known
