package i18n

import "clubhouse/db"

// The club's settings and the role table.
var (
	DeskClubTitle       = Text{"会所设置", "會所設定", "Club settings"}
	DeskClubTabs        = Text{"设置", "設定", "Settings"}
	DeskClubGeneral     = Text{"基本信息", "基本資料", "General"}
	DeskClubRoles       = Text{"角色与权限", "角色與權限", "Roles and rights"}
	DeskClubName        = Text{"会所名称", "會所名稱", "Club's name"}
	DeskClubNameHint    = Text{"显示在每一页的顶部。繁体和英文留空时，使用简体名称。", "顯示在每一頁的頂部。繁體和英文留空時，使用簡體名稱。", "Shown at the top of every page. Where Traditional or English is empty, the Simplified name is used."}
	DeskClubHouse       = Text{"时间、货币与联系", "時間、貨幣與聯絡", "Time, money and contact"}
	DeskLetters         = Text{"会员号字母", "會員編號字母", "Letters of the membership number"}
	DeskLettersHint     = Text{"两个大写字母。只影响以后加入的会员。", "兩個大寫字母。只影響以後加入的會員。", "Two capital letters, for members who join from now on."}
	DeskZone            = Text{"时区", "時區", "Time zone"}
	DeskZoneHint        = Text{"例如 Asia/Shanghai 或 Asia/Hong_Kong。优惠和卡券按它起止。", "例如 Asia/Hong_Kong 或 Asia/Shanghai。優惠和優惠券按它起止。", "Such as Asia/Shanghai or Asia/Hong_Kong. Offers and vouchers begin and end by it."}
	DeskCurrency        = Text{"货币", "貨幣", "Currency"}
	DeskHotline         = Text{"客服热线", "客服熱線", "Hotline"}
	DeskHotlineHint     = Text{"会员遇到问题时看到的号码。", "會員遇到問題時看到的號碼。", "The number that members see when they need help."}
	DeskPointsPart      = Text{"积分", "積分", "Points"}
	DeskBillPoints      = Text{"每消费 1 元获得的积分", "每消費 1 元獲得的積分", "Points for each unit of currency spent"}
	DeskBillHint        = Text{"0 到 100 的整数。只影响以后的核销。", "0 到 100 的整數。只影響以後的兌換。", "A whole number from 0 to 100. It applies to redemptions from now on."}
	DeskLotMonths       = Text{"积分有效月数", "積分有效月數", "Months until points expire"}
	DeskLotHint         = Text{"到该月月底失效。只影响以后获得的积分。", "到該月月底失效。只影響以後獲得的積分。", "They expire at the end of that month. It applies to points earned from now on."}
	DeskClubSave        = Text{"保存设置", "儲存設定", "Save the settings"}
	DeskRolesText       = Text{"每个角色能做什么、能看到什么。一个人可以有多个角色。", "每個角色能做甚麼、能看到甚麼。一個人可以有多個角色。", "What each role may do and see. A person may hold several."}
	DeskRolesScope      = Text{"为某个楼盘担任", "為某個屋苑擔任", "Held for a community"}
	DeskRolesScopeText  = Text{"只看得到、只能处理该楼盘的会员和房产：列表、搜索、记录、统计和导出的文件都是如此。", "只看得到、只能處理該屋苑的會員和物業：列表、搜尋、記錄、統計和匯出的檔案都是如此。", "It covers only the members and homes of that community: in lists, searches, records, counts and files."}
	DeskRolesWhole      = Text{"标有“仅全会所”的权限", "標有「僅全會所」的權限", "Rights marked “whole club only”"}
	DeskRolesWholeText  = Text{"涉及不属于任何楼盘的事：名册、品牌、商户、优惠、日志和设置。只为某个楼盘担任的角色，得不到这些权限。", "涉及不屬於任何屋苑的事：名冊、品牌、商戶、優惠、日誌和設定。只為某個屋苑擔任的角色，得不到這些權限。", "They concern what belongs to no community: register, brands, merchants, offers, log and settings. A role held for one community gives none of them."}
	DeskRolesReveal     = Text{"完整的联系方式", "完整的聯絡方式", "Contact details in full"}
	DeskRolesRevealText = Text{"手机和邮箱平时都隐藏。可以查看完整内容的：%s。每次都要写明原因并留下记录，每人一天最多 %d 次。", "手機和電郵平時都隱藏。可以查看完整內容的：%s。每次都要寫明原因並留下記錄，每人一天最多 %d 次。", "Phones and e-mail addresses are masked. These may open them: %s. Each time with a reason, logged, and at most %d a day for each person."}
	DeskRightWhole      = Text{"仅全会所", "僅全會所", "whole club only"}
	DeskRight           = Text{"权限", "權限", "Right"}
	DeskMay             = Text{"可以", "可以", "Yes"}
	DeskMayNot          = Text{"不可以", "不可以", "No"}
	DeskScopeFor        = Text{"可授予的范围", "可授予的範圍", "Can be held for"}
	DeskScopeWhole      = Text{"（全会所）", "（全會所）", " (whole club)"}
	DeskScopePart       = Text{"（%s）", "（%s）", " (%s)"}
)

