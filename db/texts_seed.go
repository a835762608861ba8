package db

// seedTexts are the first versions of the texts that a joining person agrees to, as every club begins. They are put into
// the books with the club's own first version of them.
var seedTexts = map[TextKind]Text{
	Terms: {
		`# 谁可以加入
年满 18 岁的人都可以免费加入，一人一个账户。认证房产的会员是业主，其他会员是会友。

# 您的账户
请使用您本人的手机号或邮箱，并保管好验证码，不要告诉别人，我们的工作人员也不会向您索要。会员卡和卡券供您本人使用。

# 认证房产
请如实填写。我们会与业主名册核对；房产转让后，新业主认证之日起，原业主的认证结束。

# 优惠与卡券
优惠由合作商户或会所提供，数量、期限和使用条件写在每个优惠里。领取时的条件对您已领的券一直有效。每张券只能使用一次，不能兑换现金。

# 积分
积分在规定期限后到期，到期日可在“我的积分”中查看。积分不能转让，也不能兑换现金。记错的积分，我们会更正并注明。

# 退出与变更
您可以随时联系客服退出。条款有变更时，我们会提前通知；对您不利的变更不影响已领取的卡券。`,
		`# 誰可以加入
年滿 18 歲的人都可以免費加入，一人一個帳戶。認證物業的會員是業主，其他會員是會友。

# 您的帳戶
請使用您本人的手機號碼或電郵，並保管好驗證碼，不要告訴別人，我們的職員也不會向您索取。會員卡和優惠券供您本人使用。

# 認證物業
請如實填寫。我們會與業主名冊核對；物業轉讓後，自新業主認證之日起，原業主的認證結束。

# 優惠與優惠券
優惠由合作商戶或會所提供，數量、期限和使用條件寫在每項優惠裡。領取時的條件對您已領的券一直有效。每張券只能使用一次，不能兌換現金。

# 積分
積分在規定期限後到期，到期日可在「我的積分」中查看。積分不能轉讓，也不能兌換現金。記錯的積分，我們會更正並註明。

# 退出與變更
您可以隨時聯絡客服退出。條款有變更時，我們會提前通知；對您不利的變更不影響已領取的優惠券。`,
		`# Who may join
Anyone of 18 or more may join, free of charge, with one account each. Members with a verified home are owners; all others are friends of the club.

# Your account
Use a mobile number or e-mail address of your own and keep your codes to yourself: our staff never ask for them. The card and the vouchers are for your own use.

# Verifying a home
Tell us what is true. We compare it with the owners' register. When a home is sold, the verification of the former owner ends once the new owner is verified.

# Offers and vouchers
Offers come from our partners or from the club; how many there are, until when and on what conditions is written in each. The conditions at the time you claimed stay good for that voucher. A voucher is used once and cannot be turned into cash.

# Points
Points end after a time that you can see on the page of your points. They cannot be passed on or turned into cash. Where points were entered wrongly we put them right and say so.

# Leaving, and changes
You may leave at any time by calling the club. We tell you before these terms change; a change to your disadvantage does not touch vouchers that you hold.`,
	},
	Privacy: {
		`# 我们收集什么
手机号或邮箱、姓名、语言、您选择的楼盘和房产，以及您领取和使用优惠、获得积分的记录。不收集身份证件号码，不读取通讯录和位置。

# 用来做什么
用于登录、认证房产、发放和核销卡券、计算积分，以及在出现问题时帮助您。只有在您同意后，才会发送优惠通知。

# 谁能看到
商户收银只看到您的等级和部分姓名，看不到手机号。会所员工按职责查看，打开完整资料会被记录。我们不出售您的资料。

# 保存多久
会员期间保存。退出后，个人资料会被删除；依法需要保留的账目不再带有您的姓名。登录记录和验证码只短期保存。

# Cookie
只使用登录所必需的 Cookie，没有广告和跟踪，页面不加载其他网站的内容。

# 您的权利
您可以查看和更正自己的资料、撤回同意、索取副本或要求删除。通知设置和登录设备可在“我的”页面自行管理，其他请联系客服。`,
		`# 我們收集甚麼
手機號碼或電郵、姓名、語言、您選擇的屋苑和物業，以及您領取和使用優惠、獲得積分的記錄。不收集身份證明文件號碼，不讀取通訊錄和位置。

# 用來做甚麼
用於登入、認證物業、發放和兌換優惠券、計算積分，以及在出現問題時協助您。只有在您同意後，才會發送優惠通知。

# 誰能看到
商戶收銀只看到您的等級和部分姓名，看不到手機號碼。會所職員按職責查看，打開完整資料會被記錄。我們不出售您的資料。

# 保存多久
會員期間保存。退出後，個人資料會被刪除；依法需要保留的帳目不再帶有您的姓名。登入記錄和驗證碼只短期保存。

# Cookie
只使用登入所必需的 Cookie，沒有廣告和追蹤，頁面不載入其他網站的內容。

# 您的權利
您可以查看和更正自己的資料、撤回同意、索取副本或要求刪除。通知設定和登入裝置可在「我的」頁面自行管理，其他請聯絡客服。`,
		`# What we collect
Your mobile number or e-mail address, name, language, the community and homes you name, and what you claim, use and earn. We do not ask for identity numbers, and we do not read your contacts or your location.

# What it is for
To sign you in, verify your home, issue and redeem vouchers, count points, and help you when something goes wrong. News of offers is sent only if you have agreed to it.

# Who sees it
A merchant's till sees your tier and part of your name, never your number. Our staff see what their work needs, and each opening of the full data is recorded. We do not sell your data.

# How long we keep it
For as long as you are a member. When you leave, personal data is erased; the accounts that the law has us keep no longer carry your name. Sign-in records and codes are kept for a short time only.

# Cookies
Only those that signing in needs. There is no advertising and no tracking, and our pages load nothing from other sites.

# Your rights
You may see and correct your data, withdraw a consent, ask for a copy or have it erased. Notices and sign-ins are yours to manage on the page "Me"; for the rest call the club.`,
	},
}

// seedVersion is what consents to these record.
const seedVersion = "2026-11"
