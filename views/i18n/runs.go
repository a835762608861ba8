package i18n

import "clubhouse/db"

// Long work, as whoever asked for it watches it.
var (
	RunsMine     = Text{"我的导出与导入", "我的匯出與匯入", "My exports and imports"}
	RunsText     = Text{"您要求的大型导出和导入。导出的文件保留 24 小时。", "您要求的大型匯出和匯入。匯出的檔案保留 24 小時。", "Your large exports and imports. Exported files are kept for 24 hours."}
	RunsNone     = Text{"还没有大型导出或导入。在任何列表中按“导出”即可开始。", "還沒有大型匯出或匯入。在任何列表中按「匯出」即可開始。", "No large exports or imports yet. Press Export on any list to start one."}
	RunImportOf  = Text{"导入 %s", "匯入 %s", "Import of %s"}
	RunHomes     = Text{"%s / %s 套房产", "%s / %s 個物業", "%s of %s homes"}
	RunImported  = Text{"已全部导入。", "已全部匯入。", "All of it has been imported."}
	RunSame      = Text{"没有需要导入的，名册没有变化。", "沒有需要匯入的，名冊沒有變化。", "There was nothing to import. The register is unchanged."}
	RunSeeImport = Text{"查看导入结果", "查看匯入結果", "See the import"}
	RunUndone    = Text{"已停止，名册没有任何改动。", "已停止，名冊沒有任何改動。", "Stopped. The register is unchanged."}
	RunNotDone   = Text{"未能导入，名册没有任何改动。请回到业主名册重新检查文件。", "未能匯入，名冊沒有任何改動。請回到業主名冊重新檢查檔案。", "It could not be imported, and the register is unchanged. Check the file again on the register page."}
	RunExportOf  = Text{"导出%s", "匯出%s", "Export of %s"}
	RunRows      = Text{"%s / %s 行", "%s / %s 行", "%s of %s rows"}
	RunRowsYet   = Text{"%s 行", "%s 行", "%s rows"}
	RunLeft      = Text{"大约还需 %s", "大約還需 %s", "about %s left"}
	RunSoon      = Text{"马上开始", "即將開始", "about to start"}
	RunStopping  = Text{"正在停止……", "正在停止……", "stopping…"}
	RunStop      = Text{"停止", "停止", "Stop"}
	RunDownload  = Text{"下载 %s", "下載 %s", "Download %s"}
	RunUntil     = Text{"保留至 %s", "保留至 %s", "kept until %s"}
	RunGone      = Text{"文件已过期删除，请重新导出。", "檔案已過期刪除，請重新匯出。", "The file is no longer kept. Export again if you need it."}
	RunStoppedAt = Text{"已在 %s 行处停止，没有留下文件。", "已在 %s 行處停止，沒有留下檔案。", "Stopped after %s rows. No file was kept."}
	RunFailedFor = Text{"多次尝试后仍未完成，没有留下文件。请再试一次；若仍然失败，请告诉管理员。", "多次嘗試後仍未完成，沒有留下檔案。請再試一次；若仍然失敗，請告訴管理員。", "It failed several times, and no file was kept. Try again, and tell an administrator if it fails again."}
	RunBusy      = Text{"此页会自动更新，您可以离开，稍后再来。", "此頁會自動更新，您可以離開，稍後再來。", "This page refreshes by itself. You may leave it and come back later."}

	runSeconds = Text{"%d 秒", "%d 秒", "%d seconds"}
	runMinutes = Text{"%d 分钟", "%d 分鐘", "%d minutes"}
	runMinute  = Text{"%d 分钟", "%d 分鐘", "%d minute"}
)

// RunStates names where long work stands.
var RunStates = map[db.RunState]Text{
	db.RunWaiting: {"等待中", "等待中", "Waiting"},
	db.RunRunning: {"进行中", "進行中", "Running"},
	db.RunDone:    {"已完成", "已完成", "Done"},
	db.RunFailed:  {"未完成", "未完成", "Failed"},
	db.RunStopped: {"已停止", "已停止", "Stopped"},
}

// Duration tells how long something may still take, as roughly as it is known.
func Duration(l db.Locale, seconds int64) string {
	if seconds < 60 {
		return runSeconds.Format(l, max(seconds, 1))
	}
	return Count(l, int((seconds+59)/60), runMinute, runMinutes)
}

// Size tells the size of a file.
func Size(bytes int64) string {
	switch {
	case bytes < 1000:
		return "1 kB"
	case bytes < 1_000_000:
		return Number(bytes/1000) + " kB"
	}
	return Number(bytes/1_000_000) + "." + Number(bytes/100_000%10) + " MB"
}
