package i18n

import "clubhouse/db"

// The card that is kept for when there is no network, and what a phone's wallet holds of it.
var (
	CardOfflineTitle = Text{"离线会员卡", "離線會員卡", "Offline card"}
	CardOfflineOnly  = Text{"离线卡只用来识别会员，不能核销。", "離線卡只用來識別會員，不能兌換。", "Offline: it identifies you only and redeems nothing."}
	CardOfflineMade  = Text{"保存于 %s", "儲存於 %s", "Kept on this phone since %s"}
	CardOfflineLive  = Text{"打开实时会员码", "開啟即時會員碼", "Open the live card"}
	CardAddApple     = Text{"添加到 Apple 钱包", "加入 Apple 錢包", "Add to Apple Wallet"}
	CardAddGoogle    = Text{"添加到 Google 钱包", "加入 Google 錢包", "Add to Google Wallet"}
	CardWalletOnly   = Text{"钱包里的卡只用来识别会员，不能核销。核销时请打开会员码。", "錢包裡的卡只用來識別會員，不能兌換。兌換時請開啟會員碼。", "A card in a wallet identifies you only. To redeem, open the live card."}
	CardWalletNote   = Text{"使用须知", "使用須知", "Please note"}
	CardShort        = Text{"会员卡", "會員卡", "Member card"}

	OfflineTitle = Text{"没有网络", "沒有網絡", "You are offline"}
	OfflineText  = Text{"连接不到会所。请检查网络后再试。", "未能連接會所。請檢查網絡後再試。", "The club cannot be reached. Check your connection, then try again."}
	OfflineRetry = Text{"再试一次", "再試一次", "Try again"}
	OfflineCard  = Text{"查看会员卡", "查看會員卡", "Show my card"}
)

// What anyone is told who scans a card.
var (
	ScannedValid     = Text{"有效", "有效", "Valid"}
	ScannedExpired   = Text{"已过期", "已過期", "Expired"}
	ScannedNot       = Text{"无效", "無效", "Not valid"}
	ScannedValidText = Text{"这是本会的会员卡。", "這是本會的會員卡。", "This is a card of a member of the club."}
	ScannedOldText   = Text{"这个会员码已过期，请会员刷新后再出示。", "這個會員碼已過期，請會員更新後再出示。", "This code is too old. Ask the member to renew it."}
	ScannedNotText   = Text{"这不是本会的有效会员卡。", "這不是本會的有效會員卡。", "This is no valid card of the club."}
)

// Losing a phone.
var (
	LostTitle  = Text{"手机丢了？", "手機遺失？", "Lost your phone?"}
	LostText   = Text{"其他设备会全部退出，通行密钥全部移除，旧的会员码、离线卡和钱包里的卡立即失效。本机保持登录。", "其他裝置會全部登出，通行密鑰全部移除，舊的會員碼、離線卡和錢包裡的卡立即失效。本機保持登入。", "All other devices are signed out, all passkeys are removed, and old codes, offline cards and wallet cards stop working at once. This device stays signed in."}
	LostHint   = Text{"让其他设备退出，移除通行密钥，并换一张新会员卡，旧的立即失效。", "讓其他裝置登出，移除通行密鑰，並更換一張新會員卡，舊的立即失效。", "Sign your other devices out, remove your passkeys and get a new card; the old one stops working at once."}
	LostOpen   = Text{"我的手机丢了", "我的手機遺失了", "I lost my phone"}
	LostButton = Text{"全部退出并换新会员卡", "全部登出並更換會員卡", "Sign the others out and renew my card"}

	DeskLost       = Text{"手机丢失", "手機遺失", "Lost phone"}
	DeskLostText   = Text{"会员的所有设备会退出登录，通行密钥会移除，旧的会员码、离线卡和钱包里的卡立即失效，并通知会员。请先核实来电者身份。", "會員的所有裝置會登出，通行密鑰會移除，舊的會員碼、離線卡和錢包裡的卡立即失效，並通知會員。請先核實來電者身份。", "All the member's devices are signed out, passkeys are removed, and old codes, offline cards and wallet cards stop working at once. The member is told. Make sure first who is calling."}
	DeskLostReason = Text{"原因", "原因", "Why?"}
	DeskLostEg     = Text{"例如：来电挂失，已核对姓名和房号", "例如：來電掛失，已核對姓名和房號", "For example: called in, name and home checked"}
	DeskLostButton = Text{"退出并换新会员卡", "登出並更換會員卡", "Sign out and renew the card"}
)

