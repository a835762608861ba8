package db

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// badDisk stands before the C library in a child: while a file named for a call is there, the call fails as it does
// on a failing disk, a write after its first half.
const badDisk = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int broken(const char *call) {
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", getenv("CLUB_BAD_DISK"), call);
	return access(path, F_OK) == 0;
}

int fdatasync(int fd) {
	if (broken("sync")) { errno = EIO; return -1; }
	return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}

int fsync(int fd) {
	if (broken("sync")) { errno = EIO; return -1; }
	return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) {
	ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
	static int calls;
	if (broken("write") || broken("some") && __sync_add_and_fetch(&calls, 1) % 40 == 0) {
		real(fd, from, n / 2, at);
		errno = broken("some") ? ENOSPC : EIO;
		return -1;
	}
	return real(fd, from, n, at);
}
`

// Figure 5: a disk that does not sync, does not write, or fails now and then puts acts off as Busy, leaves reading
// alone, and once it is well the club goes on by itself. After a kill every acknowledged act is there exactly once.
func TestBadDisk(t *testing.T) {
	t.Parallel()
	if testServer != "" {
		t.Skip("skipped: about SQLite")
	}
	if _, err := exec.LookPath("gcc"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("gcc is not installed")
		}
		t.Skip("skipped: gcc is not installed")
	}
	dir := t.TempDir()
	lib := filepath.Join(dir, "disk.so")
	build := exec.Command("gcc", "-shared", "-fPIC", "-o", lib, "-x", "c", "-", "-ldl")
	build.Stdin = strings.NewReader(badDisk)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	d := newDrill(t)
	acknowledged, busy := 0, 0
	step := 0
	d.run([]string{"LD_PRELOAD=" + lib, "CLUB_BAD_DISK=" + dir}, func(line string) (kill bool) {
		if strings.HasPrefix(line, "busy") {
			busy++
		} else {
			acknowledged++
		}
		fault := filepath.Join(dir, []string{"sync", "write", "some", "sync", "end"}[step/2])
		switch {
		case step%2 == 0 && acknowledged > 100: // all is well
			if step == 8 {
				return true
			}
			if err := os.WriteFile(fault, nil, 0o600); err != nil {
				t.Error(err)
			}
		case step%2 == 1 && busy > 50:
			if err := os.Remove(fault); err != nil {
				t.Error(err)
			}
		case acknowledged > 10_000:
			t.Error("the disk never failed")
			return true
		default:
			return false
		}
		step++
		acknowledged, busy = 0, 0
		return false
	})
	d.check()
}
