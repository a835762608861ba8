package i18n

import (
	"strings"

	"clubhouse/db"
)

// MessageText is a message to a person: its subject (mail only) and its body. Names in braces stand for the message's
// arguments; {club} is the club's name in every one.
type MessageText struct{ Subject, Body Text }

// Messages are the texts of messages that are no notices, by the name that db.Message.Template gives. Claims are told by
// notices today; what was given up of these two before may be sent again. {base} is the club's address.
var Messages = map[string]MessageText{
	"code": {
		Text{"验证码 {code}", "驗證碼 {code}", "Your code: {code}"},
		Text{"【{club}】您的验证码是 {code}，5 分钟内有效。请勿告诉任何人，工作人员也不会向您索要。",
			"【{club}】您的驗證碼是 {code}，5 分鐘內有效。請勿告訴任何人，職員也不會向您索取。",
			"{club}: your code is {code}. It is good for 5 minutes. Tell it to nobody; our staff never ask for it."},
	},
	"code.confirm": {
		Text{"验证码 {code}", "驗證碼 {code}", "Your code: {code}"},
		Text{"【{club}】验证码 {code}，用于确认您本人正在更改账户，5 分钟内有效。如果不是您，请不要告诉任何人，并更改密码。",
			"【{club}】驗證碼 {code}，用於確認您本人正在更改帳戶，5 分鐘內有效。如果不是您，請不要告訴任何人，並更改密碼。",
			"{club}: {code} confirms that it is you who changes your account. It is good for 5 minutes. If it is not you, tell it to nobody and change your password."},
	},
	"code.change": {
		Text{"验证码 {code}", "驗證碼 {code}", "Your code: {code}"},
		Text{"【{club}】验证码 {code}，用于更换您登录用的手机号或邮箱，5 分钟内有效。如果不是您在更换，请不要告诉任何人。",
			"【{club}】驗證碼 {code}，用於更換您登入用的手機號碼或電郵，5 分鐘內有效。如果不是您在更換，請不要告訴任何人。",
			"{club}: {code} is for changing the mobile number or e-mail address that you sign in with. It is good for 5 minutes. If it is not you who changes it, tell it to nobody."},
	},
	"code.join": {
		Text{"入会验证码 {code}", "入會驗證碼 {code}", "Your code to join: {code}"},
		Text{"【{club}】入会验证码 {code}，5 分钟内有效。把它告诉您面前的工作人员，即表示您已年满 18 岁，并同意加入及会员条款、隐私政策（{base}/terms）。不想加入请不要告诉任何人。",
			"【{club}】入會驗證碼 {code}，5 分鐘內有效。把它告訴您面前的職員，即表示您已年滿 18 歲，並同意加入及會員條款、私隱政策（{base}/terms）。不想加入請不要告訴任何人。",
			"{club}: {code} is your code to join, good for 5 minutes. By reading it to the staff before you, you say that you are 18 or older and agree to join, to the terms and to the privacy policy ({base}/terms). If you do not want to join, tell it to nobody."},
	},
	"contact.changed": {
		Text{"您的登录方式已更换", "您的登入方式已更換", "Your sign-in has changed"},
		Text{"【{club}】您登录用的手机号或邮箱已由 {was} 更换为 {is}。如果不是您本人操作，请立即致电 {hotline}。",
			"【{club}】您登入用的手機號碼或電郵已由 {was} 更換為 {is}。如果不是您本人操作，請立即致電 {hotline}。",
			"{club}: you now sign in with {is}; it was {was}. If this was not you, call {hotline} at once."},
	},
	"contact.added": {
		Text{"您的账户加了一种登录方式", "您的帳戶加了一種登入方式", "Another way to sign in was added"},
		Text{"【{club}】您的账户刚刚加上了 {is}，以后可以用它登录。如果不是您本人操作，请立即致电 {hotline}。",
			"【{club}】您的帳戶剛剛加上了 {is}，以後可以用它登入。如果不是您本人操作，請立即致電 {hotline}。",
			"{club}: {is} was added to your account, and signs you in from now on. If this was not you, call {hotline} at once."},
	},
	"phone.freed": {
		Text{"您的手机号已解除", "您的手機號碼已解除", "Your mobile number was taken off"},
		Text{"【{club}】手机号 {was} 的新机主已验证该号码，它已从您的账户解除。您可以用邮箱登录并添加新的号码。如有疑问，请致电 {hotline}。",
			"【{club}】手機號碼 {was} 的新機主已驗證該號碼，它已從您的帳戶解除。您可以用電郵登入並加入新的號碼。如有疑問，請致電 {hotline}。",
			"{club}: somebody else has proven that {was} is their number now, so it was taken off your account. Sign in by e-mail and add your new one. If this is wrong, call {hotline}."},
	},
	"password.changed": {
		Text{"您的密码已更改", "您的密碼已更改", "Your password has changed"},
		Text{"【{club}】您的密码刚刚更改，其他设备已退出登录。如果不是您本人操作，请立即致电 {hotline}。",
			"【{club}】您的密碼剛剛更改，其他裝置已登出。如果不是您本人操作，請立即致電 {hotline}。",
			"{club}: your password has just been changed, and other devices are signed out. If this was not you, call {hotline} at once."},
	},
	"passkey.added": {
		Text{"已添加通行密钥", "已加入通行密鑰", "A passkey was added"},
		Text{"【{club}】您的账户刚刚添加了一个通行密钥。如果不是您本人操作，请立即致电 {hotline}。",
			"【{club}】您的帳戶剛剛加入了一個通行密鑰。如果不是您本人操作，請立即致電 {hotline}。",
			"{club}: a passkey has just been added to your account. If this was not you, call {hotline} at once."},
	},
	"till_code": tillCode,
	"test": {
		Text{"测试消息", "測試訊息", "A test"},
		Text{"【{club}】这是一条测试消息。收到它，说明发送通道正常。",
			"【{club}】這是一則測試訊息。收到它，說明發送通道正常。",
			"{club}: this is a test. That you read it says that our sender works."},
	},
	"claim.verified": {
		Text{"您的房产已认证", "您的物業已認證", "Your home is verified"},
		Text{"【{club}】您的房产已认证，欢迎以业主身份享用全部权益。",
			"【{club}】您的物業已認證，歡迎以業主身份享用全部禮遇。",
			"{club}: your home has been verified. Welcome as an owner; all the club's perks are yours."},
	},
	"claim.refused": {
		Text{"房产认证未通过", "物業認證未通過", "About your home"},
		Text{"【{club}】您的房产认证未通过：{reason}。您可以在“我的房产”里重新提交。",
			"【{club}】您的物業認證未通過：{reason}。您可以在「我的物業」裡重新提交。",
			"{club}: we could not verify your home: {reason}. You can claim it again under My homes."},
	},
	"staff.invited": {
		Text{"邀请您加入{club}后台", "邀請您加入{club}後台", "Your invitation to the desk of {club}"},
		Text{"{name}，您好。您已获邀使用{club}的后台。请在一天内打开这个链接，设置密码并绑定验证器：{base}{path} 这个链接只属于您，请勿转发。",
			"{name}，您好。您已獲邀使用{club}的後台。請在一天內開啟這個連結，設定密碼並綁定驗證器：{base}{path} 這個連結只屬於您，請勿轉發。",
			"Hello {name}. You are invited to the desk of {club}. Within a day, open this link to choose a password and connect an authenticator: {base}{path} It is yours alone: do not pass it on."},
	},
	"staff.reset": {
		Text{"您的{club}验证器已重置", "您的{club}驗證器已重設", "Your authenticator for {club} was reset"},
		Text{"{name}，您好。管理员已重置您的验证器，原来的验证器和恢复码不再有效。请在一天内打开这个链接，重新设置密码并绑定验证器：{base}{path} 如果您没有提出过，请立即联系管理员。",
			"{name}，您好。管理員已重設您的驗證器，原來的驗證器和恢復碼不再有效。請在一天內開啟這個連結，重新設定密碼並綁定驗證器：{base}{path} 如果您沒有提出過，請立即聯絡管理員。",
			"Hello {name}. An administrator has reset your authenticator; the old one and its recovery codes no longer work. Within a day, open this link to choose a password and connect an authenticator again: {base}{path} If you did not ask for this, tell an administrator at once."},
	},
}

// Fill answers the message's subject and body in l.
func (m MessageText) Fill(l db.Locale, club db.Text, args map[string]string) (subject, body string) {
	pairs := []string{"{club}", club.In(l)}
	for k, v := range args {
		pairs = append(pairs, "{"+k+"}", v)
	}
	r := strings.NewReplacer(pairs...)
	return r.Replace(m.Subject.In(l)), r.Replace(m.Body.In(l))
}
