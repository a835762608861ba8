package i18n

import "clubhouse/db"

// The staff's door: signing in, setting up, the overview.
var (
	DeskSignInTitle  = Text{"后台登录", "後台登入", "Staff sign in"}
	DeskSignInText   = Text{"供会所工作人员使用。", "供會所職員使用。", "For the people who run the club."}
	DeskLogin        = Text{"邮箱或手机号码", "電郵或手機號碼", "E-mail or mobile number"}
	DeskPassword     = Text{"密码", "密碼", "Password"}
	DeskSecond       = Text{"动态码或恢复码", "動態碼或恢復碼", "Authenticator or recovery code"}
	DeskSecondHint   = Text{"验证器应用显示的 6 位数字；手机不在身边时，可用一个恢复码。", "驗證器應用程式顯示的 6 位數字；手機不在身邊時，可用一個恢復碼。", "The 6 digits your authenticator shows, or one of your recovery codes if it is not at hand."}
	DeskSignInButton = Text{"登录", "登入", "Sign in"}
	DeskSignInLost   = Text{"动态码和恢复码都用不了？请另一位管理员重置您的验证器。", "動態碼和恢復碼都用不到？請另一位管理員重設您的驗證器。", "Neither works? Ask an administrator to reset your authenticator."}

	DeskSetupTitle    = Text{"启用您的账户", "啟用您的帳戶", "Set up your account"}
	DeskSetupText     = Text{"%s（%s），欢迎。请绑定验证器并设置密码，大约需要两分钟。", "%s（%s），歡迎。請綁定驗證器並設定密碼，大約需要兩分鐘。", "Welcome, %s (%s). Connect an authenticator and choose a password. It takes about two minutes."}
	DeskSetupScan     = Text{"1. 绑定验证器", "1. 綁定驗證器", "1. Connect an authenticator"}
	DeskSetupScanText = Text{"用手机上的验证器应用扫描二维码。任何支持动态码的应用都可以。", "用手機上的驗證器應用程式掃描二維碼。任何支援動態碼的應用程式都可以。", "Scan this code with the authenticator app on your phone. Any app that makes six-digit codes will do."}
	DeskSetupQR       = Text{"验证器二维码", "驗證器二維碼", "QR code for the authenticator"}
	DeskSetupType     = Text{"扫不了？请在应用中手动输入密钥：", "無法掃描？請在應用程式中手動輸入密鑰：", "Cannot scan it? Type this key into the app:"}
	DeskSetupRest     = Text{"2. 设置密码并验证", "2. 設定密碼並驗證", "2. Choose a password and confirm"}
	DeskSetupPassword = Text{"新密码", "新密碼", "New password"}
	DeskSetupPassHint = Text{"至少 10 个字符。一句只有您知道的话就很好。", "至少 10 個字元。一句只有您知道的話就很好。", "At least 10 characters. A sentence only you would think of is a good one."}
	DeskSetupCode     = Text{"验证器现在显示的 6 位数字", "驗證器現在顯示的 6 位數字", "The 6 digits the authenticator shows now"}
	DeskSetupButton   = Text{"启用账户", "啟用帳戶", "Set up my account"}

	DeskRecoveryTitle = Text{"请保存恢复码", "請儲存恢復碼", "Save your recovery codes"}
	DeskRecoveryText  = Text{"手机丢失时，每个恢复码可以代替动态码登录一次。它们只显示这一次：请打印，或存入密码管理器。", "手機遺失時，每個恢復碼可以代替動態碼登入一次。它們只顯示這一次：請列印，或存入密碼管理器。", "If you lose your phone, each code signs you in once in place of the authenticator. They are shown only now: print them, or keep them in a password manager."}
	DeskRecoveryCopy  = Text{"全部 %d 个恢复码", "全部 %d 個恢復碼", "All %d codes"}
	DeskRecoveryDone  = Text{"我已保存，进入后台", "我已儲存，進入後台", "I have saved them. Open the desk"}

	DeskTitle      = Text{"总览", "總覽", "Overview"}
	DeskYouAre     = Text{"您的角色：%s", "您的角色：%s", "Your roles: %s"}
	DeskRolesLink  = Text{"查看角色与权限", "查看角色與權限", "What each role may do"}
	DeskClaims     = Text{"待核验房产", "待核驗物業", "Claims to check"}
	DeskChanges    = Text{"待确认业主变更", "待確認業主變更", "Owner changes to confirm"}
	DeskMembers    = Text{"会员", "會員", "Members"}
	DeskOffers     = Text{"上架中的优惠", "上架中的優惠", "Live offers"}
	DeskIssued     = Text{"今日领券", "今日領券", "Vouchers claimed today"}
	DeskRedeemed   = Text{"今日核销", "今日兌換", "Redeemed today"}
	DeskAllDone    = Text{"已全部处理", "已全部處理", "All done"}
	DeskNewMembers = Text{"最新会员", "最新會員", "Newest members"}
	DeskNewActs    = Text{"最近动态", "最近動態", "Latest activity"}
	DeskSeeAll     = Text{"查看全部", "查看全部", "See all"}
	DeskNoActs     = Text{"还没有任何动态。", "還沒有任何動態。", "Nothing has happened yet."}
	DeskNoMembers  = Text{"还没有会员。有人加入后会显示在这里。", "還沒有會員。有人加入後會顯示在這裡。", "No members yet. They appear here as they join."}

	DeskOlder  = Text{"更早的记录", "更早的記錄", "Older"}
	DeskNewest = Text{"回到最新", "回到最新", "Back to the newest"}
)

// Doors names the doors, for the audit log.
var Doors = map[db.Door]Text{
	db.MemberDoor:   {"会员端", "會員端", "Member pages"},
	db.MerchantDoor: {"商户端", "商戶端", "Till"},
	db.StaffDoor:    {"后台", "後台", "Desk"},
	db.System:       {"系统", "系統", "System"},
}

// DeskCount answers one of the desk's counts, which stop above db.CountMost.
func DeskCount(n int64) string {
	if n > db.CountMost {
		return Number(db.CountMost) + "+"
	}
	return Number(n)
}
