package i18n

// The register's start page
var (
	DeskRegisterTitle      = Text{"业主名册", "業主名冊", "Owners' register"}
	DeskRegisterIntro      = Text{"销售系统导出的业主名单。会员认证房产时与它核对。", "銷售系統匯出的業主名單。會員認證物業時與它核對。", "The list of owners from the sales system. Members' homes are verified against it."}
	DeskRegisterUpload     = Text{"导入名册", "匯入名冊", "Import a register"}
	DeskRegisterFile       = Text{"名册文件", "名冊檔案", "Register file"}
	DeskRegisterFileHint   = Text{"CSV 或 XLSX，最大 32 MB。先核对再导入，上传时不会改动任何数据。", "CSV 或 XLSX，最大 32 MB。先核對再匯入，上載時不會改動任何資料。", "CSV or XLSX, up to 32 MB. You see what it would change first; uploading changes nothing."}
	DeskRegisterSend       = Text{"上传并核对", "上載並核對", "Upload and check"}
	DeskRegisterExport     = Text{"下载整本名册", "下載整本名冊", "Download the register"}
	DeskRegisterExportHint = Text{"含完整姓名和电话。每次下载都会记入审计日志。", "含完整姓名和電話。每次下載都會記入審計日誌。", "With full names and phones. Each download is recorded in the audit log."}
	DeskRegisterPast       = Text{"导入记录", "匯入記錄", "Past imports"}
	DeskRegisterNever      = Text{"还没有导入过。", "還沒有匯入過。", "Nothing has been imported yet."}
	DeskRegisterWhen       = Text{"时间", "時間", "When"}
	DeskRegisterWaiting    = Text{"%d 套房产的业主有变更，等待处理", "%d 個物業的業主有變更，等待處理", "%d homes with changed owners are waiting for a decision"}
	DeskRegisterWaitingOne = Text{"%d 套房产的业主有变更，等待处理", "%d 個物業的業主有變更，等待處理", "%d home with changed owners is waiting for a decision"}
	DeskRegisterDecide     = Text{"查看并处理", "查看並處理", "Review"}
)

