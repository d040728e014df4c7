// Package server answers programs: editors over LSP, coding agents over MCP and by hooks.
package server