// Scopes names what a role can be held for.
var Scopes = map[db.Scope]Text{
	db.ScopeAll:       {"全会所", "全會所", "Whole club"},
	db.ScopeCommunity: {"楼盘", "屋苑", "Community"},
	db.ScopeEvent:     {"活动", "活動", "Event"},
	db.ScopeOutlet:    {"门店", "門店", "Outlet"},
}

// Currencies names the currencies that the club can keep.
var Currencies = map[string]Text{
	"CNY": {"人民币", "人民幣", "Chinese yuan"},
	"HKD": {"港币", "港元", "Hong Kong dollar"},
	"MOP": {"澳门元", "澳門元", "Macanese pataca"},
	"TWD": {"新台币", "新台幣", "New Taiwan dollar"},
	"USD": {"美元", "美元", "US dollar"},
}

// Rights lists the rights in the order in which the role table shows them.
var Rights = []struct {
	Right db.Right
	Name  Text
}{
	{db.DeskOpen, Text{"登录后台，查看总览", "登入後台，查看總覽", "Sign in and see the overview"}},
	{db.MembersRead, Text{"查看会员（隐藏联系方式）", "查看會員（隱藏聯絡方式）", "See members, contact details masked"}},
	{db.MembersReveal, Text{"查看完整联系方式（有记录）", "查看完整聯絡方式（有記錄）", "View full contact details (logged)"}},
	{db.MembersContact, Text{"更换会员遗失的手机或邮箱", "更換會員遺失的手機或電郵", "Replace a member's lost phone or e-mail"}},
	{db.MembersJoin, Text{"现场办理入会", "現場辦理入會", "Join a person at the counter"}},
	{db.MembersImport, Text{"导入现有会员", "匯入現有會員", "Take in present members"}},
	{db.MembersMerge, Text{"合并重复会员", "合併重複會員", "Merge duplicate members"}},
	{db.MembersTier, Text{"调整会员等级", "調整會員等級", "Set a member's tier by hand"}},
	{db.MembersCard, Text{"为丢失手机的会员退出登录、换新会员卡", "為遺失手機的會員登出、更換會員卡", "Sign a member's lost phone out and renew the card"}},
	{db.ListsExport, Text{"把列表导出为文件（有记录）", "把列表匯出為檔案（有記錄）", "Export lists as a file (logged)"}},
	{db.HomesDecide, Text{"核验房产申请", "核驗物業申請", "Decide home claims"}},
	{db.RegisterImport, Text{"导入、导出业主名册", "匯入、匯出業主名冊", "Import and export the owners' register"}},
	{db.CatalogRead, Text{"查看品牌与楼盘", "查看品牌與屋苑", "See brands and communities"}},
	{db.CatalogEdit, Text{"编辑品牌与楼盘", "編輯品牌與屋苑", "Edit brands and communities"}},
	{db.MerchantsRead, Text{"查看商户与门店", "查看商戶與門店", "See merchants and outlets"}},
	{db.MerchantsEdit, Text{"编辑商户、门店与收银员", "編輯商戶、門店與收銀員", "Edit merchants, outlets and tills"}},
	{db.OffersRead, Text{"查看优惠", "查看優惠", "See offers"}},
	{db.OffersEdit, Text{"编辑优惠", "編輯優惠", "Edit offers"}},
	{db.WorkManage, Text{"查看后台任务，重新发送消息", "查看後台工作，重新發送訊息", "See background work, send messages again"}},
	{db.NotesWrite, Text{"写备注与下一步", "寫備註與下一步", "Write notes and next steps"}},
	{db.AuditRead, Text{"查看审计日志", "查看審計日誌", "Read the audit log"}},
	{db.ClubEdit, Text{"修改会所设置", "修改會所設定", "Edit the club's settings"}},
	{db.StaffManage, Text{"邀请和停用工作人员，授予角色", "邀請和停用職員，授予角色", "Invite and disable staff, give roles"}},
	{db.TillRedeem, Text{"在门店核销卡券", "在門店兌換優惠券", "Redeem vouchers at an outlet"}},
}

// RightName answers what a right is called.
func RightName(l db.Locale, right db.Right) string {
	for _, r := range Rights {
		if r.Right == right {
			return r.Name.In(l)
		}
	}
	return string(right)
}
