package i18n

import (
	"cmp"
	"maps"
	"strings"
	"time"

	"clubhouse/db"
)

// ListWords are what a list of the desk says of itself, by its name.
type ListWords struct {
	Title, Intro Text
	Empty        Text // where there is none at all
	Search       Text // an example of what may be typed
	Count        Text // how many, with a verb for the figure
	CountOne     Text
}

// ListTexts are the words of each list.
var ListTexts = map[string]ListWords{
	"members": {
		Title: DeskMembersTitle, Search: DeskSearchHint, Empty: DeskNoMembers,
		Count: Text{"%s 位会员", "%s 位會員", "%s members"}, CountOne: Text{"%s 位会员", "%s 位會員", "%s member"},
	},
	"homes": {
		Title: Text{"房产", "物業", "Homes"}, Intro: Text{"业主名册上的房产。", "業主名冊上的物業。", "The homes on the owners' register."},
		Empty:  Text{"名册上还没有房产。导入业主名册后会显示在这里。", "名冊上還沒有物業。匯入業主名冊後會顯示在這裡。", "There are no homes yet. They appear here once a register has been imported."},
		Search: Text{"3-2-1802 或合同号", "3-2-1802 或合約編號", "3-2-1802, or a contract"},
		Count:  Text{"%s 套房产", "%s 個物業", "%s homes"}, CountOne: Text{"%s 套房产", "%s 個物業", "%s home"},
	},
	"vouchers": {
		Title: Text{"卡券", "優惠券", "Vouchers"}, Intro: Text{"会员领取过的所有卡券。", "會員領取過的所有優惠券。", "All vouchers that members have claimed."},
		Empty:  Text{"还没有人领过卡券。", "還沒有人領過優惠券。", "No voucher has been claimed yet."},
		Search: Text{"券码、会员姓名、会员号或手机", "券碼、會員姓名、會員編號或手機", "Code, or a member's name, number or phone"},
		Count:  Text{"%s 张卡券", "%s 張優惠券", "%s vouchers"}, CountOne: Text{"%s 张卡券", "%s 張優惠券", "%s voucher"},
	},
	"merchants": {
		Title: DeskMerchantTitle, Intro: DeskMerchantIntro, Empty: DeskMerchantEmpty, Search: Text{"商户名称", "商戶名稱", "A merchant's name"},
		Count: Text{"%s 家商户", "%s 間商戶", "%s merchants"}, CountOne: Text{"%s 家商户", "%s 間商戶", "%s merchant"},
	},
	"brands": {
		Title: DeskBrandTitle, Intro: DeskBrandIntro, Empty: DeskBrandEmpty, Search: DeskBrandName,
		Count: Text{"%s 个品牌", "%s 個品牌", "%s brands"}, CountOne: Text{"%s 个品牌", "%s 個品牌", "%s brand"},
	},
	"communities": {
		Title: DeskCommunityTitle, Intro: DeskCommunityIntro, Empty: DeskCommunityEmpty, Search: DeskCommunityFind,
		Count: Text{"%s 个楼盘", "%s 個屋苑", "%s communities"}, CountOne: Text{"%s 个楼盘", "%s 個屋苑", "%s community"},
	},
	"offers": {
		Title: DeskOfferTitle, Intro: DeskOfferIntro, Empty: DeskOfferEmpty, Search: Text{"优惠名称", "優惠名稱", "An offer's title"},
		Count: Text{"%s 项优惠", "%s 項優惠", "%s offers"}, CountOne: Text{"%s 项优惠", "%s 項優惠", "%s offer"},
	},
	"notes": {
		Title: DeskTasksTitle, Intro: DeskTasksText, Empty: DeskTasksNone,
		Count: Text{"%s 项待办", "%s 項待辦", "%s tasks"}, CountOne: Text{"%s 项待办", "%s 項待辦", "%s task"},
	},
	"claims": {
		Title: DeskClaimsAll, Intro: DeskClaimsAllText, Empty: DeskClaimsNever, Search: DeskSearchHint,
		Count: Text{"%s 个申请", "%s 個申請", "%s claims"}, CountOne: Text{"%s 个申请", "%s 個申請", "%s claim"},
	},
	"changes": {
		Title: DeskRegisterChanges, Intro: DeskRegisterChangesWhy, Empty: DeskRegisterNoChanges, Search: Text{"3-2-1802 或合同号", "3-2-1802 或合約編號", "3-2-1802, or a contract"},
		Count: Text{"%s 项变更", "%s 項變更", "%s changes"}, CountOne: Text{"%s 项变更", "%s 項變更", "%s change"},
	},
	"audit": {
		Title: DeskAuditTitle, Intro: DeskAuditText, Empty: DeskNoActs, Search: DeskAuditWhoHint,
		Count: Text{"%s 条记录", "%s 條記錄", "%s acts"}, CountOne: Text{"%s 条记录", "%s 條記錄", "%s act"},
	},
	"people": {
		Title: DeskPeopleTitle, Intro: DeskPeopleText, Empty: DeskPeopleEmpty, Search: DeskPeopleFind,
		Count: Text{"%s 人", "%s 人", "%s people"}, CountOne: Text{"%s 人", "%s 人", "%s person"},
	},
}

