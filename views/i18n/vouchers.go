package i18n

// The member's vouchers and one voucher.
var (
	VouchersTitle  = Text{"我的卡券", "我的優惠券", "My vouchers"}
	VouchersUsable = Text{"可用", "可用", "To use"}
	VouchersUsed   = Text{"已使用", "已使用", "Used"}
	VouchersGone   = Text{"已失效", "已失效", "Expired"}
	VouchersNone   = Text{"您还没有可用的卡券。去挑一个喜欢的优惠吧。", "您還沒有可用的優惠券。去挑一個喜歡的優惠吧。", "You have no vouchers to use. Pick an offer you like."}
	VouchersNoUsed = Text{"用过的卡券会记在这里。", "用過的優惠券會記在這裡。", "Vouchers you have used are kept here."}
	VouchersNoGone = Text{"没有过期或作废的卡券。", "沒有過期或作廢的優惠券。", "None has expired."}
	VouchersOffers = Text{"看看优惠", "看看優惠", "See offers"}
	VouchersBack   = Text{"查看可用卡券", "查看可用優惠券", "See vouchers to use"}
	VouchersUntil  = Text{"有效期至 %s", "有效期至 %s", "Use it by %s"}
	VouchersDays   = Text{"还剩 %d 天", "尚餘 %d 天", "%d days left"}
	VouchersDay    = Text{"还剩 %d 天", "尚餘 %d 天", "%d day left"}
	VouchersToday  = Text{"今天到期", "今天到期", "Ends today"}
	VouchersUsedAt = Text{"%s 在%s使用", "%s 在%s使用", "Used on %s at %s"}
	VouchersEnded  = Text{"已于 %s 到期", "已於 %s 到期", "Ended on %s"}
	VouchersVoid   = Text{"已作废，积分已退回", "已作廢，積分已退回", "Void; its points came back"}
	VouchersVoidNo = Text{"已作废", "已作廢", "Void"}
	VouchersMore   = Text{"最近的在前", "最近的在前", "Newest first"}
)

// One voucher.
var (
	VoucherNote      = Text{"结账前向店员出示，由店员扫码或输入券码。", "結帳前向店員出示，由店員掃描或輸入券碼。", "Show this before you pay. The staff scan it or type the code."}
	VoucherUsed      = Text{"这张券已使用", "這張券已使用", "This voucher has been used"}
	VoucherThanks    = Text{"谢谢惠顾，祝您愉快。", "多謝惠顧，祝您愉快。", "Thank you. Enjoy it!"}
	VoucherExpired   = Text{"这张券已过期", "這張券已過期", "This voucher has expired"}
	VoucherVoid      = Text{"这张券已作废", "這張券已作廢", "This voucher is void"}
	VoucherVoidText  = Text{"如有疑问，请联系会所客服。", "如有疑問，請聯絡會所客服。", "If you have questions, ask the club."}
	VoucherVoidBack  = Text{"用去的 %s 积分已退回。", "用去的 %s 積分已退回。", "The %s points it took have come back to you."}
	VoucherMerchant  = Text{"商户", "商戶", "Merchant"}
	VoucherWhere     = Text{"使用门店", "使用門店", "Where"}
	VoucherAt        = Text{"使用时间", "使用時間", "When"}
	VoucherBill      = Text{"消费金额", "消費金額", "Bill"}
	VoucherEarned    = Text{"获得积分", "獲得積分", "Points earned"}
	VoucherCode      = Text{"券码", "券碼", "Code"}
	VoucherUse       = Text{"可用时间", "可用時間", "When to use it"}
	VoucherClaimed   = Text{"领取时间", "領取時間", "Claimed"}
	VoucherPrice     = Text{"所用积分", "所用積分", "Points spent"}
	VoucherOffer     = Text{"查看这个优惠", "查看這項優惠", "See the offer"}
	VoucherNotNow    = Text{"现在不在可用时间内", "現在不在可用時間內", "Not at this hour"}
	VoucherFlash     = Text{"领取成功，到店出示即可使用。", "領取成功，到店出示即可使用。", "It is yours. Show it at the till to use it."}
	VoucherBackToAll = Text{"我的卡券", "我的優惠券", "My vouchers"}
)
