package i18n

// The list of offers, and an offer's record
var (
	DeskOfferTitle      = Text{"优惠", "優惠", "Offers"}
	DeskOfferIntro      = Text{"商户和会所给会员的优惠。只有“上架中”的可以领取。", "商戶和會所給會員的優惠。只有「上架中」的可以領取。", "What merchants and the club give members. Only live offers can be claimed."}
	DeskOfferNew        = Text{"新增优惠", "新增優惠", "New offer"}
	DeskOfferEmpty      = Text{"还没有优惠。新增一项，先存为草稿也可以。", "還沒有優惠。新增一項，先存為草稿也可以。", "There are no offers yet. Add one; it can stay a draft."}
	DeskOfferMerchant   = Text{"商户", "商戶", "Merchant"}
	DeskOfferValueCol   = Text{"力度", "優惠內容", "Value"}
	DeskOfferWindow     = Text{"领取时间", "領取時間", "Claim window"}
	DeskOfferIssued     = Text{"已领 / 库存", "已領 / 庫存", "Claimed / stock"}
	DeskOfferNoStock    = Text{"不限", "不限", "no limit"}
	DeskOfferFromTo     = Text{"%s 至 %s", "%s 至 %s", "%s to %s"}
	DeskOfferVersion    = Text{"第 %d 版", "第 %d 版", "version %d"}
	DeskOfferConditions = Text{"领取条件", "領取條件", "Who may claim it"}
	DeskOfferWhole      = Text{"全天", "全天", "all day, every day"}
	DeskOfferEverybody  = Text{"不限", "不限", "everybody"}
)

