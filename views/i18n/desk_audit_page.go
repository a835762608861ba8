package i18n

// The list of the audit, and the page of one of its rows.
var (
	DeskAuditWhoHint = Text{"姓名、手机、邮箱或会员号", "姓名、手機、電郵或會員編號", "Name, phone, e-mail or number"}
	DeskAuditAct     = Text{"操作", "操作", "Act"}
	DeskAuditDoor    = Text{"入口", "入口", "Door"}

	DeskAuditAt       = Text{"入口", "入口", "Where"}
	DeskAuditSession  = Text{"登录会话", "登入工作階段", "Session"}
	DeskAuditSince2   = Text{"%s 登录", "%s 登入", "signed in %s"}
	DeskAuditAddress  = Text{"网络地址", "網絡位址", "Address"}
	DeskAuditAgent    = Text{"设备", "裝置", "Device"}
	DeskAuditUntold   = Text{"已不保留，或无权查看", "已不保留，或無權查看", "No longer kept, or not for you to see"}
	DeskAuditThing    = Text{"对象", "對象", "What"}
	DeskAuditNumber   = Text{"记录编号 %d", "記錄編號 %d", "Entry %d"}
	DeskAuditChanges  = Text{"改动前后", "改動前後", "Before and after"}
	DeskAuditField    = Text{"字段", "欄位", "Field"}
	DeskAuditBefore   = Text{"改动前", "改動前", "Before"}
	DeskAuditAfter    = Text{"改动后", "改動後", "After"}
	DeskAuditDetails  = Text{"详情", "詳情", "Details"}
	DeskAuditNoFacts  = Text{"除了以上内容，没有其他记录。", "除了以上內容，沒有其他記錄。", "Nothing more was recorded."}
	DeskAuditApart    = Text{"涉及个人的内容另行保存，可单独删除；除填写的原因外，这里不显示。", "涉及個人的內容另行保存，可單獨刪除；除填寫的原因外，這裡不顯示。", "Personal values are kept apart so that they can be erased. Apart from a reason that was given, they are not shown here."}
	DeskAuditErased   = Text{"个人资料已删除，记录本身不变。", "個人資料已刪除，記錄本身不變。", "The personal values have been erased; the entry itself is unchanged."}
	DeskAuditSeal     = Text{"封存", "封存", "Seal"}
	DeskAuditSealed   = Text{"封存时间", "封存時間", "Sealed at"}
	DeskAuditSealNo   = Text{"封条编号", "封條編號", "Number"}
	DeskAuditUnsealed = Text{"十分钟内封存，之后任何改动都会被发现。", "十分鐘內封存，之後任何改動都會被發現。", "It will be sealed within ten minutes; any change after that will be detected."}
	DeskAuditHash     = Text{"校验码", "校驗碼", "Hash"}
	DeskAuditEmpty    = Text{"（空）", "（空）", "(empty)"}
	DeskAuditLimit    = Text{"不限", "不限", "no limit"}
	DeskAuditTier     = Text{"会员等级", "會員等級", "tier"}
)

// ActGroups names the groups in which acts are offered.
var ActGroups = map[string]Text{
	"reveals":  {"查看个人资料", "查看個人資料", "Reveals"},
	"exports":  {"导出", "匯出", "Exports"},
	"members":  {"会员", "會員", "Members"},
	"homes":    {"房产与名册", "物業與名冊", "Homes and register"},
	"offers":   {"优惠与积分", "優惠與積分", "Offers and points"},
	"partners": {"商户", "商戶", "Partners"},
	"settings": {"设置", "設定", "Settings"},
	"staff":    {"工作人员", "職員", "Staff"},
	"signins":  {"登录", "登入", "Sign-ins"},
	"other":    {"其他", "其他", "Other"},
}
