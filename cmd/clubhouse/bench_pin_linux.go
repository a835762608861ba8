package main

import (
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// all are the processors that this process was given.
var all = func() (set unix.CPUSet) {
	_ = unix.SchedGetaffinity(0, &set)
	return set
}()

// pin keeps this process to one core; below 0 it is left alone. A machine that does not allow it, or has no such core,
// measures unpinned. (runtime.NumCPU would not tell: in the child of a pinned process it answers 1.)
func pin(core int) {
	if core < 0 {
		return
	}
	var set unix.CPUSet
	set.Set(core)
	keepTo(&set)
	runtime.GOMAXPROCS(1)
}

// unpin gives this process all its processors back, and so its children.
func unpin() {
	keepTo(&all)
	runtime.GOMAXPROCS(all.Count())
}

func keepTo(set *unix.CPUSet) {
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return
	}
	for _, t := range tasks {
		if id, err := strconv.Atoi(t.Name()); err == nil {
			_ = unix.SchedSetaffinity(id, set)
		}
	}
}

// forget has the kernel drop what it keeps of a file in memory.
func forget(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return err
	}
	return unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
}
