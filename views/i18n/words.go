package i18n

import (
	"strconv"
	"strings"

	"clubhouse/db"
)

// Tiers names the tiers.
var Tiers = map[db.Tier]Text{
	db.Classic: {"雅会员", "雅會員", "Classic"},
	db.Silver:  {"银会员", "銀會員", "Silver"},
	db.Gold:    {"金会员", "金會員", "Gold"},
	db.Jade:    {"玉会员", "玉會員", "Jade"},
}

// Classes names the classes of members.
var Classes = map[db.Class]Text{
	db.Owner:  {"业主", "業主", "Owner"},
	db.Friend: {"会友", "會友", "Friend"},
}

// OfferKinds names what an offer gives.
var OfferKinds = map[db.OfferKind]Text{
	db.Percent: {"折扣", "折扣", "Percent off"},
	db.Amount:  {"立减", "立減", "Amount off"},
	db.Fixed:   {"特价", "特價", "Fixed price"},
	db.Gift:    {"礼品", "禮品", "Gift"},
	db.Perk:    {"服务", "服務", "Service"},
}

// OfferStates names where an offer stands.
var OfferStates = map[db.OfferState]Text{
	db.OfferDraft: {"草稿", "草稿", "Draft"},
	db.OfferLive:  {"上架中", "上架中", "Live"},
	db.OfferEnded: {"已结束", "已結束", "Ended"},
}

// VoucherStates names where a voucher stands.
var VoucherStates = map[db.VoucherState]Text{
	db.Issued:   {"可用", "可用", "Ready to use"},
	db.Redeemed: {"已使用", "已使用", "Used"},
	db.Expired:  {"已过期", "已過期", "Expired"},
	db.Void:     {"已作废", "已作廢", "Void"},
}

// ClaimStates names where a claim to a home stands.
var ClaimStates = map[db.ClaimState]Text{
	db.ClaimWaiting:  {"待核验", "待核驗", "Being checked"},
	db.ClaimVerified: {"已认证", "已認證", "Verified"},
	db.ClaimRefused:  {"未通过", "未通過", "Not approved"},
	db.ClaimEnded:    {"已结束", "已結束", "Ended"},
}

// MerchantKinds names the kinds of partners.
var MerchantKinds = map[string]Text{
	"golf":       {"高尔夫球会", "高爾夫球會", "Golf club"},
	"hotel":      {"酒店", "酒店", "Hotel"},
	"hospital":   {"医院", "醫院", "Hospital"},
	"sports":     {"运动中心", "運動中心", "Sports centre"},
	"bank":       {"银行", "銀行", "Bank"},
	"insurer":    {"保险", "保險", "Insurer"},
	"travel":     {"旅行社", "旅行社", "Travel agency"},
	"ferry":      {"航运", "航運", "Ferry line"},
	"restaurant": {"餐饮", "餐飲", "Restaurant"},
	"school":     {"教育", "教育", "School"},
	"shop":       {"零售", "零售", "Shop"},
	"home":       {"家居服务", "家居服務", "Home services"},
	"other":      {"其他", "其他", "Other"},
}

// Roles names the roles.
var Roles = map[db.Role]Text{
	db.Reader:       {"只读", "唯讀", "Reader"},
	db.Service:      {"客服", "客服", "Service"},
	db.Marketing:    {"市场", "市場", "Marketing"},
	db.MerchantDesk: {"商户专员", "商戶專員", "Merchant desk"},
	db.EventsDesk:   {"活动专员", "活動專員", "Events desk"},
	db.SalesDesk:    {"销售专员", "銷售專員", "Sales desk"},
	db.Finance:      {"财务", "財務", "Finance"},
	db.Admin:        {"管理员", "管理員", "Administrator"},
	db.Till:         {"收银员", "收銀員", "Till"},
}

// LocaleNames names each language in itself.
var LocaleNames = map[db.Locale]string{db.Hans: "简体中文", db.Hant: "繁體中文", db.En: "English"}

// PointRules names why points moved.
var PointRules = map[string]Text{
	db.RuleBill:  {"消费赚分", "消費賺分", "Spending at a partner"},
	db.RuleClaim: {"兑换优惠", "兌換優惠", "Claimed an offer"},
	db.RuleJoin:  {"入会礼", "入會禮", "Joining gift"},
	db.RuleEnd:   {"积分到期", "積分到期", "Expired"},
	db.RuleLeft:  {"退会清零", "退會清零", "Ended with the membership"},

	db.RuleImport:     {"带入的积分", "帶入的積分", "Brought along from before"},
	db.RuleMergeIn:    {"合并会籍转入", "合併會籍轉入", "From a membership merged with this one"},
	db.RuleMergeOut:   {"合并会籍转出", "合併會籍轉出", "To the membership that remains"},
	db.RuleUnmergeIn:  {"撤销合并转回", "撤銷合併轉回", "Back from a merge that was undone"},
	db.RuleUnmergeOut: {"撤销合并退回", "撤銷合併退回", "Given back as a merge was undone"},
}

// Value answers an offer's value block: what is large (8折, ¥50, 免费) and what stands small beneath it.
func Value(l db.Locale, kind db.OfferKind, value int64, currency string) (big, small string) {
	switch kind {
	case db.Percent:
		if l == db.En {
			return strconv.FormatInt(100-value, 10) + "%", "off"
		}
		tenths := strings.TrimSuffix(strconv.FormatFloat(float64(value)/10, 'f', 1, 64), ".0")
		return tenths + "折", OfferKinds[kind].In(l)
	case db.Amount:
		return wholeMoney(value, currency), Text{"立减", "立減", "off"}.In(l)
	case db.Fixed:
		return wholeMoney(value, currency), Text{"特价", "特價", "only"}.In(l)
	case db.Gift:
		return Text{"免费", "免費", "Free"}.In(l), Text{"礼品", "禮品", "gift"}.In(l)
	}
	return Text{"尊享", "尊享", "Perk"}.In(l), Text{"服务", "服務", "service"}.In(l)
}

// wholeMoney leaves out the hundredths where there are none.
func wholeMoney(minor int64, currency string) string {
	return strings.TrimSuffix(db.FormatMoney(minor, currency), ".00")
}