// listLabels name columns, filters and orders: those of one list as list.name, those that mean the same everywhere by name.
var listLabels = map[string]Text{
	"q": {"搜索", "搜尋", "Search"}, "sort": {"排序", "排序", "Sorting"}, "columns": {"列", "欄位", "Columns"}, "after": {"页码", "頁碼", "Page"}, "before": {"页码", "頁碼", "Page"},

	"name": DeskName, "community": DeskCommunity, "state": DeskState, "merchant": DeskOfferMerchant, "added": {"添加时间", "加入時間", "Added"},

	"members.number": DeskNumber, "members.contact": DeskContact, "members.class": DeskClass, "members.tier": DeskTier, "members.points": DeskPoints,
	"members.joined": DeskJoined, "members.waiting": DeskWaiting, "members.language": DeskLanguage,

	"homes.home": {"房产", "物業", "Home"}, "homes.contract": {"合同号", "合約編號", "Contract"}, "homes.handover": {"交付日期", "交樓日期", "Handover"},
	"homes.owners": {"名册业主", "名冊業主", "Owners of record"}, "homes.members": {"会员", "會員", "Members"},

	"vouchers.title": {"优惠", "優惠", "Offer"}, "vouchers.code": {"券码", "券碼", "Code"}, "vouchers.member": {"会员", "會員", "Member"},
	"vouchers.claimed": {"领取", "領取", "Claimed"}, "vouchers.until": {"有效期至", "有效期至", "Good until"}, "vouchers.price": {"积分", "積分", "Points"},
	"vouchers.redeemed": {"使用", "使用", "Used"},

	"merchants.name": DeskMerchantName, "merchants.kind": DeskMerchantKind, "merchants.phone": DeskMerchantPhone, "merchants.outlets": DeskOutletTitle,
	"merchants.offers": {"上架优惠", "上架優惠", "Live offers"},

	"brands.name": DeskBrandName, "brands.parent": DeskBrandParent, "brands.communities": DeskBrandCommunities,

	"communities.name": DeskCommunityName, "communities.city": DeskCommunityCity, "communities.brand": DeskCommunityBrand, "communities.register": DeskCommunityRegister,
	"communities.homes": DeskCommunityHomes,

	"offers.title": DeskOfferName, "offers.worth": DeskOfferValueCol, "offers.price": {"积分", "積分", "Points"}, "offers.from": {"开始领取", "開始領取", "From"},
	"people.login": DeskEmail, "people.role": DeskPersonRole, "people.roles": DeskPersonRoles, "people.seen": DeskPersonSeen,

	"notes.step": DeskNoteStep, "notes.due": {"到期日", "到期日", "Due"}, "notes.soon": {"到期日", "到期日", "Due"}, "notes.on": {"记录", "記錄", "Record"}, "notes.owner": DeskNoteWhose, "notes.kind": DeskNoteKind,
	"notes.author": {"填写人", "填寫人", "Written by"}, "notes.finished": {"完成时间", "完成時間", "Done on"}, "notes.finisher": {"完成人", "完成人", "Done by"},
	"notes.whose": DeskTasksWhose, "notes.everybody": DeskTasksEvery, "notes.done": {"已完成的", "已完成的", "Done"},
	"claims.member": DeskClaimMember, "claims.contact": DeskContact, "claims.number": DeskNumber, "claims.home": DeskClaimAddress, "claims.claimed": DeskClaimSince,
	"claims.decided": {"处理时间", "處理時間", "Decided"}, "claims.how": {"核验方式", "核驗方式", "How"}, "claims.rivals": {"申请时已认证业主", "申請時已認證業主", "Already verified"},
	"changes.home": {"房产", "物業", "Home"}, "changes.was": DeskRegisterWas, "changes.is": DeskRegisterIs, "changes.contract": {"新合同号", "新合約編號", "New contract"},
	"changes.handover": {"新交付日期", "新交樓日期", "New handover"}, "changes.file": DeskRegisterFile, "changes.since": {"导入日期", "匯入日期", "Imported"},
	"audit.act": DeskAuditAct, "audit.at": DeskAuditWhen, "audit.who": DeskAuditWho, "audit.door": DeskAuditDoor, "audit.whom": DeskAuditWhom,
	"audit.facts": DeskAuditFacts, "audit.entry": {"记录编号", "記錄編號", "Entry"},

	"offers.ends": {"领取截止", "領取截止", "Claim until"}, "offers.issued": {"已领", "已領", "Claimed"}, "offers.left": {"剩余", "剩餘", "Left"},
}

