package i18n

// The demo's outbox, its own page.
var (
	OutboxTitle    = Text{"演示：短信与邮件", "示範：短訊與電郵", "Demo: messages sent"}
	OutboxText     = Text{"演示里发出的短信和邮件都留在这里，不会寄给任何人。", "示範中發出的短訊與電郵都留在這裡，不會寄給任何人。", "Messages of the demo stay here; nothing is sent to anybody."}
	OutboxRefresh  = Text{"刷新", "重新整理", "Refresh"}
	OutboxMessages = Text{"消息", "訊息", "Messages"}
	OutboxEmpty    = Text{"还没有消息。去登录页要一个验证码，再回来刷新。", "暫時沒有訊息。到登入頁索取驗證碼，再回來重新整理。", "No messages yet. Ask for a code at the sign-in page, then refresh this one."}
	OutboxSignIns  = Text{"可用的账号", "可用的帳戶", "Accounts to try"}
	OutboxChanges  = Text{"会员和收银员用上面收到的验证码登录。职员用邮箱、密码和身份验证器的六位数字，数字 %d 秒后更换，每组只能用一次。", "會員與收銀員以上方收到的驗證碼登入。職員以電郵、密碼及驗證器的六位數字登入，數字於 %d 秒後更換，每組只能用一次。", "Members and tills sign in with a code that appears above. Staff need their e-mail, the password and six digits, which change in %d s and are good once."}
	OutboxWho      = Text{"身份", "身份", "Who"}
	OutboxName     = Text{"姓名", "姓名", "Name"}
	OutboxLogin    = Text{"手机或邮箱", "手機或電郵", "Phone or e-mail"}
	OutboxPassword = Text{"所有职员的密码", "所有職員的密碼", "Password of all staff"}
	OutboxDigits   = Text{"六位数字", "六位數字", "Six digits"}
	OutboxByCode   = Text{"用验证码", "用驗證碼", "By code"}
	OutboxGo       = Text{"去登录", "前往登入", "Sign in"}
	OutboxOwner    = Text{"业主", "業主", "Homeowner"}
	OutboxOnly     = Text{"%s（仅%s）", "%s（只限%s）", "%s, %s only"}
	OutboxAt       = Text{"%s，%s", "%s，%s", "%s, %s"}
)
