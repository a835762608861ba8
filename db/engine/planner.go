// Package engine reaches what SQLite has and its driver does not offer.
package engine

/*
#cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup

// These are SQLite's own, compiled into the binary by the driver.
extern int sqlite3_auto_extension(void (*entry)(void));
extern int sqlite3_db_config(void *db, int op, ...);

#define SQLITE_DBCONFIG_ENABLE_QPSG 1007

static int plan_once(void *db, char **error, const void *api) {
	return sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, (int *)0);
}

static int install_planner(void) { return sqlite3_auto_extension((void (*)(void))plan_once); }
*/
import "C"

import "fmt"

// SQLite is to plan each statement once. By itself, SQLite 3.54 looks at the values that are bound to a join or a LIMIT
// and prepares the statement anew whenever they are cleared, which the driver does before each use: a join by primary
// key then costs ten times what it need. Under its "query planner stability guarantee" it plans by the statement alone.
// The driver has no setting for that, so an entry that SQLite calls for each new connection sets it.
func init() {
	if rc := C.install_planner(); rc != 0 {
		panic(fmt.Sprintf("engine: SQLite answered %d", rc))
	}
}
