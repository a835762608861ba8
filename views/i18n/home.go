package i18n

// The member's first page.
var (
	HomeTitle    = Text{"首页", "首頁", "Home"}
	HomeShow     = Text{"出示会员码", "出示會員碼", "Show my card"}
	HomePoints   = Text{"积分", "積分", "Points"}
	HomeVouchers = Text{"可用卡券", "可用優惠券", "Vouchers"}
	HomeDays     = Text{"%d 天后", "%d 天後", "%d days"}
	HomeDay      = Text{"%d 天后", "%d 天後", "%d day"}
	HomeToday    = Text{"今天", "今天", "Today"}
	HomeNextEnd  = Text{"最近到期", "最近到期", "Next expires"}

	HomeClaim       = Text{"您是业主吗？", "您是業主嗎？", "Do you own a home with us?"}
	HomeClaimText   = Text{"认证房产，领取业主专属优惠。", "認證物業，領取業主專屬優惠。", "Verify it, and the owners' offers are yours."}
	HomeClaimGo     = Text{"认证我的房产", "認證我的物業", "Verify my home"}
	HomeWaiting     = Text{"房产正在核验", "物業正在核驗", "We are checking your home"}
	HomeWaitingText = Text{"%s：有结果会马上通知您。", "%s：有結果會馬上通知您。", "%s: we tell you as soon as it is done."}
	HomeRefused     = Text{"房产未通过核验", "物業未通過核驗", "Your home was not approved"}
	HomeSeeHomes    = Text{"查看详情", "查看詳情", "See why"}
	HomeSeeClaim    = Text{"查看进度", "查看進度", "See how it stands"}

	HomeSoon     = Text{"尽快使用", "盡快使用", "Use these soon"}
	HomeSoonAll  = Text{"全部卡券", "全部優惠券", "All vouchers"}
	HomePicks    = Text{"为您精选", "為您精選", "Picked for you"}
	HomePicksAll = Text{"全部优惠", "全部優惠", "All offers"}
	HomeNoOffers = Text{"新的优惠正在准备，请过几天再来看看。", "新的優惠正在準備，請過幾天再來看看。", "New offers are on their way. Look in again in a few days."}
	HomeMyPoints = Text{"查看积分", "查看積分", "See my points"}
)
