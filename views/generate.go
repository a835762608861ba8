// Package views only carries the command that turns every .templ file below into Go.
package views

//go:generate go run github.com/a-h/templ/cmd/templ@v0.3.977 generate
