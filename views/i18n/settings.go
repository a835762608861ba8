package i18n

import (
	"fmt"

	"clubhouse/db"
)

// The pages of settings.
var (
	SetHistory = Text{"修改记录", "修改記錄", "History"}

	SetLangTitle   = Text{"语言", "語言", "Languages"}
	SetLangText    = Text{"会员能选哪些语言。工作人员后台和收银台始终提供全部三种。", "會員能選哪些語言。職員後台和收銀台始終提供全部三種。", "Which languages members may choose. The desk and the tills always have all three."}
	SetLangOffered = Text{"向会员提供", "向會員提供", "Offered to members"}
	SetLangHint    = Text{"会员原来的语言不再提供时，会看到默认语言。", "會員原來的語言不再提供時，會看到預設語言。", "Members whose language is no longer offered see the default."}
	SetLangDefault = Text{"默认语言", "預設語言", "Default"}
	SetLangWhen    = Text{"浏览器没有说明语言，或说的是其他语言时使用。", "瀏覽器沒有說明語言，或說的是其他語言時使用。", "For browsers that ask for none of these."}
	SetLangSave    = Text{"保存语言", "儲存語言", "Save the languages"}

	SetLimitsTitle = Text{"限额", "限額", "Limits"}
	SetLimitsText  = Text{"会所自己定的数字。留空即恢复默认值。安全方面的限制（验证码、登录）不在此列，也不能更改。", "會所自己定的數字。留空即恢復預設值。保安方面的限制（驗證碼、登入）不在此列，也不能更改。", "Limits that the club decides. Leave one empty to go back to its default. Security limits (codes, sign-in) are fixed and not listed here."}
	SetLimitsMore  = Text{"每消费一元的积分和积分有效月数在“基本信息”里。", "每消費一元的積分和積分有效月數在「基本資料」裡。", "Points for each unit spent and the months until points expire are under General."}
	SetLimitsSave  = Text{"保存限额", "儲存限額", "Save the limits"}
	SetRange       = Text{"%s 到 %s，默认 %s。", "%s 到 %s，預設 %s。", "%s to %s; by default %s."}

	SetKeepTitle = Text{"保留期限", "保留期限", "Retention"}
	SetKeepText  = Text{"这些记录保存多少天，之后自动删除。留空即恢复默认值。", "這些記錄保存多少天，之後自動刪除。留空即恢復預設值。", "How many days these are kept before they are deleted automatically. Leave one empty to go back to its default."}
	SetKeepSave  = Text{"保存保留期限", "儲存保留期限", "Save retention"}
	SetKeepEver  = Text{"永久保存", "永久保存", "Kept permanently"}
	SetKeepWhy   = Text{"账目和审计依法或依规则只增不减，不能设期限：积分账目、卡券和核销、条款各版本与会员的同意、审计日志、业主名册的导入。会员退会后，其中的个人资料按隐私政策删除。", "帳目和審計依法或依規則只增不減，不能設期限：積分帳目、優惠券和兌換、條款各版本與會員的同意、審計日誌、業主名冊的匯入。會員退會後，其中的個人資料按私隱政策刪除。", "The books and the audit log only grow, by law or by the club's rules, and have no limit here: the ledger of points, vouchers and their use, the versions of the terms and what members agreed to, the audit log, imports of the owners' register. When a member leaves, their personal data in these is erased as the privacy policy says."}

	SetTextsTitle   = Text{"文本与条款", "文本與條款", "Texts and terms"}
	SetTextsText    = Text{"先起草，再从某一天起发布为新版本。发布过的版本永远不变，会员可以查阅。", "先起草，再從某一天起發佈為新版本。發佈過的版本永遠不變，會員可以查閱。", "Write a draft, then publish it as a new version from a chosen day. Published versions never change, and members can read all of them."}
	SetTextName     = Text{"文本", "文本", "Text"}
	SetTextNow      = Text{"现行版本", "現行版本", "In force"}
	SetTextDraft    = Text{"草稿", "草稿", "Draft"}
	SetTextDrafted  = Text{"有未发布的修改", "有未發佈的修改", "Unpublished changes"}
	SetTextNone     = Text{"还没有", "還沒有", "None yet"}
	SetTextWords    = Text{"内容", "內容", "The text"}
	SetTextHint     = Text{"空一行分段；“# ”开头是小标题；“- ”开头是列表。繁体和英文留空时，显示简体。", "空一行分段；「# 」開頭是小標題；「- 」開頭是列表。繁體和英文留空時，顯示簡體。", "An empty line ends a paragraph, “# ” begins a heading, “- ” a list. Where Traditional or English is empty, the Simplified text is shown."}
	SetTextHours    = Text{"一行，例如：每天 9:00 至 18:00。", "一行，例如：每天 9:00 至 18:00。", "One line, such as: daily, 9:00 to 18:00."}
	SetTextSave     = Text{"保存草稿", "儲存草稿", "Save the draft"}
	SetTextPreview  = Text{"草稿预览", "草稿預覽", "The draft as members will see it"}
	SetTextPublish  = Text{"发布", "發佈", "Publish"}
	SetTextPubText  = Text{"发布后成为第 %s 版，不能再改。", "發佈後成為第 %s 版，不能再改。", "It becomes version %s and can no longer be changed."}
	SetTextDay      = Text{"生效日", "生效日", "In force from"}
	SetTextDayHint  = Text{"从这一天零点起；选今天即刻生效。", "從這一天零時起；選今天即時生效。", "From midnight at the start of that day; today means at once."}
	SetTextSame     = Text{"草稿与最新版本相同，没有可发布的修改。", "草稿與最新版本相同，沒有可發佈的修改。", "The draft is the same as the newest version. There is nothing to publish."}
	SetTextVersions = Text{"已发布的版本", "已發佈的版本", "Published versions"}
	SetTextFrom     = Text{"生效", "生效", "In force from"}
	SetTextStart    = Text{"开始时", "開始時", "the beginning"}

	SetSendTitle   = Text{"发送通道", "發送通道", "Senders"}
	SetSendText    = Text{"邮件和短信从哪里发出。服务器和密钥在部署时设定，这里只显示，不含密钥。", "電郵和短訊從哪裡發出。伺服器和密鑰在部署時設定，這裡只顯示，不含密鑰。", "How e-mail and text messages are sent. Servers and keys are set when the club is deployed; no keys are shown here."}
	SetSendMail    = Text{"邮件", "電郵", "E-mail"}
	SetSendSMS     = Text{"短信", "短訊", "Text messages"}
	SetSendServer  = Text{"服务器", "伺服器", "Server"}
	SetSendFrom    = Text{"发件人", "寄件人", "Sender"}
	SetSendSafe    = Text{"加密", "加密", "Encryption"}
	SetSendBody    = Text{"格式", "格式", "Format"}
	SetSendNone    = Text{"没有设置，这类消息会一直等待。", "沒有設定，這類訊息會一直等待。", "Not set up: these messages wait."}
	SetSendSent    = Text{"最近一小时发出", "最近一小時發出", "Sent in the last hour"}
	SetSendFailing = Text{"失败后待重试", "失敗後待重試", "Failed, will be retried"}
	SetSendTest    = Text{"发一条测试消息", "發一則測試訊息", "Send a test"}
	SetSendTo      = Text{"发到", "發到", "To"}
	SetSendToHint  = Text{"邮箱或手机号。和其他消息走同一个队列和通道。", "電郵或手機號碼。和其他訊息走同一個佇列和通道。", "An e-mail address or a mobile number. The test goes through the same queue and sender as any other message."}
	SetSendGo      = Text{"发送测试", "發送測試", "Send the test"}
	SetSendMine    = Text{"我的测试", "我的測試", "My tests"}
	SetSendWaits   = Text{"排队中", "排隊中", "Queued"}
	SetSendDone    = Text{"已发出", "已發出", "Sent"}
	SetSendFailed  = Text{"失败", "失敗", "Failed"}
	SetSendLook    = Text{"刷新", "重新整理", "Refresh"}

	SetThemeTitle  = Text{"主题", "主題", "Theme"}
	SetThemeOf     = Text{"%s的主题", "%s的主題", "Theme of %s"}
	SetThemeText   = Text{"这个楼盘的会员看到的色调和标志。", "這個屋苑的會員看到的色調和標誌。", "The hue and the logo that this community's members see."}
	SetThemeOwn    = Text{"使用自己的色调", "使用自己的色調", "Use a hue of its own"}
	SetThemeOwnTip = Text{"不勾选时使用会所的翠绿色。", "不勾選時使用會所的翠綠色。", "Otherwise the club's jade is used."}
	SetThemeHue    = Text{"色调", "色調", "Hue"}
	SetThemeHueTip = Text{"0 到 359 度：0 粉红，60 橙，110 黄，150 绿，180 青，250 蓝，300 紫。", "0 到 359 度：0 粉紅，60 橙，110 黃，150 綠，180 青，250 藍，300 紫。", "0 to 359 degrees: 0 pink, 60 orange, 110 yellow, 150 green, 180 teal, 250 blue, 300 violet."}
	SetThemeLook   = Text{"预览", "預覽", "Preview"}
	SetThemeSave   = Text{"保存主题", "儲存主題", "Save the theme"}
	SetThemeLogo   = Text{"标志", "標誌", "Logo"}
	SetThemeFile   = Text{"PNG、JPEG 或 WebP，最大 %d MB。会缩小并重新编码。", "PNG、JPEG 或 WebP，最大 %d MB。會縮小並重新編碼。", "PNG, JPEG or WebP, at most %d MB. It is resized and re-encoded."}
	SetThemeHeavy  = Text{"文件太大：最大 %d MB。没有任何改动。", "檔案太大：最大 %d MB。沒有任何改動。", "This file is too large: at most %d MB. Nothing was changed."}
	SetThemeDrop   = Text{"不再使用这个标志", "不再使用這個標誌", "Remove this logo"}
	SetThemeDay    = Text{"浅色", "淺色", "Light"}
	SetThemeNight  = Text{"深色", "深色", "Dark"}
	SetThemeCheck  = Text{"对比度检查", "對比度檢查", "Contrast check"}
	SetThemeGood   = Text{"浅色和深色下都看得清，可以保存。", "淺色和深色下都看得清，可以儲存。", "Readable by day and by night: you can save it."}
	SetThemeLeast  = Text{"文字的对比度都在 4.5:1 以上，控件边框都在 3:1 以上。", "文字的對比度都在 4.5:1 以上，控件邊框都在 3:1 以上。", "All text has a contrast of 4.5:1 or more, the borders of controls 3:1 or more."}
	SetThemeBad    = Text{"有些颜色看不清。请换一个色调再保存。", "有些顏色看不清。請換一個色調再儲存。", "Some colours are hard to read. Choose another hue before you save."}
	SetThemeWhich  = Text{"是哪些颜色，见下面的对比度检查。", "是哪些顏色，見下面的對比度檢查。", "The contrast check below shows which."}
	SetThemeMended = Text{"为保持对比度，明度略有调整：%s", "為保持對比度，明度略有調整：%s", "Made a little lighter or darker to keep the contrast: %s"}
	SetThemeInk    = Text{"颜色", "顏色", "Colour"}
	SetThemeOn     = Text{"底色", "底色", "On"}
	SetThemeNeed   = Text{"至少", "至少", "At least"}
	SetThemeSample = Text{"主餐八折", "主餐八折", "20% off dinner"}
	SetThemeMore   = Text{"在云栖餐厅使用，剩 12 张", "在雲棲餐廳使用，剩 12 張", "At Yunqi Kitchen, 12 left"}
	SetThemeButton = Text{"领取", "領取", "Claim"}
	SetThemeOther  = Text{"稍后", "稍後", "Later"}
	SetThemeLink   = Text{"查看条款", "查看條款", "Read the terms"}
	SetThemeTag    = Text{"业主专享", "業主專享", "For owners"}
)