// The three steps of an import
var (
	DeskRegisterSteps = [...]Text{{"对应各列", "對應各欄", "Columns"}, {"核对", "核對", "Check"}, {"完成", "完成", "Done"}}

	DeskRegisterColumns     = Text{"各列对应什么", "各欄對應甚麼", "What each column holds"}
	DeskRegisterColumnsHint = Text{"已按表头猜好，请看一眼，不对的改过来。", "已按表頭猜好，請看一眼，不對的改過來。", "Guessed from the header. Check them and correct what is wrong."}
	DeskRegisterNoColumn    = Text{"文件里没有", "檔案裡沒有", "Not in the file"}
	DeskRegisterColumnN     = Text{"第 %d 列", "第 %d 欄", "Column %d"}
	DeskRegisterExample     = Text{"例如：%s", "例如：%s", "Such as: %s"}
	DeskRegisterCityName    = Text{"所有房产都在这个城市", "所有物業都在這個城市", "City of all homes"}
	DeskRegisterCityHint    = Text{"只在文件没有城市列时填写。", "只在檔案沒有城市欄時填寫。", "Only if the file has no city column."}
	DeskRegisterRecords     = Text{"%s · %s 条记录", "%s · %s 條記錄", "%s · %s records"}

	DeskRegisterPlaces     = Text{"新楼盘归入哪个品牌", "新屋苑歸入哪個品牌", "The brand of new communities"}
	DeskRegisterPlacesHint = Text{"名册里有还没登记的楼盘：%s。导入时会自动新增。", "名冊裡有還沒登記的屋苑：%s。匯入時會自動新增。", "The file names communities that are new: %s. Importing adds them."}
	DeskRegisterBrand      = Text{"品牌", "品牌", "Brand"}
	DeskRegisterSameBrand  = Text{"与上面相同", "與上面相同", "As above"}
	DeskRegisterBrandEach  = Text{"分别选择品牌", "分別選擇品牌", "Choose a brand for each"}
	DeskRegisterBrandMade  = Text{"还没有品牌。会新增“%s”，新楼盘都归在它之下；以后可以修改。", "還沒有品牌。會新增「%s」，新屋苑都歸在它之下；以後可以修改。", "There are no brands yet. One named %s will be added for the new communities; both can be changed later."}
	DeskRegisterCheck      = Text{"下一步：核对", "下一步：核對", "Next: check"}
	DeskRegisterUnfinished = Text{"尚未导入的文件", "尚未匯入的檔案", "Not imported yet"}
	DeskRegisterResume     = Text{"继续", "繼續", "Continue"}
	DeskRegisterResumeOf   = Text{"继续导入 %s", "繼續匯入 %s", "Continue with %s"}
	DeskRegisterDropOf     = Text{"放弃这个文件：%s", "放棄這個檔案：%s", "Discard this file: %s"}
	DeskRegisterDay        = Text{"上传后保留一天，之后自动删除。只有您能看到自己上传的文件。", "上載後保留一天，之後自動刪除。只有您能看到自己上載的檔案。", "A file is kept for a day after it is uploaded. Only you can see yours."}
	DeskRegisterDrop       = Text{"放弃这个文件", "放棄這個檔案", "Discard this file"}

	DeskRegisterCheckTitle  = Text{"核对导入", "核對匯入", "Check the import"}
	DeskRegisterDryRun      = Text{"到这里还没有改动任何数据。", "到這裡還沒有改動任何資料。", "Nothing has been changed so far."}
	DeskRegisterNew         = Text{"新增房产", "新增物業", "New homes"}
	DeskRegisterChanged     = Text{"有变动", "有變動", "Changed"}
	DeskRegisterSame        = Text{"没有变化", "沒有變化", "Same as before"}
	DeskRegisterRefused     = Text{"不能导入的记录", "不能匯入的記錄", "Refused records"}
	DeskRegisterOfThese     = Text{"其中 %d 套业主不同，导入后等待处理", "其中 %d 個業主不同，匯入後等待處理", "%d of these have other owners and will wait for a decision"}
	DeskRegisterRepeated    = Text{"另有 %d 行是同一套房产的重复记录，已合并", "另有 %d 行是同一個物業的重複記錄，已合併", "%d more rows were about the same homes and were merged"}
	DeskRegisterRefusedHint = Text{"这些记录会跳过，其余照常导入。请在销售系统改好后再导入一次；清单不会保存，需要的话现在下载。", "這些記錄會略過，其餘照常匯入。請在銷售系統改好後再匯入一次；清單不會儲存，需要的話現在下載。", "These are left out; the others are imported. Fix them in the sales system and import again. This list is not kept: download it now if you need it."}
	DeskRegisterRecord      = Text{"记录", "記錄", "Record"}
	DeskRegisterField       = Text{"哪一项", "哪一項", "Field"}
	DeskRegisterWhy         = Text{"原因", "原因", "Reason"}
	DeskRegisterContract    = Text{"合同号", "合約編號", "Contract"}
	DeskRegisterRefusedCSV  = Text{"下载清单", "下載清單", "Download the list"}
	DeskRegisterFirst       = Text{"这里显示前 %d 条，下载的清单有全部 %d 条。", "這裡顯示前 %d 條，下載的清單有全部 %d 條。", "The first %d are shown; the download has all %d."}
	DeskRegisterNoRefused   = Text{"没有不能导入的记录。", "沒有不能匯入的記錄。", "No records are refused."}
	DeskRegisterNothing     = Text{"没有需要导入的：文件里的房产都已在名册中，且没有变化。", "沒有需要匯入的：檔案裡的物業都已在名冊中，且沒有變化。", "There is nothing to import: the register already holds every home in this file."}
	DeskRegisterConfirm     = Text{"导入 %s 套房产", "匯入 %s 個物業", "Import %s homes"}
	DeskRegisterConfirmOne  = Text{"导入 %s 套房产", "匯入 %s 個物業", "Import %s home"}
	DeskRegisterBackMap     = Text{"返回修改各列", "返回修改各欄", "Back to the columns"}

	DeskRegisterDone     = Text{"导入完成", "匯入完成", "Import finished"}
	DeskRegisterSeeHomes = Text{"查看楼盘", "查看屋苑", "See the communities"}
	DeskRegisterBack     = Text{"返回业主名册", "返回業主名冊", "Back to the register"}
)

// Changes of owners
var (
	DeskRegisterChanges    = Text{"业主变更", "業主變更", "Changed owners"}
	DeskRegisterChangesWhy = Text{"新导入的名册写着不同的业主，可能是转手、更名或录入有误。接受之前，名册保持原样。", "新匯入的名冊寫着不同的業主，可能是轉手、更名或輸入有誤。接受之前，名冊保持原樣。", "A later file names other owners: a sale, a new name or a mistake. Until you accept, the register stays as it was."}
	DeskRegisterNoChanges  = Text{"没有等待处理的变更。", "沒有等待處理的變更。", "No changes are waiting for a decision."}
	DeskRegisterWas        = Text{"现有业主", "現有業主", "Current owners"}
	DeskRegisterIs         = Text{"新的业主", "新的業主", "New owners"}
	DeskRegisterAccept     = Text{"接受新业主", "接受新業主", "Accept"}
	DeskRegisterKeep       = Text{"保持原样", "保持原樣", "Leave as is"}
	DeskRegisterNoPhone    = Text{"没有电话", "沒有電話", "no phone"}
)

// DeskRegisterFields names the columns of a register.
var DeskRegisterFields = map[string]Text{
	"community": {"楼盘", "屋苑", "Community"},
	"city":      {"城市", "城市", "City"},
	"building":  {"楼栋", "座數", "Building"},
	"stair":     {"单元", "單元", "Stair"},
	"room":      {"房号", "房號", "Room"},
	"owner":     {"业主姓名", "業主姓名", "Owner's name"},
	"phone":     {"电话", "電話", "Phone"},
	"id4":       {"证件后四位", "證件後四位", "Last 4 of the ID"},
	"contract":  {"合同号", "合約編號", "Contract number"},
	"handover":  {"交付日期", "交樓日期", "Handover date"},
	"date":      {"交付日期", "交樓日期", "Handover date"}, // as a refused record names it
}
