package i18n

// The first page, for anyone.
var (
	LandingTitle = Text{"业主的好生活，从这里开始", "業主的美好生活，由這裡開始", "Living well starts at home"}
	LandingText  = Text{"一张会员卡，精选商户的专属优惠，每次消费都有积分。加入免费，只需一分钟。", "一張會員卡，精選商戶的專屬優惠，每次消費都有積分。加入免費，只需一分鐘。", "One card, offers from partners chosen for you, and points each time you spend. Joining is free and takes a minute."}
	LandingJoin  = Text{"加入或登录", "加入或登入", "Join or sign in"}
	LandingYou   = Text{"您的姓名", "您的姓名", "Your name"}
	LandingWhere = Text{"业主与会友", "業主與會友", "Owners and friends"}

	LandingOffers    = Text{"会员正在享用", "會員正在享用", "What members enjoy now"}
	LandingOfferText = Text{"加入后即可领取", "加入後即可領取", "Yours once you have joined"}
	LandingOwners    = Text{"业主专享", "業主專享", "For owners"}
	LandingPoints    = Text{"会员用 %s 积分兑换", "會員以 %s 積分換領", "Members claim it for %s points"}
	LandingGets      = Text{"会员能得到什么", "會員可享甚麼", "What members get"}
	LandingGet1      = Text{"专属优惠", "專屬優惠", "Offers for members"}
	LandingGet1Text  = Text{"餐饮、酒店、健康、家居，免费领取，到店出示即可。", "餐飲、酒店、健康、家居，免費領取，到店出示即可。", "Dining, hotels, health, home services: claim one here, show it at the till."}
	LandingGet2      = Text{"消费积分", "消費積分", "Points as you spend"}
	LandingGet2Text  = Text{"在合作商户消费即可累积，用来兑换更多礼遇。", "在合作商戶消費即可累積，用來換取更多禮遇。", "Earn them with our partners and spend them on more."}
	LandingGet3      = Text{"业主礼遇", "業主禮遇", "More for owners"}
	LandingGet3Text  = Text{"认证房产后成为业主会员。还没有房产？年满 18 岁也欢迎以会友身份加入。", "認證物業後成為業主會員。還沒有物業？年滿 18 歲也歡迎以會友身份加入。", "Verify your home to join as an owner. No home with us yet? Anyone of 18 or more is welcome as a friend."}

	LandingTerms   = Text{"会员条款", "會員條款", "Terms"}
	LandingPrivacy = Text{"隐私政策", "私隱政策", "Privacy"}
	LandingHotline = Text{"客服热线", "客服熱線", "Hotline"}
	LandingTill    = Text{"商户登录", "商戶登入", "Merchants"}
)

// A code of ours that somebody's camera has opened.
var (
	ScannedVoucher     = Text{"这是一张卡券", "這是一張優惠券", "This is a voucher"}
	ScannedVoucherText = Text{"请在收银台向店员出示，由店员用商户页面扫描。如果是您的券，登录后可以查看。", "請在收銀處向店員出示，由店員用商戶頁面掃描。如果是您的券，登入後可以查看。", "Show it to the staff at the till, who scan it from their own page. If it is yours, sign in to see it."}
	ScannedTill        = Text{"我是店员，登录收银", "我是店員，登入收銀", "I work at the till: sign in"}
	ScannedMember      = Text{"我是会员，登录", "我是會員，登入", "I am a member: sign in"}
)