// SettingNames are the sentences of the numbers that staff may set: what each is, and what it does.
var SettingNames = map[string]struct{ Name, Hint Text }{
	"card_seconds": {
		Text{"会员码有效时间", "會員碼有效時間", "Lifetime of the card's code"},
		Text{"每张动态会员码显示多久后更换。收银台多接受一个周期。正在显示的码会失效，会员刷新即可。", "每個動態會員碼顯示多久後更換。收銀台多接受一個週期。正在顯示的碼會失效，會員重新整理即可。", "How long each code on the card holds before the next. A till accepts it one period longer. Codes on screens at the moment of a change are renewed."},
	},
	"voucher_soon": {
		Text{"卡券到期提前提示", "優惠券到期提前提示", "Vouchers that expire soon"},
		Text{"到期前多少天开始在会员首页显示。", "到期前多少天開始在會員首頁顯示。", "How many days before it expires a voucher is shown on the member's home page."},
	},
	"home_claims": {
		Text{"每天申请认证房产", "每天申請認證物業", "Home claims a day"},
		Text{"每位会员一天最多提交几次。", "每位會員一天最多提交幾次。", "How many a member may send in a day."},
	},
	"number_rest": {
		Text{"久未使用的手机号", "久未使用的手機號碼", "Numbers long unused"},
		Text{"会员多少天没有来过，用手机登录时就要再确认姓名或会员号。手机号停用约三个月后会给新的机主。", "會員多少天沒有來過，用手機登入時就要再確認姓名或會員編號。手機號碼停用約三個月後會給新的機主。", "After so many days without a visit, whoever signs in by that phone is asked for the member's name or number. A number out of use goes to somebody else after about three months."},
	},
	"leave_days": {
		Text{"退会冷静期", "退會冷靜期", "Time to change one's mind about leaving"},
		Text{"会员确认退会后多少天内可以反悔；之后清除个人信息。", "會員確認退會後多少天內可以反悔；之後清除個人資料。", "How many days a member who leaves may still stay; then what tells of them is erased."},
	},
	"keep_former": {
		Text{"曾是会员的标记", "曾是會員的標記", "That somebody was a member"},
		Text{"退会者的手机或邮箱只留下不可还原的摘要，用来避免重复发放入会奖励。", "退會者的手機或電郵只留下不可還原的摘要，用來避免重複發放入會獎賞。", "Of who has left only a digest of phone or e-mail is kept, which cannot be read back, so that nobody is welcomed twice."},
	},
	"household_most": {
		Text{"同住成员人数", "同住成員人數", "People of a household"},
		Text{"除管理人外，一套房产最多几位同住成员。已经在的不受影响。", "除管理人外，一個物業最多幾位同住成員。已經在的不受影響。", "How many a household may have beside who leads it. Those who are in it stay."},
	},
	"invite_days": {
		Text{"家庭邀请的有效期", "家庭邀請的有效期", "Invitations to a household"},
		Text{"邀请链接多少天内可以接受。已发出的不变。", "邀請連結多少天內可以接受。已發出的不變。", "For how many days a link can be accepted. Those already made stay as they are."},
	},
	"keep_sessions": {
		Text{"登录记录", "登入記錄", "Sign-ins"},
		Text{"到最长期限之后：设备和地址。", "到最長期限之後：裝置和地址。", "Device and address, counted from the last day the sign-in could have lasted."},
	},
	"keep_codes": {
		Text{"一次性验证码", "一次性驗證碼", "One-time codes"},
		Text{"发给谁、从哪里索取；验证码本身从不保存。", "發給誰、從哪裡索取；驗證碼本身從不保存。", "Who they were sent to and where they were requested from. The code itself is never kept."},
	},
	"keep_done": {
		Text{"已完成的发送任务", "已完成的發送工作", "Sent messages"},
		Text{"只剩时间和结果，内容和收件人在发出时已删除。", "只剩時間和結果，內容和收件人在發出時已刪除。", "Only when and how: the words and addresses are deleted once sent."},
	},
	"keep_dead": {
		Text{"未能送达的消息", "未能送達的訊息", "Messages given up"},
		Text{"在此期间可以重新发送。", "在此期間可以重新發送。", "Staff can resend them within this time."},
	},
	"keep_uploads": {
		Text{"未确认的名册文件", "未確認的名冊檔案", "Unconfirmed register files"},
		Text{"上传后没有确认导入的文件。", "上載後沒有確認匯入的檔案。", "Files that were uploaded but not imported."},
	},
	"keep_claim_photos": {
		Text{"合同照片", "合約相片", "Photos of contracts"},
		Text{"认证申请处理、撤回之后，从那天算起。", "認證申請處理、撤回之後，從那天算起。", "Counted from the day on which the claim was decided or withdrawn."},
	},
	"keep_tries": {
		Text{"收银台的错误尝试", "收銀台的錯誤嘗試", "Attempts at tills"},
		Text{"哪个收银台、何时、什么结果。", "哪個收銀台、何時、甚麼結果。", "Which till, when, and the outcome."},
	},
}

