//go:build !linux

package main

import "context"

func (*drilling) disk(context.Context) (string, error) { return "", errUntried }

func writing(string) (bool, error) { return false, errUntried }