// ListLabel names a column, filter or order of a list; a name that nothing here has, as an old address may, names itself.
func ListLabel(l db.Locale, list, name string) string {
	for _, key := range []string{list + "." + name, name} {
		if t, ok := listLabels[key]; ok {
			return t.In(l)
		}
	}
	if base, ok := strings.CutSuffix(name, "_from"); ok {
		return ListLabel(l, list, base)
	}
	if base, ok := strings.CutSuffix(name, "_to"); ok {
		return ListLabel(l, list, base)
	}
	return name
}

// listAny are what filters show that ask for nothing, where that is not all.
var listAny = map[string]Text{"notes.whose": DeskTasksMine}

// ListAny names what a filter shows that asks for nothing.
func ListAny(l db.Locale, list, filter string) string {
	if t, ok := listAny[list+"."+filter]; ok {
		return t.In(l)
	}
	return DeskAll.In(l)
}

// vocabularies are the words of choices.
var vocabularies = map[string]map[string]Text{
	"class": named(Classes), "tier": named(Tiers), "merchant": MerchantKinds, "offer": named(OfferStates), "voucher": named(VoucherStates),
	"role": named(Roles), "staff": named(StaffStates),
	"claim": named(ClaimStates), "turn": named(ClaimTurns), "note": named(NoteKinds), "due": dueWords(), "how": ClaimHows, "act": joinedWords(Acts, ActGroups), "door": named(Doors), "doer": {"club": DeskAuditClub, "nobody": DeskAuditNobody},
	"use":    {"used": DeskActive, "ended": DeskEnded},
	"member": {"waiting": DeskWaiting, "left": DeskLeft, "merged": DeskMerged, "leaving": DeskLeaving},
	"stock":  {"endless": {"不限", "不限", "No limit"}},
	"home":   {"with": {"有会员", "有會員", "With members"}, "without": {"没有会员", "沒有會員", "Without a member"}},
}

