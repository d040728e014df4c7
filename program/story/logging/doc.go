// Package logging answers what is reported of a training, how often, and to whom.
package logging
