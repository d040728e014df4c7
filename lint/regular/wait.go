//go:build !js

package regular

import "syscall"

// withoutWaiting has a file opened at once, whether or not somebody writes to it.
const withoutWaiting = syscall.O_NONBLOCK
