package i18n

// The member's points.
var (
	PointsTitle   = Text{"我的积分", "我的積分", "My points"}
	PointsBalance = Text{"可用积分", "可用積分", "Points to spend"}
	PointsEnding  = Text{"积分到期", "積分到期", "When they expire"}
	PointsEnd     = Text{"%s 到期", "%s 到期", "until %s"}
	PointsHistory = Text{"明细", "明細", "History"}
	PointsNone    = Text{"还没有积分。在合作商户消费时出示卡券，即可累积。", "還沒有積分。在合作商戶消費時出示優惠券，即可累積。", "No points yet. Show a voucher when you spend with our partners, and they add up."}
	PointsOffers  = Text{"看看优惠", "看看優惠", "See offers"}
	PointsSpend   = Text{"用积分兑换优惠", "用積分換領優惠", "Spend points on offers"}
	PointsRule1   = Text{"每消费 %[2]s 得 %[1]d 积分。", "每消費 %[2]s 得 %[1]d 積分。", "Each full %[2]s you spend earns %[1]d point."}
	PointsRule    = Text{"每消费 %[2]s 得 %[1]d 积分。", "每消費 %[2]s 得 %[1]d 積分。", "Each full %[2]s you spend earns %[1]d points."}
)