func named[S ~string](m map[S]Text) map[string]Text {
	out := make(map[string]Text, len(m))
	for k, t := range m {
		out[string(k)] = t
	}
	return out
}

// dueWords are how soon something is due, and that it has been done.
func dueWords() map[string]Text {
	return joinedWords(named(Dues), map[string]Text{"done": {"已完成", "已完成", "Done"}})
}

func joinedWords(a, b map[string]Text) map[string]Text {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// ChoiceGroup names what a word of a vocabulary is offered under, "" where it stands by itself.
func ChoiceGroup(l db.Locale, c db.Choice) string {
	if c.Of == "act" {
		return ActGroups[db.ActGroupOf(c.Word)].In(l)
	}
	return ""
}

// ChoiceText names a word of a vocabulary.
func ChoiceText(l db.Locale, c db.Choice) string {
	if c.Of == "locale" {
		return LocaleNames[db.Locale(c.Word)]
	}
	if t, ok := vocabularies[c.Of][c.Word]; ok {
		return t.In(l)
	}
	return c.Word
}

// CellText tells a cell in words, "" for nothing.
func CellText(l db.Locale, club *db.Club, now int64, c db.Cell) string {
	switch c := c.(type) {
	case string:
		return c
	case db.Text:
		return c.In(l)
	case db.Sign:
		return string(c)
	case db.Count:
		return Number(int64(c))
	case db.Day:
		return dayText(l, c)
	case db.Date:
		return Date(l, club.Day(int64(c)))
	case db.Instant:
		return DateTime(l, club.Day(int64(c)), club.Day(now))
	case db.Choice:
		return ChoiceText(l, c)
	case db.Choices:
		words := make([]string, len(c))
		for i, one := range c {
			words[i] = ChoiceText(l, one)
		}
		return strings.Join(words, Text{"、", "、", ", "}.In(l))
	case db.Thing:
		return c.Name.In(l)
	case db.Worth:
		return Worth(l, c.Kind, c.Value, club.Currency)
	case db.HomeAddress:
		return AddressWords(l, c)
	case db.RolesHeld:
		return rolesText(l, c)
	case db.OwnersNamed:
		return ownersText(l, c)
	case db.AuditRow:
		return ActFacts(l, club, c)
	}
	return ""
}

// rolesText tells roles and what each is held for: Sales desk (Yunqi Bay, Green Hill).
func rolesText(l db.Locale, roles db.RolesHeld) string {
	comma := DeskListComma.In(l)
	words := make([]string, len(roles))
	for i, r := range roles {
		var held []string
		for _, s := range r.Scopes {
			held = append(held, Scopes[s].In(l))
		}
		for _, p := range r.Places {
			held = append(held, p.In(l))
		}
		words[i] = Roles[r.Role].In(l) + DeskScopePart.Format(l, strings.Join(held, comma))
	}
	return strings.Join(words, comma)
}

// ownersText tells owners, each with their phone: 陈美玲 138****0001、王建国 139****0002.
func ownersText(l db.Locale, owners db.OwnersNamed) string {
	words := make([]string, len(owners))
	for i, o := range owners {
		words[i] = o.Name + " " + cmp.Or(o.Phone, DeskRegisterNoPhone.In(l))
	}
	return strings.Join(words, DeskListComma.In(l))
}

// Worth is an offer's value in one line.
func Worth(l db.Locale, kind db.OfferKind, value int64, currency string) string {
	big, small := Value(l, kind, value, currency)
	if kind == db.Percent && l != db.En {
		return big // it says what it is
	}
	return big + " " + small
}

func dayText(l db.Locale, d db.Day) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return Date(l, t)
}

// ListCount tells how many a list has found.
func ListCount(l db.Locale, list string, n int64) string {
	words := ListTexts[list]
	switch {
	case n > db.CountMost:
		return words.Count.Format(l, Text{"10,000 以上 ", "10,000 以上 ", "More than 10,000"}.In(l))
	case n == 1:
		return words.CountOne.Format(l, "1")
	}
	return words.Count.Format(l, Number(n))
}

