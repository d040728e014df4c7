// Package machine writes reports for programs, in agentlint's own schemas: one object, or an object a line.
package machine
