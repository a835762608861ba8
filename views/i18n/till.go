package i18n

import "clubhouse/db"

// The merchants' door.
var (
	TillSignInTitle = Text{"商户登录", "商戶登入", "Merchant sign in"}
	TillSignInText  = Text{"用商户登记的手机号码或邮箱登录，我们会发送一次性验证码。", "用商戶登記的手機號碼或電郵登入，我們會發送一次性驗證碼。", "Sign in with the mobile number or e-mail address your manager registered. We will send you a one-time code."}
	TillDestination = Text{"手机号码或邮箱", "手機號碼或電郵", "Mobile number or e-mail address"}
	TillSend        = Text{"发送验证码", "發送驗證碼", "Send the code"}

	TillCodeTitle  = Text{"输入验证码", "輸入驗證碼", "Enter the code"}
	TillCodeText   = Text{"6 位验证码已发送到 %s，5 分钟内有效。", "6 位驗證碼已發送至 %s，5 分鐘內有效。", "A six-digit code has been sent to %s. It is good for 5 minutes."}
	TillCode       = Text{"6 位验证码", "6 位驗證碼", "Six-digit code"}
	TillEnter      = Text{"登录", "登入", "Sign in"}
	TillResend     = Text{"重新发送验证码", "重新發送驗證碼", "Send another code"}
	TillOtherLogin = Text{"换一个号码或邮箱", "改用其他號碼或電郵", "Use another number or address"}

	TillOutletsTitle  = Text{"您在哪家门店？", "您在哪家門店？", "Where are you today?"}
	TillOutletsText   = Text{"核销会记在这家门店，之后可以随时切换。", "兌換會記在這家門店，之後可以隨時切換。", "Redemptions are recorded for this outlet. You can switch at any time."}
	TillOutletHere    = Text{"当前门店", "目前門店", "You are here"}
	TillOutletSwitch  = Text{"切换门店", "切換門店", "Switch outlet"}
	TillOutletsNone   = Text{"您负责的门店都已停止合作，请联系商户负责人或会所。", "您負責的門店都已停止合作，請聯絡商戶負責人或會所。", "None of your outlets is open any more. Ask your manager or the club."}
	TillOutletsReload = Text{"再看一次", "再看一次", "Refresh"}
)

// The scan page.
var (
	TillScanTitle   = Text{"扫码核销", "掃描兌換", "Scan and redeem"}
	TillBrought     = Text{"已收到扫描结果", "已收到掃描結果", "Your scan has arrived"}
	TillBroughtCard = Text{"会员码", "會員碼", "A member's card"}
	TillBroughtLook = Text{"查询这个码", "查詢這個碼", "Look up this code"}
	TillNothing     = Text{"请输入券码、会员号或会员手机号码，或扫描会员手机上的二维码。", "請輸入券碼、會員編號或會員手機號碼，或掃描會員手機上的二維碼。", "Type a voucher code, a membership number or the member's phone, or scan the QR code on their phone."}
	TillForeign     = Text{"这不是本会的二维码。请会员打开会员码或卡券，再扫一次。", "這不是本會的二維碼。請會員開啟會員碼或優惠券，再掃一次。", "That is not one of our codes. Ask the member to open their card or voucher, then scan again."}

	TillPhotoNone  = Text{"请先选择一张照片。", "請先選擇一張相片。", "Choose a photo first."}
	TillPhotoNot   = Text{"这个文件不是照片。请上传 JPEG 或 PNG 图片。", "這個檔案不是相片。請上載 JPEG 或 PNG 圖片。", "That file is not a photo. Upload a JPEG or PNG picture."}
	TillPhotoLarge = Text{"照片太大，最多 2400 万像素。请用较低的分辨率重拍，或输入券码。", "相片太大，最多 2400 萬像素。請用較低的解像度重拍，或輸入券碼。", "That photo is too large: 24 megapixels at most. Take a smaller one, or type the code."}
	TillPhotoHeavy = Text{"照片超过 %d MB，没有上传。请用较低的分辨率重拍，或输入券码。", "相片超過 %d MB，未能上載。請用較低的解像度重拍，或輸入券碼。", "That photo is over %d MB and was not sent. Take a smaller one, or type the code."}
	TillPhotoBlank = Text{"照片里没有找到二维码。请靠近一些，让整个二维码清晰入镜后再拍。", "相片裡沒有找到二維碼。請靠近一些，讓整個二維碼清晰入鏡後再拍。", "No QR code was found in that photo. Go closer, and take it again with the whole code sharp and in sight."}
)