// The list itself.
var (
	ListColumns      = Text{"列", "欄位", "Columns"}
	ListColumnsTitle = Text{"显示哪些列", "顯示哪些欄位", "Which columns to show"}
	ListColumnsShow  = Text{"显示", "顯示", "Show these columns"}
	ListExport       = Text{"导出", "匯出", "Export"}
	ListExportTitle  = Text{"导出筛选结果", "匯出篩選結果", "Export this list"}
	ListExportText   = Text{"%s，按当前的筛选、排序和列。导出会写入审计日志。", "%s，按目前的篩選、排序和欄位。匯出會寫入審計日誌。", "%s, filtered, sorted and with the columns as they stand. The export goes into the audit log."}
	ListExportLong   = Text{"超过 10,000 行时会在后台生成，您可以查看进度，也可以随时停止。", "超過 10,000 行時會在後台製作，您可以查看進度，也可以隨時停止。", "More than 10,000 rows are made in the background: you can watch it, and stop it at any time."}
	ListExportXLSX   = Text{"Excel 文件（XLSX）", "Excel 檔案（XLSX）", "Excel file (XLSX)"}
	ListExportCSV    = Text{"CSV 文件", "CSV 檔案", "CSV file"}
	ListSave         = Text{"保存视图", "儲存檢視", "Save view"}
	ListSaveTitle    = Text{"保存当前视图", "儲存目前檢視", "Save this view"}
	ListSaveText     = Text{"保存当前的筛选、排序和列，下次一按即可打开。搜索的文字不会保存。", "儲存目前的篩選、排序和欄位，下次一按即可開啟。搜尋的文字不會儲存。", "Keeps the filters, sorting and columns so that you can open them with one press. The search text is not kept."}
	ListViewName     = Text{"名称", "名稱", "Name"}
	ListViewHint     = Text{"与已有视图同名时将更新它。", "與已有檢視同名時將更新它。", "Using the name of a view you already have updates it."}
	ListViewShared   = Text{"与所有同事共享", "與所有同事共用", "Share it with everybody at the desk"}
	ListViews        = Text{"已保存的视图", "已儲存的檢視", "Saved views"}
	ListAll          = Text{"全部", "全部", "All"}
	ListViewBy       = Text{"%s（%s 共享）", "%s（%s 共用）", "%s (by %s)"}
	ListViewDrop     = Text{"删除视图“%s”", "刪除檢視「%s」", "Delete the view “%s”"}
	ListViewDropText = Text{"共享的视图删除后，其他同事也不再看到。", "共用的檢視刪除後，其他同事也不再看到。", "It is shared, so it disappears for everybody else too."}
	ListFrom         = Text{"%s（从）", "%s（由）", "%s from"}
	ListTo           = Text{"%s（至）", "%s（至）", "%s to"}
	ListChip         = Text{"%s：%s", "%s：%s", "%s: %s"}
	ListPassed       = Text{"地址中的“%s”已不可用，因此未采用；其余条件照常。", "地址中的「%s」已不可用，因此未採用；其餘條件照常。", "No longer valid in the address, and ignored: %s. Everything else applies."}
	ListAllOf        = Text{"全部：%s", "全部：%s", "All: %s"}
	ListAtLeast      = Text{"至少 %s", "至少 %s", "At least %s"}
	ListNoneYet      = Text{"到目前为止没有找到。", "到目前為止沒有找到。", "None found so far."}
	ListPartly       = Text{"“%s”可能指很多人，只查了其中一部分。请改用会员号、手机或邮箱。", "「%s」可能指很多人，只查了其中一部分。請改用會員編號、手機或電郵。", "“%s” matches many people, and only some were looked up. Use a number, phone or e-mail address instead."}
	ListBack         = Text{"已查到 %s，之外的还没有查。翻页可继续查找。", "已查到 %s，之外的還未查。翻頁可繼續查找。", "Searched back to %s. The next page searches further."}
	ListNoMore       = Text{"没有更多了。", "沒有更多了。", "There are no more."}
	ListExportLog    = Text{"%s，按当前的筛选、排序和列，共有多少行在导出时才知道。导出会写入审计日志。", "%s，按目前的篩選、排序和欄位，共有多少行在匯出時才知道。匯出會寫入審計日誌。", "%s, filtered, sorted and with the columns as they stand; how many rows there are shows as the file is made. The export goes into the audit log."}
	ListThingHint    = Text{"名称，或其中几个字", "名稱，或其中幾個字", "Its name, or part of it"}
	ListNone         = Text{"没有符合条件的记录。", "沒有符合條件的記錄。", "Nothing matches these filters."}
)

