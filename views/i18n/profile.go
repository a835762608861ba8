package i18n

// The member's own page.
var (
	ProfileTitle    = Text{"我的", "我的", "Me"}
	ProfileNumber   = Text{"会员号", "會員編號", "Number"}
	ProfileTier     = Text{"等级", "等級", "Tier"}
	ProfileClass    = Text{"身份", "身份", "Membership"}
	ProfilePhone    = Text{"手机", "手機", "Mobile"}
	ProfileEmail    = Text{"邮箱", "電郵", "E-mail"}
	ProfileSince    = Text{"入会", "入會", "Since"}
	ProfileHomes    = Text{"我的房产", "我的物業", "My homes"}
	ProfilePoints   = Text{"我的积分", "我的積分", "My points"}
	ProfileVouchers = Text{"我的卡券", "我的優惠券", "My vouchers"}
	ProfileTerms    = Text{"会员条款", "會員條款", "Terms"}
	ProfilePrivacy  = Text{"隐私政策", "私隱政策", "Privacy"}
	ProfileHotline  = Text{"客服热线", "客服熱線", "Hotline"}
	ProfileMasked   = Text{"手机和邮箱只显示一部分。查看或更换", "手機和電郵只顯示一部分。查看或更換", "Your number and address are shown in part. See or change them"}

	ProfileLanguage     = Text{"语言", "語言", "Language"}
	ProfileLanguageHint = Text{"页面和消息都用这种语言。", "頁面和訊息都用這種語言。", "For pages and for messages."}
	ProfileSaveLanguage = Text{"保存语言", "儲存語言", "Save the language"}
	ProfileService      = Text{"会员事务通知", "會員事務通知", "About my membership"}
	ProfileServiceHint  = Text{"房产认证结果、快到期的卡券等。不论怎样选择，都可以在“消息”里看到。", "物業認證結果、快到期的優惠券等。不論怎樣選擇，都可以在「訊息」裡看到。", "Decisions on your home, vouchers that end. Whatever you choose, you find them under Messages."}
	ProfileServiceEmail = Text{"也用邮件告诉我", "也以電郵通知我", "By e-mail too"}
	ProfileServiceSMS   = Text{"也用短信告诉我（晚上 9 点至早上 9 点不发）", "也以短訊通知我（晚上 9 時至早上 9 時不發）", "By SMS too (none from 9 p.m. to 9 a.m.)"}
	ProfileSaveService  = Text{"保存会员通知", "儲存會員通知", "Save how we tell you"}
	ProfileNews         = Text{"新优惠通知", "新優惠通知", "News of offers"}
	ProfileNewsHint     = Text{"随时可以更改，不影响会员权益。", "隨時可以更改，不影響會員權益。", "Change it whenever you like; your membership stays the same."}
	ProfileSMS          = Text{"用短信告诉我", "以短訊通知我", "Tell me by SMS"}
	ProfileNewsEmail    = Text{"用邮件告诉我", "以電郵通知我", "Tell me by e-mail"}
	ProfileSaveNews     = Text{"保存通知设置", "儲存通知設定", "Save my choice"}

	ProfileSessions    = Text{"登录中的设备", "登入中的裝置", "Where you are signed in"}
	ProfileSessionHint = Text{"不认识的设备？请让它退出。", "不認識的裝置？請讓它登出。", "One that you do not know? Sign it out."}
	ProfileHere        = Text{"本机", "本機", "This one"}
	ProfileSeen        = Text{"最近使用 %s", "最近使用 %s", "Last used %s"}
	ProfileEndSession  = Text{"退出", "登出", "Sign it out"}
	ProfileEndSpoken   = Text{"退出：%s", "登出：%s", "Sign it out: %s"}
	ProfileDevice      = Text{"其他设备", "其他裝置", "Another device"}
	ProfileWeChat      = Text{"微信", "微信", "WeChat"}
)
