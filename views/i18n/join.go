package i18n

import "clubhouse/db"

// Signing in by one-time code.
var (
	EnterTitle = Text{"登录或加入", "登入或加入", "Sign in or join"}
	EnterText  = Text{"输入手机号或邮箱，我们会发送 6 位验证码，无需密码。", "輸入手機號碼或電郵，我們會發送 6 位驗證碼，無需密碼。", "Enter your mobile number or e-mail address. We send you a code of 6 digits; no password is needed."}
	EnterField = Text{"手机号或邮箱", "手機號碼或電郵", "Mobile number or e-mail address"}
	EnterHint  = Text{"内地手机直接输入 11 位号码；其他地区请加区号，如 +852。", "香港手機直接輸入 8 位號碼；其他地區請加區號，如 +86。", "For mainland China type the 11 digits. For anywhere else start with the country code, such as +852."}
	EnterSend  = Text{"获取验证码", "索取驗證碼", "Send me a code"}
	EnterAgree = Text{"第一次来？验证后填写姓名即可加入。", "第一次來？驗證後填寫姓名即可加入。", "New here? Once the code is entered, your name is all it takes to join."}

	CodeTitle  = Text{"输入验证码", "輸入驗證碼", "Enter the code"}
	CodeSent   = Text{"验证码已发送至 %s，5 分钟内有效。", "驗證碼已發送至 %s，5 分鐘內有效。", "We have sent a code to %s. It is good for 5 minutes."}
	CodeField  = Text{"6 位验证码", "6 位驗證碼", "Code of 6 digits"}
	CodeGo     = Text{"继续", "繼續", "Continue"}
	CodeLate   = Text{"没有收到？", "沒有收到？", "Nothing arrived?"}
	CodeWait   = Text{"%d 秒后可以重新发送。", "%d 秒後可以重新發送。", "You can ask for another in %d seconds."}
	CodeWait1  = Text{"%d 秒后可以重新发送。", "%d 秒後可以重新發送。", "You can ask for another in %d second."}
	CodeCheck  = Text{"请看看短信拦截和垃圾邮件。", "請看看短訊攔截和垃圾郵件。", "Check your blocked messages and junk mail."}
	CodeOr     = Text{"也可以重新发送。", "也可以重新發送。", "Or ask for another."}
	CodeResend = Text{"重新发送", "重新發送", "Send another code"}
	CodeChange = Text{"换一个号码或邮箱", "換一個號碼或電郵", "Use another number or address"}
)

// Joining.
var (
	JoinText          = Text{"%s 已验证。再填几项就好。", "%s 已驗證。再填幾項就好。", "%s is verified. Just a few more things."}
	JoinName          = Text{"姓名", "姓名", "Name"}
	JoinNameHint      = Text{"如果您是业主，请与购房合同上的姓名一致，便于自动认证。", "如果您是業主，請與買賣合約上的姓名一致，便於自動認證。", "If you own a home with us, write it as in the contract, so that we can verify you at once."}
	JoinLanguage      = Text{"语言", "語言", "Language"}
	JoinCommunity     = Text{"您所在的楼盘", "您所在的屋苑", "Your community"}
	JoinCommunityHint = Text{"不是业主或不在列表中，可以不选。", "不是業主或不在列表中，可以不選。", "Leave it open if you are not an owner or it is not in the list."}
	JoinNoCommunity   = Text{"不选择", "不選擇", "None"}
	JoinAdult         = Text{"我已年满 18 岁", "我已年滿 18 歲", "I am 18 or older"}
	JoinTerms         = Text{"我已阅读并同意会员条款", "我已閱讀並同意會員條款", "I have read and agree to the terms"}
	JoinPrivacy       = Text{"我已阅读并同意隐私政策", "我已閱讀並同意私隱政策", "I have read and agree to the privacy policy"}
	JoinRead          = Text{"请先阅读：", "請先閱讀：", "Read them first:"}
	JoinNext          = Text{"继续", "繼續", "Continue"}
	JoinBack          = Text{"上一步", "上一步", "Back"}
	JoinKept          = Text{"每一步都会保存，关掉页面也可以回来继续。", "每一步都會儲存，關閉頁面也可以回來繼續。", "Each step is kept: you can close the page and go on later."}
	JoinAgreeText     = Text{"%s，欢迎。每一项都单独记录，通知随时可以关闭。", "%s，歡迎。每一項都單獨記錄，通知隨時可以關閉。", "Welcome, %s. Each is recorded on its own; messages can be switched off at any time."}
	JoinService       = Text{"用短信或邮件告诉我会员事务", "以短訊或電郵告訴我會員事務", "Tell me about my membership by SMS or e-mail"}
	JoinServiceHint   = Text{"例如房产认证结果、快到期的卡券。之后随时可以更改。", "例如物業認證結果、快到期的優惠券。之後隨時可以更改。", "Decisions on my home, vouchers that end. You can change your mind at any time."}
	JoinNews          = Text{"新优惠通知", "新優惠通知", "News of offers"}
	JoinNewsHint      = Text{"不选也不影响会员权益，之后随时可以更改。", "不選也不影響會員權益，之後隨時可以更改。", "You lose nothing without them, and can change your mind at any time."}
	JoinSMS           = Text{"用短信告诉我", "以短訊通知我", "Tell me by SMS"}
	JoinEmail         = Text{"用邮件告诉我", "以電郵通知我", "Tell me by e-mail"}
	JoinGo            = Text{"加入", "加入", "Join the club"}
)

// JoinTitles stand over the pages of the joining form, JoinSteps in its list of steps.
var (
	JoinTitles = map[db.JoinPart]Text{
		db.JoinPerson: {"欢迎！请问您是？", "歡迎！請問您是？", "Welcome! Who are you?"},
		db.JoinPlace:  {"您住在哪里？", "您住在哪裡？", "Where do you live?"},
		db.JoinAgree:  {"最后，请您同意", "最後，請您同意", "Last, what you agree to"},
	}
	JoinSteps = map[db.JoinPart]Text{
		db.JoinPerson: {"您的姓名", "您的姓名", "You"},
		db.JoinPlace:  {"楼盘和语言", "屋苑和語言", "Community"},
		db.JoinAgree:  {"同意", "同意", "Agree"},
	}
)