// Units tell a number of a setting with what it counts.
var Units = map[db.Unit]Text{
	db.Seconds: {"%s 秒", "%s 秒", "%s s"},
	db.Days:    {"%s 天", "%s 天", "%s days"},
	db.Times:   {"%s 次", "%s 次", "%s"},
}

// Counted tells a number of a setting with what it counts, one day as one day.
func Counted(l db.Locale, u db.Unit, n int64) string {
	if u == db.Days && n == 1 && l == db.En {
		return "1 day"
	}
	return fmt.Sprintf(Units[u].In(l), Number(n))
}

// UnitSigns stand behind the field of such a number.
var UnitSigns = map[db.Unit]Text{
	db.Seconds: {"秒", "秒", "s"},
	db.Days:    {"天", "天", "days"},
	db.Times:   {"次", "次", "times"},
}

// Securities names how a mail server is spoken to.
var Securities = map[string]Text{
	"starttls": {"STARTTLS（必须）", "STARTTLS（必須）", "STARTTLS, required"},
	"tls":      {"TLS（从连接开始）", "TLS（從連線開始）", "TLS from the start"},
	"none":     {"无", "無", "none"},
}

// ColourNames names the colours of a theme.
var ColourNames = map[string]Text{
	"brand": {"按钮", "按鈕", "button"}, "brand-hover": {"按钮（悬停）", "按鈕（懸停）", "button, pointed at"}, "on-brand": {"按钮文字", "按鈕文字", "button's text"},
	"link": {"链接", "連結", "link"}, "focus": {"焦点框", "焦點框", "focus"}, "page": {"页面", "頁面", "page"}, "surface": {"卡片", "卡片", "surface"},
	"ink": {"正文", "正文", "text"}, "ink-2": {"次要文字", "次要文字", "quiet text"}, "mute": {"灰底", "灰底", "muted"}, "tint": {"浅底", "淺底", "tint"}, "on-tint": {"标签文字", "標籤文字", "tag's text"},
	"control": {"控件边框", "控件邊框", "border of a control"}, "bad": {"错误", "錯誤", "bad"}, "good": {"成功", "成功", "good"}, "warn": {"提醒", "提醒", "warning"},
	"card-from": {"会员卡上部", "會員卡上部", "card, above"}, "card-to": {"会员卡下部", "會員卡下部", "card, below"}, "field": {"会员码底", "會員碼底", "field of the code"},
	"on-field": {"会员卡文字", "會員卡文字", "card's text"}, "on-field-2": {"会员卡次要文字", "會員卡次要文字", "card's quiet text"}, "brass": {"等级", "等級", "tier"},
	"paper": {"白卡", "白卡", "paper"}, "paper-link": {"白卡链接", "白卡連結", "paper's link"},
}