// The form of an offer
var (
	DeskOfferChoose       = Text{"选择商户", "選擇商戶", "Choose the merchant"}
	DeskOfferChooseHint   = Text{"优惠建好后不能换商户。", "優惠建好後不能換商戶。", "An offer stays with its merchant."}
	DeskOfferNext         = Text{"下一步：填写优惠", "下一步：填寫優惠", "Next: describe the offer"}
	DeskOfferNoMerchant   = Text{"优惠属于商户，请先新增商户。", "優惠屬於商戶，請先新增商戶。", "An offer belongs to a merchant. Add a merchant first."}
	DeskOfferFor          = Text{"商户：%s", "商戶：%s", "Merchant: %s"}
	DeskOfferWhat         = Text{"优惠内容", "優惠內容", "What it gives"}
	DeskOfferName         = Text{"标题", "標題", "Title"}
	DeskOfferNameHint     = Text{"一句话说清给什么，例如“主餐 8 折”。简体必填。", "一句話說清給甚麼，例如「主餐 8 折」。簡體必填。", "What it gives, in a few words: “20% off main courses”. Simplified Chinese is required."}
	DeskOfferTerms        = Text{"使用说明", "使用說明", "Terms"}
	DeskOfferTermsHint    = Text{"怎样使用、不包含什么。每条一行。", "怎樣使用、不包含甚麼。每條一行。", "How to use it and what is excluded. One line for each point."}
	DeskOfferKind         = Text{"类型", "類型", "Kind"}
	DeskOfferValue        = Text{"数值", "數值", "Value"}
	DeskOfferValueHint    = Text{"折扣填会员付原价的百分之几：80 是 8 折，85 是 8.5 折。立减和特价填金额，例如 88.00。礼品和服务留空。", "折扣填會員付原價的百分之幾：80 是 8 折，85 是 8.5 折。立減和特價填金額，例如 88.00。禮品和服務留空。", "For percent off: the part of the price that members pay, so 80 means 20% off. For amount off and fixed price: money, such as 88.00. Empty for a gift or a service."}
	DeskOfferPercentWrong = Text{"请填会员付原价的百分之几，1 到 99。8 折填 80。", "請填會員付原價的百分之幾，1 到 99。8 折填 80。", "Enter the part of the price that members pay, from 1 to 99. For 20% off enter 80."}
	DeskOfferMoneyWrong   = Text{"请填大于 0 的金额，例如 88.00。", "請填大於 0 的金額，例如 88.00。", "Enter a sum above 0, such as 88.00."}
	DeskOfferPercentHint  = Text{"会员付原价的一部分", "會員付原價的一部分", "members pay a part of the price"}
	DeskOfferAmountHint   = Text{"从账单减去一个金额", "從帳單減去一個金額", "a sum is taken off the bill"}
	DeskOfferFixedHint    = Text{"会员付一个固定的价", "會員付一個固定的價", "members pay one set price"}
	DeskOfferGiftHint     = Text{"到店领取", "到店領取", "handed over at the outlet"}
	DeskOfferPerkHint     = Text{"例如免费停车、优先预约", "例如免費泊車、優先預約", "such as free parking or early booking"}

	DeskOfferPayer      = Text{"由谁承担", "由誰承擔", "Who pays"}
	DeskOfferShare      = Text{"会所承担", "會所承擔", "The club's share"}
	DeskOfferShareHint  = Text{"只在双方分担时填写。", "只在雙方分擔時填寫。", "Only if both share the cost."}
	DeskOfferShareWrong = Text{"请填 1 到 99。", "請填 1 到 99。", "Enter 1 to 99."}

	DeskOfferWhen       = Text{"时间", "時間", "When"}
	DeskOfferZone       = Text{"时间按会所时区（%s）。", "時間按會所時區（%s）。", "Times are in the club's time zone (%s)."}
	DeskOfferShown      = Text{"开始展示", "開始展示", "Shown from"}
	DeskOfferShownHint  = Text{"可以早于开始领取，让会员预先看到。", "可以早於開始領取，讓會員預先看到。", "It may be shown before it can be claimed."}
	DeskOfferClaimFrom  = Text{"开始领取", "開始領取", "Claim from"}
	DeskOfferClaimTo    = Text{"停止领取", "停止領取", "Claim until"}
	DeskOfferRedeemTo   = Text{"使用截止", "使用截止", "Use until"}
	DeskOfferRedeemHint = Text{"与“领取后有效天数”至少填一项；都填时，先到的为准。", "與「領取後有效天數」至少填一項；都填時，先到的為準。", "Fill in this, the days after the claim, or both: whichever comes first counts."}
	DeskOfferDays       = Text{"领取后有效天数", "領取後有效天數", "Days after the claim"}
	DeskOfferDaysAfter  = Text{"天", "天", "days"}
	DeskOfferWeekdays   = Text{"可用的日子", "可用的日子", "Days of use"}
	DeskOfferHourFrom   = Text{"每天从", "每天從", "Each day from"}
	DeskOfferHourTo     = Text{"每天到", "每天到", "Each day until"}
	DeskOfferHoursHint  = Text{"留空即到午夜。", "留空即到午夜。", "Empty means midnight."}
	DeskOfferTimeWrong  = Text{"请填日期和时间，例如 2026-12-31 23:59。", "請填日期和時間，例如 2026-12-31 23:59。", "Enter a date and time, such as 2026-12-31 23:59."}
	DeskOfferClockWrong = Text{"请填 24 小时制的时刻，例如 11:00。", "請填 24 小時制的時刻，例如 11:00。", "Enter a time of day, such as 11:00."}

	DeskOfferWho         = Text{"谁可以领", "誰可以領", "Who may claim it"}
	DeskOfferWhoHint     = Text{"一组都不勾选，就是不限。", "一組都不勾選，就是不限。", "A group with nothing ticked leaves it open to all."}
	DeskOfferClasses     = Text{"身份", "身份", "Class"}
	DeskOfferTiers       = Text{"等级", "等級", "Tier"}
	DeskOfferCommunities = Text{"楼盘", "屋苑", "Communities"}
	DeskOfferOutlets     = Text{"适用门店", "適用門店", "Outlets"}
	DeskOfferAllOutlets  = Text{"所有门店", "所有門店", "all outlets"}
	DeskOfferJoined      = Text{"限入会多少天内的新会员", "限入會多少天內的新會員", "Only members who joined within"}

	DeskOfferLimits    = Text{"价格与数量", "價格與數量", "Price and limits"}
	DeskOfferPrice     = Text{"所需积分", "所需積分", "Price in points"}
	DeskOfferPriceHint = Text{"留空即免费领取。", "留空即免費領取。", "Empty: free."}
	DeskOfferFree      = Text{"免费", "免費", "free"}
	DeskOfferPoints    = Text{"积分", "積分", "points"}
	DeskOfferStock     = Text{"库存", "庫存", "Stock"}
	DeskOfferStockHint = Text{"留空即不限。已领取 %d 张。", "留空即不限。已領取 %d 張。", "Empty: no limit. %d claimed so far."}
	DeskOfferMember    = Text{"每人限领", "每人限領", "For each member"}
	DeskOfferMemberDay = Text{"每人每天限领", "每人每天限領", "For each member a day"}
	DeskOfferHome      = Text{"每户限领", "每戶限領", "For each home"}
	DeskOfferNoLimit   = Text{"留空即不限。", "留空即不限。", "Empty: no limit."}
	DeskOfferPieces    = Text{"张", "張", "vouchers"}
	DeskOfferNumber    = Text{"请填 0 或更大的整数。", "請填 0 或更大的整數。", "Enter a whole number, 0 or more."}

	DeskOfferState     = Text{"状态", "狀態", "State"}
	DeskOfferDraftHint = Text{"会员看不到", "會員看不到", "members do not see it"}
	DeskOfferLiveHint  = Text{"到了展示时间，会员就能看到", "到了展示時間，會員就能看到", "members see it once it is shown"}
	DeskOfferEndedHint = Text{"不能再领取；已领的券仍可使用", "不能再領取；已領的券仍可使用", "no more claims; vouchers already claimed stay good"}
	DeskOfferSave      = Text{"保存优惠", "儲存優惠", "Save offer"}
	DeskOfferPreview   = Text{"更新预览", "更新預覽", "Update preview"}
	DeskOfferKeep      = Text{"已领取的 %d 张券保持不变", "已領取的 %d 張券保持不變", "The %d vouchers already claimed stay as they are"}
	DeskOfferKeepHint  = Text{"改动内容、数值或使用说明会生成新版本，只对之后领取的会员生效。", "改動內容、數值或使用說明會產生新版本，只對之後領取的會員生效。", "Changing the title, value, terms or payer makes a new version, which applies to later claims only."}
	DeskOfferLiveKeep  = Text{"这项优惠正在上架", "這項優惠正在上架", "This offer is live"}
	DeskOfferPhone     = Text{"会员看到的样子", "會員看到的樣子", "What members see"}
	DeskOfferPhoneHint = Text{"按“更新预览”查看未保存的改动。", "按「更新預覽」查看未儲存的改動。", "“Update preview” shows changes that are not saved yet."}
	DeskOfferUntitled  = Text{"（还没有标题）", "（還沒有標題）", "(no title yet)"}
	DeskOfferLeftUntil = Text{"剩 %s 张 · 领取至 %s", "剩 %s 張 · 領取至 %s", "%s left · claim by %s"}
	DeskOfferUntil     = Text{"领取至 %s", "領取至 %s", "Claim by %s"}
)

// DeskOfferPayers names who pays for an offer.
var DeskOfferPayers = map[string]Text{
	"merchant": {"商户", "商戶", "The merchant"},
	"club":     {"会所", "會所", "The club"},
	"split":    {"双方分担", "雙方分擔", "Both, by share"},
}
