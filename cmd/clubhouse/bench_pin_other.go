//go:build !linux

package main

// pin does nothing here: only Linux lets a process choose its core.
func pin(int) {}

func unpin() {}

func forget(string) error { return nil }
