package i18n

// The desk's search: the page, the palette, and the trace of a voucher.
var (
	UINavSearch = Text{"搜索", "搜尋", "Search"}

	DeskFind         = Text{"搜索全部", "搜尋全部", "Search everywhere"}
	DeskFindHint     = Text{"姓名、拼音、手机、房号、合同号、券码", "姓名、拼音、手機、單位、合約編號、券碼", "Name, phone, home, contract, voucher code"}
	DeskFindButton   = Text{"搜索", "搜尋", "Search"}
	DeskFindTitle    = Text{"“%s”的搜索结果", "「%s」的搜尋結果", "Found for “%s”"}
	DeskFindWhat     = Text{"可以搜索什么", "可以搜尋甚麼", "What you can search for"}
	DeskFindKeys     = Text{"在任何页面按 %s 或 / 即可打开搜索。", "在任何頁面按 %s 或 / 即可開啟搜尋。", "Press %s or / on any page to search from there."}
	DeskFindNothing  = Text{"没有找到。可以输入姓名中的任何一个字或拼音首字母、手机末 4 位以上、会员号、房号（3-2-1802）、合同号的前 4 位以上，或完整的 12 位券码。", "沒有找到。可以輸入姓名中的任何一個字或拼音首字母、手機末 4 位以上、會員編號、單位（3-2-1802）、合約編號的前 4 位以上，或完整的 12 位券碼。", "Nothing was found. Type any character of a name or its pinyin initials, the last 4 or more digits of a phone, a member number, a home (3-2-1802), the first 4 or more characters of a contract, or all 12 of a voucher code."}
	DeskFindMore     = Text{"还有更多，请多输入一些。", "還有更多，請多輸入一些。", "There are more. Type a little more to narrow them down."}
	DeskFindAll      = Text{"查看全部", "查看全部", "See all"}
	DeskFindContract = Text{"合同 %s", "合約 %s", "Contract %s"}

	DeskFindGo    = Text{"前往", "前往", "Go to"}
	DeskFindSome  = Text{"找到 {n} 条", "找到 {n} 項", "{n} found"}
	DeskFindBusy  = Text{"正在搜索…", "正在搜尋…", "Searching…"}
	DeskFindFault = Text{"暂时无法搜索，请稍后再试。", "暫時無法搜尋，請稍後再試。", "Search cannot be reached. Try again in a moment."}
	DeskFindMoves = Text{"↑↓ 选择，回车打开，Esc 关闭", "↑↓ 選擇，Enter 開啟，Esc 關閉", "↑↓ to choose, Enter to open, Esc to close"}

	DeskFindHomes     = Text{"房产", "物業", "Homes"}
	DeskFindContracts = Text{"合同", "合約", "Contracts"}

	DeskTraceOffer     = Text{"优惠", "優惠", "Offer"}
	DeskTraceVersion   = Text{"条款版本", "條款版本", "Version of the terms"}
	DeskTraceMerchant  = Text{"商户", "商戶", "Merchant"}
	DeskTraceMember    = Text{"会员", "會員", "Member"}
	DeskTraceCode      = Text{"券码尾号", "券碼尾號", "Code ends"}
	DeskTracePrice     = Text{"领取所用积分", "領取所用積分", "Points paid"}
	DeskTraceUntil     = Text{"有效期至", "有效期至", "Good until"}
	DeskTraceWay       = Text{"经过", "經過", "What happened"}
	DeskTraceClaimed   = Text{"领取", "領取", "Claimed"}
	DeskTraceRedeemed  = Text{"核销", "兌換", "Redeemed"}
	DeskTraceTakenBack = Text{"撤销核销", "撤銷兌換", "Redemption undone"}
	DeskTraceExpired   = Text{"过期", "過期", "Expired"}
	DeskTraceVoid      = Text{"已作废", "已作廢", "Void"}
	DeskTraceBill      = Text{"消费 %s", "消費 %s", "bill %s"}
	DeskTracePoints    = Text{"获得 %s 积分", "獲得 %s 積分", "%s points earned"}
)

// DeskFindForms are what may be typed into the search, with examples.
var DeskFindForms = []struct{ What, How Text }{
	{Text{"会员姓名", "會員姓名", "A member's name"}, Text{"任何一个字，简体或繁体：王、小明", "任何一個字，簡體或繁體：王、小明", "Any one character, in either script, or some letters: Fraser"}},
	{Text{"姓名拼音", "姓名拼音", "A name in pinyin"}, Text{"首字母、姓或全拼：wxm、wang、wangxiaoming", "首字母、姓或全拼：wxm、wang、wangxiaoming", "Initials, the surname or the whole: wxm, wang, wangxiaoming"}},
	{Text{"手机", "手機", "A phone"}, Text{"完整号码，或末 4 位以上", "完整號碼，或末 4 位以上", "The whole number, or its last 4 or more digits"}},
	{Text{"会员号", "會員編號", "A member number"}, Text{"完整，或开头几位", "完整，或開頭幾位", "The whole, or its beginning"}},
	{Text{"房产", "物業", "A home"}, Text{"3-2-1802、3栋2单元1802、1802，前面可加楼盘名", "3-2-1802、3座2單元1802、1802，前面可加屋苑名", "3-2-1802 or 1802, with the community's name before it if you like"}},
	{Text{"合同", "合約", "A contract"}, Text{"完整，或前 4 位以上", "完整，或前 4 位以上", "The whole number, or its first 4 or more characters"}},
	{Text{"卡券", "優惠券", "A voucher"}, Text{"完整的 12 位券码", "完整的 12 位券碼", "All 12 characters of its code"}},
	{Text{"商户、优惠、楼盘", "商戶、優惠、屋苑", "A merchant, offer or community"}, Text{"名称的一部分", "名稱的一部分", "Part of its name"}},
}
