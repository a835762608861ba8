package i18n

import "clubhouse/db"

// OfferValue answers the value block of an offer with a price in points (0: none): a gift that costs points is not
// called free.
func OfferValue(l db.Locale, kind db.OfferKind, value, price int64, currency string) (big, small string) {
	if kind == db.Gift && price > 0 {
		return OfferKinds[kind].In(l), ""
	}
	return Value(l, kind, value, currency)
}

// The offers and one offer.
var (
	OffersTitle    = Text{"优惠", "優惠", "Offers"}
	OffersAll      = Text{"全部", "全部", "All"}
	OffersKinds    = Text{"按类别查看", "按類別查看", "By kind"}
	OffersNone     = Text{"新的优惠正在准备，请过几天再来看看。", "新的優惠正在準備，請過幾天再來看看。", "New offers are on their way. Look in again in a few days."}
	OffersNoneKind = Text{"这个类别暂时没有优惠。", "這個類別暫時沒有優惠。", "There are no offers of this kind just now."}
	OffersSeeAll   = Text{"查看全部优惠", "查看全部優惠", "See all offers"}

	OffersCan    = Text{"可领取", "可領取", "Ready to claim"}
	OffersHave   = Text{"已有 %d 张", "已有 %d 張", "You have %d"}
	OffersLocked = Text{"待解锁", "待解鎖", "Locked"}
	OffersGone   = Text{"已领完", "已領完", "All claimed"}
	OffersOver   = Text{"已结束", "已結束", "Ended"}
	OffersClosed = Text{"门店停业", "門店停業", "Outlets closed"}
	OffersHad    = Text{"已领过", "已領過", "Claimed"}
	OffersLater  = Text{"即将开始", "即將開始", "Soon"}
	OffersFree   = Text{"免费", "免費", "Free"}
	OffersPoints = Text{"%s 积分", "%s 積分", "%s points"}
	OffersPoint  = Text{"%s 积分", "%s 積分", "%s point"}
	OffersLeft   = Text{"剩 %s 份", "剩 %s 份", "%s left"}
	OffersUntil  = Text{"至 %s", "至 %s", "until %s"}

	OfferPrice       = Text{"领取", "領取", "Price"}
	OfferStock       = Text{"数量", "數量", "Left"}
	OfferClaimBy     = Text{"领取期限", "領取期限", "Claim by"}
	OfferClaimFrom   = Text{"%s 起，至 %s", "%s 起，至 %s", "From %s until %s"}
	OfferUseBy       = Text{"使用期限", "使用期限", "Use by"}
	OfferDays        = Text{"领取后 %d 天内", "領取後 %d 天內", "Within %d days of claiming"}
	OfferDay         = Text{"领取后 %d 天内", "領取後 %d 天內", "Within %d day of claiming"}
	OfferDaysEnd     = Text{"，最晚 %s", "，最遲 %s", ", %s at the latest"}
	OfferWhen        = Text{"使用时间", "使用時間", "When"}
	OfferAnyTime     = Text{"每天，营业时间内", "每天，營業時間內", "Any day, in opening hours"}
	OfferWho         = Text{"适用会员", "適用會員", "For"}
	OfferEveryone    = Text{"全体会员", "全體會員", "All members"}
	OfferNewMembers  = Text{"入会 %d 天内", "入會 %d 天內", "Members in their first %d days"}
	OfferLimits      = Text{"限领", "限領", "Limits"}
	OfferPerMember   = Text{"每人 %d 张", "每人 %d 張", "%d for each member"}
	OfferPerDay      = Text{"每人每天 %d 张", "每人每天 %d 張", "%d a day for each member"}
	OfferPerHome     = Text{"每户 %d 张", "每戶 %d 張", "%d for each home"}
	OfferNoLimit     = Text{"不限", "不限", "None"}
	OfferTerms       = Text{"使用说明", "使用條款", "Terms"}
	OfferPlaces      = Text{"可用门店", "適用門店", "Where to use it"}
	OfferPhone       = Text{"商户电话", "商戶電話", "The merchant's phone"}
	OfferNoPlaces    = Text{"门店信息待更新，请致电商户。", "門店資料待更新，請致電商戶。", "The places are being updated. Please call the merchant."}
	OfferClaim       = Text{"免费领取", "免費領取", "Claim this offer"}
	OfferClaimPoints = Text{"用 %s 积分领取", "以 %s 積分領取", "Claim it for %s points"}
	OfferHave        = Text{"您有 %d 张可用，去使用", "您有 %d 張可用，前往使用", "Use one you have (%d)"}
	OfferNotNow      = Text{"现在还不能领取", "現在還不能領取", "You cannot claim this yet"}
	OfferFailed      = Text{"没有领取成功", "沒有領取成功", "It was not claimed"}
	OfferVerify      = Text{"认证我的房产", "認證我的物業", "Verify my home"}
	OfferSeePoints   = Text{"查看我的积分", "查看我的積分", "See my points"}
	OfferSeeVouchers = Text{"查看我的卡券", "查看我的優惠券", "See my vouchers"}
	OfferSeeOthers   = Text{"看看其他优惠", "看看其他優惠", "See other offers"}
)