// The member page and the confirm page.
var (
	TillMemberTitle = Text{"选择卡券", "選擇優惠券", "Choose a voucher"}
	TillMemberCount = Text{"本店现在可用 %d 张", "本店現在可用 %d 張", "%d can be used here now"}
	TillMemberNone  = Text{"这位会员现在没有可在本店使用的卡券。", "這位會員現在沒有可在本店使用的優惠券。", "This member has no voucher that can be used here now."}
	TillUntil       = Text{"有效期至 %s", "有效期至 %s", "Until %s"}

	TillConfirmTitle = Text{"确认核销", "確認兌換", "Confirm"}
	TillMember       = Text{"会员", "會員", "Member"}
	TillValidTo      = Text{"有效期至", "有效期至", "Good until"}
	TillWhen         = Text{"使用时段", "使用時段", "When"}
	TillTerms        = Text{"使用说明", "使用說明", "Terms"}
	TillVoucherCode  = Text{"券码", "券碼", "Code"}
	TillOffer        = Text{"优惠", "優惠", "Offer"}
	TillBill         = Text{"消费金额", "消費金額", "Bill"}
	TillBillHint     = Text{"填写后会员可得积分：每满 %s 得 %d 分。", "填寫後會員可得積分：每滿 %s 得 %d 分。", "Fill it in and the member earns points: %[2]d for each full %[1]s."}
	TillRedeem       = Text{"确认核销", "確認兌換", "Redeem now"}
	TillBackToScan   = Text{"返回扫码", "返回掃描", "Back to the scanner"}
)

// The results.
var (
	TillDone      = Text{"核销成功", "兌換成功", "Redeemed"}
	TillUndone    = Text{"这次核销已撤销", "這次兌換已撤銷", "This redemption was undone"}
	TillPoints    = Text{"会员得积分", "會員得積分", "Points"}
	TillTime      = Text{"时间", "時間", "Time"}
	TillBy        = Text{"收银 %s", "收銀 %s", "by %s"}
	TillCashier   = Text{"收银员", "收銀員", "Redeemed by"}
	TillUsedHere  = Text{"%s 在本店使用", "%s 在本店使用", "On %s at this outlet"}
	TillUsedAt    = Text{"%s 在%s使用", "%s 在%s使用", "On %s at %s"}
	TillOnlyAt    = Text{"这张券只能在%s使用。", "這張券只能在%s使用。", "This voucher can be used at %s only."}
	TillNextScan  = Text{"扫下一张", "掃下一張", "Scan the next one"}
	TillAgainScan = Text{"返回扫码", "返回掃描", "Back to the scanner"}
	TillListOf    = Text{"、", "、", ", "}
	TillSeeRecord = Text{"查看这次核销", "查看這次兌換", "See that redemption"}
)

// TillDenials are the large words of a denial.
var TillDenials = map[db.Reason]Text{
	db.VoucherUsed:      {"已经用过", "已經用過", "Already used"},
	db.VoucherElsewhere: {"本店不适用", "本店不適用", "Not valid here"},
	db.VoucherExpired:   {"已过期", "已過期", "Expired"},
	db.VoucherVoid:      {"已作废", "已作廢", "Void"},
	db.VoucherOwnerGone: {"会员已失效", "會員已失效", "No longer a member"},
	db.VoucherNotNow:    {"现在不可用", "現在不可用", "Not valid now"},
	db.RedeemedDiffers:  {"刚才已核销", "剛才已兌換", "Already redeemed"},
}

// Today.
var (
	TillTodayTitle  = Text{"今日核销", "今日兌換", "Redeemed today"}
	TillTodayCount  = Text{"核销", "兌換", "Redemptions"}
	TillTodayBills  = Text{"消费合计", "消費合計", "Bills"}
	TillTodayNone   = Text{"今天还没有核销。", "今天還沒有兌換。", "Nothing has been redeemed today yet."}
	TillTodayNoMore = Text{"没有更早的了。", "沒有更早的了。", "There is nothing earlier."}
	TillTodayNewest = Text{"回到最新", "回到最新", "Back to the newest"}
	TillTodayScan   = Text{"去扫码", "去掃描", "Scan a code"}
	TillTodayPage   = Text{"今天共 %s 笔", "今天共 %s 筆", "%s today"}
	TillTodayUndone = Text{"已撤销", "已撤銷", "Undone"}
	TillNoBill      = Text{"未记金额", "未記金額", "No bill"}
)
