package i18n

// Clause is one part of the terms or of the privacy policy.
type Clause struct{ Title, Text Text }

// The heads of the two texts. The version is db.TermsVersion and db.PrivacyVersion.
var (
	TermsTitle   = Text{"会员条款", "會員條款", "Terms of membership"}
	PrivacyTitle = Text{"隐私政策", "私隱政策", "Privacy policy"}
	TextsVersion = Text{"版本 %s", "版本 %s", "Version %s"}
	TextsAsk     = Text{"有疑问？请致电", "有疑問？請致電", "Questions? Call"}
	TextsOther   = Text{"另请参阅", "另請參閱", "See also"}
)

// TermsClauses are the terms of membership, version 2026-11.
var TermsClauses = []Clause{
	{Text{"谁可以加入", "誰可以加入", "Who may join"},
		Text{"年满 18 岁的人都可以免费加入，一人一个账户。认证房产的会员是业主，其他会员是会友。", "年滿 18 歲的人都可以免費加入，一人一個帳戶。認證物業的會員是業主，其他會員是會友。", "Anyone of 18 or more may join, free of charge, with one account each. Members with a verified home are owners; all others are friends of the club."}},
	{Text{"您的账户", "您的帳戶", "Your account"},
		Text{"请使用您本人的手机号或邮箱，并保管好验证码，不要告诉别人，我们的工作人员也不会向您索要。会员卡和卡券供您本人使用。", "請使用您本人的手機號碼或電郵，並保管好驗證碼，不要告訴別人，我們的職員也不會向您索取。會員卡和優惠券供您本人使用。", "Use a mobile number or e-mail address of your own and keep your codes to yourself: our staff never ask for them. The card and the vouchers are for your own use."}},
	{Text{"认证房产", "認證物業", "Verifying a home"},
		Text{"请如实填写。我们会与业主名册核对；房产转让后，新业主认证之日起，原业主的认证结束。", "請如實填寫。我們會與業主名冊核對；物業轉讓後，自新業主認證之日起，原業主的認證結束。", "Tell us what is true. We compare it with the owners' register. When a home is sold, the verification of the former owner ends once the new owner is verified."}},
	{Text{"优惠与卡券", "優惠與優惠券", "Offers and vouchers"},
		Text{"优惠由合作商户或会所提供，数量、期限和使用条件写在每个优惠里。领取时的条件对您已领的券一直有效。每张券只能使用一次，不能兑换现金。", "優惠由合作商戶或會所提供，數量、期限和使用條件寫在每項優惠裡。領取時的條件對您已領的券一直有效。每張券只能使用一次，不能兌換現金。", "Offers come from our partners or from the club; how many there are, until when and on what conditions is written in each. The conditions at the time you claimed stay good for that voucher. A voucher is used once and cannot be turned into cash."}},
	{Text{"积分", "積分", "Points"},
		Text{"积分在规定期限后到期，到期日可在“我的积分”中查看。积分不能转让，也不能兑换现金。记错的积分，我们会更正并注明。", "積分在規定期限後到期，到期日可在「我的積分」中查看。積分不能轉讓，也不能兌換現金。記錯的積分，我們會更正並註明。", "Points end after a time that you can see on the page of your points. They cannot be passed on or turned into cash. Where points were entered wrongly we put them right and say so."}},
	{Text{"退出与变更", "退出與變更", "Leaving, and changes"},
		Text{"您可以随时联系客服退出。条款有变更时，我们会提前通知；对您不利的变更不影响已领取的卡券。", "您可以隨時聯絡客服退出。條款有變更時，我們會提前通知；對您不利的變更不影響已領取的優惠券。", "You may leave at any time by calling the club. We tell you before these terms change; a change to your disadvantage does not touch vouchers that you hold."}},
}

// PrivacyClauses are the privacy policy, version 2026-11.
var PrivacyClauses = []Clause{
	{Text{"我们收集什么", "我們收集甚麼", "What we collect"},
		Text{"手机号或邮箱、姓名、语言、您选择的楼盘和房产，以及您领取和使用优惠、获得积分的记录。不收集身份证件号码，不读取通讯录和位置。", "手機號碼或電郵、姓名、語言、您選擇的屋苑和物業，以及您領取和使用優惠、獲得積分的記錄。不收集身份證明文件號碼，不讀取通訊錄和位置。", "Your mobile number or e-mail address, name, language, the community and homes you name, and what you claim, use and earn. We do not ask for identity numbers, and we do not read your contacts or your location."}},
	{Text{"用来做什么", "用來做甚麼", "What it is for"},
		Text{"用于登录、认证房产、发放和核销卡券、计算积分，以及在出现问题时帮助您。只有在您同意后，才会发送优惠通知。", "用於登入、認證物業、發放和核銷優惠券、計算積分，以及在出現問題時協助您。只有在您同意後，才會發送優惠通知。", "To sign you in, verify your home, issue and redeem vouchers, count points, and help you when something goes wrong. News of offers is sent only if you have agreed to it."}},
	{Text{"谁能看到", "誰能看到", "Who sees it"},
		Text{"商户收银只看到您的等级和部分姓名，看不到手机号。会所员工按职责查看，打开完整资料会被记录。我们不出售您的资料。", "商戶收銀只看到您的等級和部分姓名，看不到手機號碼。會所職員按職責查看，打開完整資料會被記錄。我們不出售您的資料。", "A merchant's till sees your tier and part of your name, never your number. Our staff see what their work needs, and each opening of the full data is recorded. We do not sell your data."}},
	{Text{"保存多久", "保存多久", "How long we keep it"},
		Text{"会员期间保存。退出后，个人资料会被删除；依法需要保留的账目不再带有您的姓名。登录记录和验证码只短期保存。", "會員期間保存。退出後，個人資料會被刪除；依法需要保留的帳目不再帶有您的姓名。登入記錄和驗證碼只短期保存。", "For as long as you are a member. When you leave, personal data is erased; the accounts that the law has us keep no longer carry your name. Sign-in records and codes are kept for a short time only."}},
	{Text{"Cookie", "Cookie", "Cookies"},
		Text{"只使用登录所必需的 Cookie，没有广告和跟踪，页面不加载其他网站的内容。", "只使用登入所必需的 Cookie，沒有廣告和追蹤，頁面不載入其他網站的內容。", "Only those that signing in needs. There is no advertising and no tracking, and our pages load nothing from other sites."}},
	{Text{"您的权利", "您的權利", "Your rights"},
		Text{"您可以查看和更正自己的资料、撤回同意、索取副本或要求删除。通知设置和登录设备可在“我的”页面自行管理，其他请联系客服。", "您可以查看和更正自己的資料、撤回同意、索取副本或要求刪除。通知設定和登入裝置可在「我的」頁面自行管理，其他請聯絡客服。", "You may see and correct your data, withdraw a consent, ask for a copy or have it erased. Notices and sign-ins are yours to manage on the page \"Me\"; for the rest call the club."}},
}
