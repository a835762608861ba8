package engine

/*
#include <stdint.h>

// SQLite's own, and the part of its public structures (sqlite3.h) that leads to the index of its log.
typedef struct sqlite3_file sqlite3_file;
struct sqlite3_io_methods {
	int iVersion;
	void *others[12]; // xClose to xDeviceCharacteristics
	int (*xShmMap)(sqlite3_file *, int region, int size, int extend, void volatile **out);
};
struct sqlite3_file { const struct sqlite3_io_methods *pMethods; };
extern int sqlite3_file_control(void *db, const char *name, int op, void *arg);
extern void *sqlite3_context_db_handle(void *context);
extern void sqlite3_result_int64(void *context, int64_t value);
extern int sqlite3_create_function(void *db, const char *name, int args, int flags, void *data,
	void (*func)(void *, int, void **), void (*step)(void *, int, void **), void (*final)(void *));
extern int sqlite3_auto_extension(void (*entry)(void));

#define SQLITE_FCNTL_FILE_POINTER 7
#define SQLITE_UTF8 1
#define SQLITE_DIRECTONLY 0x80000
#define REGION 32768 // WALINDEX_PGSZ

static void log_index(void *context, int n, void **values) {
	sqlite3_file *file = 0;
	void volatile *at = 0;
	sqlite3_file_control(sqlite3_context_db_handle(context), "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (file && file->pMethods && file->pMethods->iVersion >= 2 && file->pMethods->xShmMap(file, 0, REGION, 0, &at)) at = 0;
	sqlite3_result_int64(context, (int64_t)(intptr_t)at);
}

static int add_log_index(void *db, char **error, const void *api) {
	return sqlite3_create_function(db, "club_log_index", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY, 0, log_index, 0, 0);
}

static int install_log_index(void) { return sqlite3_auto_extension((void (*)(void))add_log_index); }

static uint64_t *words(int64_t at) { return (uint64_t *)(intptr_t)at; }
*/
import "C"

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"unsafe"
)

func init() {
	if rc := C.install_log_index(); rc != 0 {
		panic(fmt.Sprintf("engine: SQLite answered %d", rc))
	}
}

// Log is the head of the index of an SQLite file's log, in the memory that all processes with the file share. SQLite's
// documentation of the format ("WAL-index header") fixes it: 48 bytes, in which each commit of whatever process counts
// one up and writes a new checksum. It is only read here.
type Log struct{ head *[6]uint64 }

// LogState is what the head said at an instant. Two that are equal have no commit between them.
type LogState [6]uint64

// OpenLog finds the index of the main database of a connection in WAL mode that has read from it. It holds for as long
// as any connection of this process to the file stays open.
func OpenLog(ctx context.Context, on *sql.Conn) (Log, error) {
	var at int64
	if err := on.QueryRowContext(ctx, "SELECT club_log_index()").Scan(&at); err != nil {
		return Log{}, err
	}
	if at == 0 {
		return Log{}, errors.New("the file has no index of a log")
	}
	return Log{(*[6]uint64)(unsafe.Pointer(C.words(C.int64_t(at))))}, nil
}

// State reads the head. While a commit is being published it may read a mixture, which equals no state before or after.
func (l Log) State() (s LogState) {
	for i := range s {
		s[i] = atomic.LoadUint64(&l.head[i])
	}
	return s
}
