package i18n

import (
	"slices"
	"strings"

	"clubhouse/db"
)

// The filters of the audit log, and the page of one of its rows.
var (
	DeskAuditWhoHint  = Text{"姓名、手机、电邮或会员号", "姓名、手機、電郵或會員編號", "Name, phone, e-mail or number"}
	DeskAuditAct      = Text{"操作", "操作", "Act"}
	DeskAuditAllOf    = Text{"全部：%s", "全部：%s", "All: %s"}
	DeskAuditDoor     = Text{"入口", "入口", "Door"}
	DeskAuditFrom     = Text{"从", "由", "From"}
	DeskAuditTo       = Text{"到", "至", "To"}
	DeskAuditOnWhom   = Text{"涉及会员", "涉及會員", "Member"}
	DeskAuditBy       = Text{"操作人：%s", "操作人：%s", "By: %s"}
	DeskAuditOn       = Text{"会员：%s", "會員：%s", "Member: %s"}
	DeskAuditSince    = Text{"从 %s 起", "由 %s 起", "From %s"}
	DeskAuditUntil    = Text{"到 %s 止", "至 %s 止", "Until %s"}
	DeskAuditShortcut = Text{"常用筛选", "常用篩選", "Shortcuts"}
	DeskAuditNone     = Text{"没有符合这些条件的记录。", "沒有符合這些條件的記錄。", "Nothing was done that meets these filters."}
	DeskAuditNobodyIs = Text{"没有找到这个人。", "沒有找到這個人。", "Nobody is found by that name or number."}
	DeskAuditTooMany  = Text{"同名的人很多，只查了其中一部分。请改用会员号、手机或电邮。", "同名的人很多，只查了其中一部分。請改用會員編號、手機或電郵。", "Many people bear that name; only some were looked for. Use a number, a phone or an e-mail address."}
	DeskAuditBack     = Text{"已查到 %s。更早的还没有查。", "已查到 %s。更早的還未查。", "Looked back to %s; not further yet."}
	DeskAuditFurther  = Text{"继续往前查", "繼續往前查", "Look further back"}

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
	DeskAuditNoFacts  = Text{"除了以上内容，没有其他记录。", "除了以上內容，沒有其他記錄。", "Nothing more is recorded of it."}
	DeskAuditApart    = Text{"涉及个人的内容另行保存，可单独删除；除填写的原因外，这里不显示。", "涉及個人的內容另行保存，可單獨刪除；除填寫的原因外，這裡不顯示。", "What is personal is kept apart, so that it can be erased; but for a reason that was given, it is not shown here."}
	DeskAuditErased   = Text{"个人资料已删除，记录本身不变。", "個人資料已刪除，記錄本身不變。", "The personal values have been erased; the entry stands as it was."}
	DeskAuditSeal     = Text{"封存", "封存", "Seal"}
	DeskAuditSealed   = Text{"封存时间", "封存時間", "Put on"}
	DeskAuditSealNo   = Text{"封条编号", "封條編號", "Number"}
	DeskAuditUnsealed = Text{"十分钟内封存，之后任何改动都会被发现。", "十分鐘內封存，之後任何改動都會被發現。", "It will be sealed within ten minutes; what is changed after that will be found."}
	DeskAuditHash     = Text{"校验码", "校驗碼", "Hash"}
	DeskAuditEmpty    = Text{"（空）", "（空）", "(empty)"}
	DeskAuditLimit    = Text{"不限", "不限", "no limit"}
	DeskAuditTier     = Text{"会员等级", "會員等級", "tier"}
)

// AuditGroup are acts that one looks for together.
type AuditGroup struct {
	Key  string
	Name Text
	is   func(noun, verb string) bool
}

func nouns(list ...string) func(noun, verb string) bool {
	return func(noun, _ string) bool { return slices.Contains(list, noun) }
}

// AuditGroups are the groups in which acts are offered; the last takes in those of no other noun.
var AuditGroups = []AuditGroup{
	{"reveals", Text{"查看个人资料", "查看個人資料", "Reveals"}, func(_, verb string) bool { return strings.HasSuffix(verb, "revealed") }},
	{"exports", Text{"导出", "匯出", "Exports"}, func(noun, verb string) bool {
		return strings.HasSuffix(verb, "exported") || noun == "run" && verb == "taken"
	}},
	{"members", Text{"会员", "會員", "Members"}, nouns("member", "account", "card")},
	{"homes", Text{"房产与名册", "物業與名冊", "Homes and register"}, nouns("home", "register")},
	{"offers", Text{"优惠与积分", "優惠與積分", "Offers and points"}, nouns("offer", "voucher", "points")},
	{"partners", Text{"商户", "商戶", "Partners"}, nouns("merchant", "outlet", "till")},
	{"settings", Text{"设置", "設定", "Settings"}, nouns("club", "brand", "community", "setting", "text", "sender")},
	{"staff", Text{"工作人员", "職員", "Staff"}, nouns("staff")},
	{"signins", Text{"登录", "登入", "Sign-ins"}, nouns("session", "code")},
	{"other", Text{"其他", "其他", "Other"}, nil},
}

// Acts answers the group's acts, in order.
func (g AuditGroup) Acts() (out []string) {
	for act := range Acts {
		noun := db.AuditNoun(act)
		verb := strings.TrimPrefix(act, noun+".")
		in := g.is != nil && g.is(noun, verb)
		if g.is == nil {
			in = !slices.ContainsFunc(AuditGroups, func(o AuditGroup) bool { return o.is != nil && o.is(noun, verb) })
		}
		if in {
			out = append(out, act)
		}
	}
	slices.Sort(out)
	return out
}

// GroupOf answers the key of the first group that an act belongs to, under which a list offers it.
func GroupOf(act string) string {
	for _, g := range AuditGroups {
		if slices.Contains(g.Acts(), act) {
			return g.Key
		}
	}
	return ""
}

// AuditActs answers the acts that an address asks for: those of a group by its key, or one. known is false for any other
// word.
func AuditActs(word string) (acts []string, name Text, known bool) {
	for _, g := range AuditGroups {
		if g.Key == word {
			return g.Acts(), g.Name, true
		}
	}
	name, known = Acts[word]
	return []string{word}, name, known
}
