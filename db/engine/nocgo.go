//go:build !cgo

package engine

// Without a C compiler the build would end in a riddle about constraints; this says what is missing.
var _ = SQLite_is_C_so_install_a_C_compiler_and_leave_CGO_ENABLED_on
