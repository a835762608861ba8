package i18n

import "clubhouse/db"

// What the parts and the layouts say themselves.
var (
	UIError      = Text{"错误：", "錯誤：", "Error: "}
	UISkip       = Text{"跳到正文", "跳至內容", "Skip to content"}
	UILanguages  = Text{"语言", "語言", "Language"}
	UIMainNav    = Text{"主导航", "主導覽", "Main"}
	UISignOut    = Text{"退出登录", "登出", "Sign out"}
	UIMenu       = Text{"菜单", "選單", "Menu"}
	UIBack       = Text{"返回", "返回", "Back"}
	UIClose      = Text{"关闭", "關閉", "Close"}
	UICancel     = Text{"取消", "取消", "Cancel"}
	UIOptional   = Text{"（选填）", "（選填）", " (optional)"}
	UIOutbox     = Text{"演示：短信与邮件", "示範：短訊與電郵", "Demo: messages sent"}
	UIBreadcrumb = Text{"当前位置", "目前位置", "You are here"}

	UIFixErrors = Text{"请先修正以下问题", "請先修正以下問題", "Please fix the following"}
	UINotDone   = Text{"没有完成", "未能完成", "This was not done"}
	UIChoose    = Text{"请选择", "請選擇", "Please choose"}

	UIPages     = Text{"翻页", "翻頁", "Pages"}
	UIPrevious  = Text{"上一页", "上一頁", "Previous"}
	UINext      = Text{"下一页", "下一頁", "Next"}
	UIFilters   = Text{"筛选", "篩選", "Filters"}
	UIFiltersOn = Text{"已启用：", "已套用：", "In use:"}
	UIRemove    = Text{"移除筛选", "移除篩選", "Remove filter"}
	UIStep      = Text{"第 %d 步，共 %d 步", "第 %d 步，共 %d 步", "Step %d of %d"}

	UINavHome     = Text{"首页", "首頁", "Home"}
	UINavOffers   = Text{"优惠", "優惠", "Offers"}
	UINavCard     = Text{"会员码", "會員碼", "Card"}
	UINavVouchers = Text{"卡券", "優惠券", "Vouchers"}
	UINavMe       = Text{"我的", "我的", "Me"}

	UINavScan  = Text{"扫码", "掃描", "Scan"}
	UINavToday = Text{"今日", "今日", "Today"}

	UINavDashboard     = Text{"总览", "總覽", "Overview"}
	UINavTasks         = Text{"我的待办", "我的待辦", "My tasks"}
	UINavPeople        = Text{"会员与房产", "會員與物業", "Members and homes"}
	UINavMembers       = Text{"会员", "會員", "Members"}
	UINavClaims        = Text{"认证申请", "認證申請", "Home claims"}
	UINavDuplicates    = Text{"重复会员", "重複會員", "Duplicates"}
	UINavRegister      = Text{"业主名册", "業主名冊", "Owners' register"}
	UINavCatalog       = Text{"品牌与楼盘", "品牌與屋苑", "Brands and communities"}
	UINavBrands        = Text{"品牌", "品牌", "Brands"}
	UINavCommunities   = Text{"楼盘", "屋苑", "Communities"}
	UINavPartners      = Text{"商户与优惠", "商戶與優惠", "Merchants and offers"}
	UINavMerchants     = Text{"商户", "商戶", "Merchants"}
	UINavHomes         = Text{"房产", "物業", "Homes"}
	UINavStaffVouchers = Text{"卡券", "優惠券", "Vouchers"}
	UINavStaffOffers   = Text{"优惠", "優惠", "Offers"}
	UINavHouse         = Text{"管理", "管理", "Administration"}
	UINavWork          = Text{"后台任务", "後台工作", "Background work"}
	UINavAudit         = Text{"审计日志", "審計日誌", "Audit log"}
	UINavStaff         = Text{"工作人员", "職員", "Staff"}
	UINavClub          = Text{"会所设置", "會所設定", "Club settings"}

	UIQR          = Text{"二维码", "二維碼", "QR code"}
	UIMemberNo    = Text{"会员号", "會員編號", "Membership number"}
	UIPassHint    = Text{"请调高屏幕亮度，向店员出示。", "請調高螢幕亮度，向店員出示。", "Turn up the brightness and show this to the staff."}
	UIPassRenews  = Text{"{n} 秒后自动更新", "{n} 秒後自動更新", "Renews in {n} s"}
	UIPassEvery   = Text{"%d 秒内有效", "%d 秒內有效", "Good for %d s"}
	UIPassRenew   = Text{"立即更新", "立即更新", "Renew now"}
	UIPassOffline = Text{"没有网络。店员可凭会员号查找您。", "沒有網絡。店員可憑會員編號查找您。", "You are offline. The staff can find you by your number."}

	UICopy   = Text{"复制", "複製", "Copy"}
	UICopied = Text{"已复制", "已複製", "Copied"}

	UIScanAim     = Text{"将顾客的二维码放入框内", "將顧客的二維碼放入框內", "Hold the customer's QR code in the frame"}
	UIScanStart   = Text{"打开摄像头", "開啟相機", "Start the camera"}
	UIScanWait    = Text{"正在打开摄像头…", "正在開啟相機…", "Starting the camera…"}
	UIScanDenied  = Text{"未能使用摄像头。请在浏览器设置中允许，或在下方输入券码。", "未能使用相機。請在瀏覽器設定中允許，或在下方輸入券碼。", "The camera may not be used. Allow it in the browser's settings, or type the code below."}
	UIScanNone    = Text{"此设备没有可用的摄像头，请在下方输入券码。", "此裝置沒有可用的相機，請在下方輸入券碼。", "No camera can be used here. Type the code below."}
	UIScanForeign = Text{"这不是本会的码，请换一个再扫。", "這不是本會的碼，請換一個再掃。", "That is not one of our codes. Try another."}
	UIScanRead    = Text{"已读取，正在查询…", "已讀取，正在查詢…", "Read. Looking it up…"}
	UIScanCamera  = Text{"摄像头画面", "相機畫面", "Camera picture"}
	UITorch       = Text{"手电筒", "手電筒", "Torch"}
	UIFlip        = Text{"切换镜头", "切換鏡頭", "Flip camera"}
	UIScanType    = Text{"输入券码、会员号或手机号码", "輸入券碼、會員編號或手機號碼", "Type a voucher code, member number or phone"}
	UIScanLook    = Text{"查询", "查詢", "Look up"}
	UIScanPhoto   = Text{"或上传二维码照片", "或上載二維碼相片", "Or upload a photo of the QR code"}
	UIScanFile    = Text{"二维码照片", "二維碼相片", "Photo of the QR code"}
	UIScanSend    = Text{"识别照片", "識別相片", "Read the photo"}
	UIReturning   = Text{"即将返回，轻触屏幕可停留", "即將返回，輕觸螢幕可停留", "Going back shortly; touch the screen to stay"}
)

// LanguageName is how a language calls itself.
func LanguageName(l db.Locale) string {
	switch l {
	case db.En:
		return "English"
	case db.Hant:
		return "繁體中文"
	}
	return "简体中文"
}
