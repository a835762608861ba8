package i18n

import (
	"strings"

	"clubhouse/db"
)

// MessageText is a message to a person: its subject (mail only) and its body. Names in braces stand for the message's
// arguments; {club} is the club's name in every one.
type MessageText struct{ Subject, Body Text }

// Messages are the texts of all messages, by the name that db.Message.Template gives.
var Messages = map[string]MessageText{
	"code": {
		Text{"验证码 {code}", "驗證碼 {code}", "Your code: {code}"},
		Text{"【{club}】您的验证码是 {code}，5 分钟内有效。请勿告诉任何人，工作人员也不会向您索要。",
			"【{club}】您的驗證碼是 {code}，5 分鐘內有效。請勿告訴任何人，職員也不會向您索取。",
			"{club}: your code is {code}. It is good for 5 minutes. Tell it to nobody; our staff never ask for it."},
	},
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
