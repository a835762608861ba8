package i18n

import (
	"time"

	"clubhouse/db"
)

// The desk's page of what goes on behind the club.
var (
	DeskWorkTitle   = Text{"后台任务", "後台工作", "Background work"}
	DeskWorkText    = Text{"会所在后台自动完成的工作：定时任务，以及发给会员的短信和邮件。", "會所在後台自動完成的工作：定時工作，以及發給會員的短訊和電郵。", "What the club does automatically: its regular tasks, and the messages it sends."}
	DeskWorkClock   = Text{"定时任务", "定時工作", "Regular tasks"}
	DeskWorkTask    = Text{"任务", "工作", "Task"}
	DeskWorkEvery   = Text{"间隔", "間隔", "Every"}
	DeskWorkLast    = Text{"上次", "上次", "Last"}
	DeskWorkTook    = Text{"用时", "用時", "Took"}
	DeskWorkNext    = Text{"下次", "下次", "Next"}
	DeskWorkState   = Text{"结果", "結果", "Result"}
	DeskWorkGood    = Text{"正常", "正常", "Fine"}
	DeskWorkNow     = Text{"进行中", "進行中", "Running"}
	DeskWorkNever   = Text{"尚未执行", "尚未執行", "Not yet"}
	DeskWorkFailed  = Text{"连续失败 %d 次", "連續失敗 %d 次", "Failed %d times in a row"}
	DeskWorkQueue   = Text{"消息", "訊息", "Messages"}
	DeskWorkIdle    = Text{"没有等待发送的消息。", "沒有等待發送的訊息。", "No messages are waiting to be sent."}
	DeskWorkWaits   = Text{"%d 条等待发送，最早的一条从 %s 起。", "%d 則等待發送，最早的一則由 %s 起。", "%d waiting to be sent, the first since %s."}
	DeskWorkDead    = Text{"未能发出", "未能發出", "Not delivered"}
	DeskWorkDeadHow = Text{"试过 12 次仍未发出的消息，保留 30 天。先解决下面写明的原因，再重新发送。", "試過 12 次仍未發出的訊息，保留 30 天。先解決下面寫明的原因，再重新發送。", "Messages that could not be sent in 12 tries. They are kept for 30 days: fix the cause named here, then send them again."}
	DeskWorkNone    = Text{"没有未能发出的消息。", "沒有未能發出的訊息。", "No messages have been given up."}
	DeskWorkWhat    = Text{"消息", "訊息", "Message"}
	DeskWorkTo      = Text{"收件人", "收件人", "To"}
	DeskWorkWhy     = Text{"原因", "原因", "Cause"}
	DeskWorkSaid    = Text{"服务器原话：", "伺服器原文：", "In the server's words:"}
	DeskWorkGaveUp  = Text{"放弃时间", "放棄時間", "Given up"}
	DeskWorkAgain   = Text{"重新发送", "重新發送", "Send again"}
	DeskWorkAgainTo = Text{"重新发送给 %s", "重新發送給 %s", "Send again to %s"}
	DeskWorkOver    = Text{"已过时", "已過時", "Out of date"}
	DeskWorkOther   = Text{"其他（%s）", "其他（%s）", "Other (%s)"}
)

// Tasks are the names of what the club does again and again.
var Tasks = map[string]Text{
	db.TaskSweep.Name:    {"清理过期数据", "清理過期資料", "Clear out what has expired"},
	db.TaskTerms.Name:    {"更新姓名检索", "更新姓名檢索", "Keep names searchable"},
	db.TaskExpire.Name:   {"到期积分处理", "到期積分處理", "Expire points"},
	db.TaskSeal.Name:     {"封存审计日志", "封存審計日誌", "Seal the audit log"},
	db.TaskBirthday.Name: {"生日问候", "生日問候", "Birthday greetings"},
	db.TaskErase.Name:    {"清除退会会员", "清除退會會員", "Erase members who have left"},
	db.TaskTell.Name:     {"卡券到期提醒", "優惠券到期提示", "Remind members of expiring vouchers"},
}