// The till and a member who shows no live card.
var (
	TillOnly      = Text{"仅识别身份，不能核销", "只識別身份，不能兌換", "Identifies only"}
	TillOnlyText  = Text{"要核销，请会员打开手机上的会员码再扫一次；或发送验证码，由会员读给您听。", "要兌換，請會員開啟手機上的會員碼再掃一次；或發送驗證碼，由會員讀給您聽。", "To redeem, ask the member to open the live card and scan that; or send a code, which the member reads out to you."}
	TillAskTitle  = Text{"用手机号码查找", "用手機號碼查找", "Find by phone"}
	TillAskText   = Text{"如果 %s 是会员的号码，我们会向会员发送验证码，由会员读给您听。", "如果 %s 是會員的號碼，我們會向會員發送驗證碼，由會員讀給您聽。", "If %s is a member's number, a code is sent to the member, who reads it out to you."}
	TillAskSend   = Text{"发送验证码给会员", "發送驗證碼給會員", "Send the member a code"}
	TillMayTitle  = Text{"会员验证码", "會員驗證碼", "The member's code"}
	TillMayText   = Text{"验证码已发送到会员登记的手机和邮箱，5 分钟内有效。请会员读出来，在这里输入。", "驗證碼已發送至會員登記的手機和電郵，5 分鐘內有效。請會員讀出來，在這裡輸入。", "A code has been sent to the member's phone and e-mail, good for 5 minutes. Ask the member to read it out, and type it here."}
	TillMayPhone  = Text{"如果这是会员的号码，验证码已经发送，5 分钟内有效。请会员读出来，在这里输入。", "如果這是會員的號碼，驗證碼已經發送，5 分鐘內有效。請會員讀出來，在這裡輸入。", "If this phone is a member's, a code has been sent, good for 5 minutes. Ask the member to read it out, and type it here."}
	TillMayEnter  = Text{"确认", "確認", "Confirm"}
	TillConfirmed = Text{"会员已用验证码确认", "會員已用驗證碼確認", "Confirmed by code"}
)

var cardRenewed = NoticeText{
	Text{"会员卡已换新", "會員卡已更換", "Your card was renewed"},
	Text{"按您的要求，其他设备已退出登录，通行密钥已移除，旧的会员码、离线卡和钱包里的卡已失效。如果不是您本人操作，请立即联系客服。", "按您的要求，其他裝置已登出，通行密鑰已移除，舊的會員碼、離線卡和錢包裡的卡已失效。如果不是您本人操作，請立即聯絡客服。",
		"As you asked, your other devices were signed out, your passkeys removed, and old codes, offline cards and wallet cards no longer work. If this was not you, call the club at once."},
	Text{"您的会员卡已换新，其他设备已退出登录。如非本人操作，请立即联系客服。", "您的會員卡已更換，其他裝置已登出。如非本人操作，請立即聯絡客服。", "your card is new and your other devices are signed out. Not you? Call the club at once."},
	Text{"打开会员码", "開啟會員碼", "Open my card"},
}

var cardRenewedByClub = NoticeText{
	cardRenewed.Title,
	Text{"会所接到手机丢失的通知，已让您的所有设备退出登录，并移除通行密钥，旧的会员码、离线卡和钱包里的卡已失效。如果不是您提出的，请立即联系客服。", "會所接到手機遺失的通知，已讓您的所有裝置登出，並移除通行密鑰，舊的會員碼、離線卡和錢包裡的卡已失效。如果不是您提出的，請立即聯絡客服。",
		"The club was told that your phone is lost. All your devices were signed out, your passkeys removed, and old codes, offline cards and wallet cards no longer work. If you did not ask for this, call the club at once."},
	Text{"会所接到手机丢失的通知，您的设备已全部退出，会员卡已换新。如非本人提出，请立即联系客服。", "會所接到手機遺失的通知，您的裝置已全部登出，會員卡已更換。如非本人提出，請立即聯絡客服。", "all your devices are signed out and your card is new, as asked. Not you? Call us at once."},
	cardRenewed.Link,
}

var cardRenewedApart = NoticeText{
	Text{"请重新登录", "請重新登入", "Please sign in anew"},
	Text{"会所把误并到您会籍里的另一份会籍分了出来。为了安全，您的设备已退出登录，通行密钥和密码已清除，会员卡已换新。请用验证码登录，再设置密码。", "會所把誤併到您會籍裡的另一份會籍分了出來。為了安全，您的裝置已登出，通行密鑰和密碼已清除，會員卡已更換。請用驗證碼登入，再設定密碼。",
		"The club has parted another membership from yours, to which it did not belong. To be safe, your devices were signed out, passkeys and password removed, and your card is new. Sign in by a code, then set a password."},
	Text{"会所把误并的另一份会籍分了出来，您的设备已退出登录，会员卡已换新。请用验证码登录。", "會所把誤併的另一份會籍分了出來，您的裝置已登出，會員卡已更換。請用驗證碼登入。", "another membership was parted from yours. Your card is new. Please sign in anew by a code."},
	cardRenewed.Link,
}

// tillCode is sent to a member who shows no live card at a till.
var tillCode = MessageText{
	Text{"给店员的验证码 {code}", "給店員的驗證碼 {code}", "Your code for the till: {code}"},
	Text{"【{club}】{merchant}{outlet}正在核对您的会员身份，验证码 {code}，5 分钟内有效。只读给眼前的店员，请勿告诉其他任何人；如果您不在店内，请勿理会。",
		"【{club}】{merchant}{outlet}正在核對您的會員身份，驗證碼 {code}，5 分鐘內有效。只讀給眼前的店員，請勿告訴其他任何人；如果您不在店內，請勿理會。",
		"{club}: {code} is your code for the till of {merchant}, {outlet}, good for 5 minutes. Read it out there and tell it to nobody else. If you are not there, ignore it."},
}

// Scanned are the words for a scanned card, by why it is not accepted.
var Scanned = map[db.Reason][2]Text{
	"":             {ScannedValid, ScannedValidText},
	db.CardExpired: {ScannedExpired, ScannedOldText},
	db.CardWrong:   {ScannedNot, ScannedNotText},
}