// batchTexts name what may be done to many rows of a list, and the word that it asks for.
var batchTexts = map[string]struct{ do, word Text }{
	"members.tier":   {Text{"设置等级", "設定等級", "Set the tier"}, Text{"新等级", "新等級", "New tier"}},
	"notes.done":     {do: DeskStepFinish},
	"notes.open":     {do: DeskStepOpen},
	"changes.accept": {do: DeskRegisterAccept},
	"changes.keep":   {do: DeskRegisterKeep},
	"offers.live":    {do: Text{"上架", "上架", "Publish"}},
	"offers.end":     {do: Text{"结束", "結束", "End"}},
}

// BatchText names what a batch does.
func BatchText(l db.Locale, list, batch string) string { return batchTexts[list+"."+batch].do.In(l) }

// BatchWordText names what a batch asks for.
func BatchWordText(l db.Locale, list, batch string) string {
	return batchTexts[list+"."+batch].word.In(l)
}

// Batches.
var (
	ListTick         = Text{"选择 %s", "選擇 %s", "Select %s"}
	ListTickAll      = Text{"选择本页全部", "選擇本頁全部", "Select all on this page"}
	ListBatchNone    = Text{"勾选要处理的行", "勾選要處理的項目", "Tick the rows to act on"}
	ListBatchSome    = Text{"已选 %d 行", "已選 %d 項", "%d selected"}
	ListBatchAll     = Text{"全部 %s", "全部 %s", "All %s"}
	ListBatchMore    = Text{"以及另外 %d 项", "以及另外 %d 項", "and %d more"}
	ListBatchReason  = Text{"原因", "原因", "Reason"}
	ListBatchDo      = Text{"%s（%d 项）", "%s（%d 項）", "%s (%d)"}
	ListBatchDone    = Text{"%s已全部完成。", "%s已全部完成。", "Done: %s."}
	ListBatchPartly  = Text{"共 %[2]s，已完成 %[1]d 项。", "共 %[2]s，已完成 %[1]d 項。", "%[1]d of %[2]s done."}
	ListBatchNotDone = Text{"%s均未完成。", "%s均未完成。", "Not done: %s."}
	ListBatchRest    = Text{"另外 %d 项保持原样，原因如下。", "另外 %d 項維持不變，原因如下。", "%d left unchanged, for the reasons below."}
	ListBatchWhy     = Text{"没有任何改动，原因如下。", "沒有任何改動，原因如下。", "Nothing was changed, for the reasons below."}
	ListRowAct       = Text{"操作", "操作", "Act"}
	ListRowOf        = Text{"%s：%s", "%s：%s", "%s: %s"}
	ListBatchBack    = Text{"返回列表", "返回列表", "Back to the list"}
	ListBatchLater   = Text{"现在无法完成，请稍后再试。", "現在無法完成，請稍後再試。", "This could not be done now. Try again later."}
	ListBatchGone    = Text{"已不存在，或不在您的权限内。", "已不存在，或不在您的權限內。", "It no longer exists, or you may not change it."}
)