// MessageNames say which message it is, by db.Message.Template.
var MessageNames = map[string]Text{
	"code":             {"验证码", "驗證碼", "One-time code"},
	"code.confirm":     {"验证码（确认本人）", "驗證碼（確認本人）", "Code to confirm who it is"},
	"code.change":      {"验证码（更换联系方式）", "驗證碼（更換聯絡方式）", "Code to change phone or e-mail"},
	"code.join":        {"入会验证码", "入會驗證碼", "Code to join at the counter"},
	"contact.changed":  {"联系方式已更换", "聯絡方式已更換", "Phone or e-mail changed"},
	"contact.added":    {"联系方式已添加", "聯絡方式已加入", "Phone or e-mail added"},
	"phone.freed":      {"手机号已解除", "手機號碼已解除", "Phone taken off"},
	"password.changed": {"密码已更改", "密碼已更改", "Password changed"},
	"passkey.added":    {"已添加通行密钥", "已加入通行密鑰", "Passkey added"},
	"claim.verified":   {"房产认证通过", "物業認證通過", "Home verified"},
	"claim.refused":    {"房产认证未通过", "物業認證未通過", "Home claim refused"},
	"staff.invited":    {"后台邀请", "後台邀請", "Invitation to the desk"},
	"staff.reset":      {"重置验证器", "重設驗證器", "Authenticator reset"},
	"test":             {"测试消息", "測試訊息", "Test message"},
}

// SendCauses say why a message did not go out, and what to do about it, by its cause.
var SendCauses = map[string]Text{
	db.CauseUnreachable: {"连接不上服务器。请检查地址和网络。", "未能連接伺服器。請檢查地址和網絡。", "The server cannot be reached. Check its address and the network."},
	db.CauseUnsafe:      {"无法与服务器建立加密连接。请检查证书和加密方式。", "未能與伺服器建立加密連線。請檢查證書和加密方式。", "No encrypted connection to the server could be made. Check its certificate and the encryption that is set."},
	db.CauseSignIn:      {"服务器不接受会所的用户名、密码或密钥。请检查部署设定。", "伺服器不接受會所的用戶名稱、密碼或密鑰。請檢查部署設定。", "The server does not accept the club's user name, password or key. Check how they are set."},
	db.CauseAddress:     {"服务器不接受收件人的号码或邮箱。请核对。", "伺服器不接受收件人的號碼或電郵。請核對。", "The server does not accept the recipient's number or address. Check it."},
	db.CauseBusy:        {"服务器暂时不收消息。", "伺服器暫時不收訊息。", "The server was not taking messages for the moment."},
	db.CauseRefused:     {"服务器拒收这条消息。请联系服务商。", "伺服器拒收這則訊息。請聯絡服務商。", "The server refused the message. Ask its provider."},
	db.CauseNoSender:    {"会所没有设置这个发送通道。", "會所沒有設定這個發送通道。", "The club has no sender for this channel."},
	db.CauseOther:       {"发送时出错。", "發送時出錯。", "Sending failed."},
}

// SendCause is that sentence for the last error of a job.
func SendCause(l db.Locale, failed string) string {
	cause, _ := db.CauseOf(failed)
	return SendCauses[cause].In(l)
}

// JobKinds are the channels of messages.
var JobKinds = map[string]Text{
	db.JobSMS:  {"短信", "短訊", "SMS"},
	db.JobMail: {"邮件", "電郵", "E-mail"},
}

var (
	minutes = Text{"%d 分钟", "%d 分鐘", "%d min"}
	hours   = Text{"%d 小时", "%d 小時", "%d h"}
	seconds = Text{"%g 秒", "%g 秒", "%g s"}
)

// Span tells a length of time: whole hours or minutes, else seconds to the hundredth.
func Span(l db.Locale, d time.Duration) string {
	switch {
	case d >= time.Hour && d%time.Hour == 0:
		return hours.Format(l, int(d/time.Hour))
	case d >= time.Minute && d%time.Minute == 0:
		return minutes.Format(l, int(d/time.Minute))
	}
	return seconds.Format(l, d.Round(10*time.Millisecond).Seconds())
}
