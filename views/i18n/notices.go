package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
)

// The member's inbox.
var (
	NoticesTitle   = Text{"消息", "訊息", "Messages"}
	NoticesText    = Text{"会所给您的通知都在这里。", "會所給您的通知都在這裡。", "What the club has told you, all in one place."}
	NoticesNone    = Text{"还没有消息。房产认证结果、快到期的卡券都会在这里告诉您。", "還沒有訊息。物業認證結果、快到期的優惠券都會在這裡告訴您。", "No messages yet. Decisions on your home and vouchers that end are told here."}
	NoticesUnread  = Text{"未读", "未讀", "Unread"}
	NoticesCount   = Text{"%s 条未读", "%s 則未讀", "%s unread"}
	NoticesAll     = Text{"全部标为已读", "全部標為已讀", "Mark all as read"}
	NoticesAllDone = Text{"已全部标为已读。", "已全部標為已讀。", "All messages are marked as read."}
	NoticesBack    = Text{"全部消息", "全部訊息", "All messages"}
	NoticesNewest  = Text{"最近的在前", "最近的在前", "Newest first"}
	NoticesBy      = Text{"这些消息也可以用短信或邮件发给您。", "這些訊息也可以用短訊或電郵發給您。", "We can send you these by SMS or e-mail too."}
	NoticesBySet   = Text{"设置通知方式", "設定通知方式", "Choose how we tell you"}
)

// The desk's page of what a member was told.
var (
	DeskNotices        = Text{"消息", "訊息", "Messages"}
	DeskNoticesText    = Text{"会员收件箱里的内容，按会员的语言显示，以及各渠道的发送情况。", "會員收件匣裡的內容，按會員的語言顯示，以及各渠道的發送情況。", "What is in the member's inbox, in the member's language, and how each channel went."}
	DeskNoticesNone    = Text{"还没有给这位会员发过消息。", "還沒有給這位會員發過訊息。", "Nothing has been sent to this member yet."}
	DeskNoticesInbox   = Text{"收件箱", "收件匣", "Inbox"}
	DeskNoticesRead    = Text{"%s 已读", "%s 已讀", "Read %s"}
	DeskNoticesQueued  = Text{"等待发送", "等待發送", "Waiting to be sent"}
	DeskNoticesHeld    = Text{"安静时段，%s 发送", "安靜時段，%s 發送", "Quiet hours: goes out %s"}
	DeskNoticesSent    = Text{"%s 已发送", "%s 已發送", "Sent %s"}
	DeskNoticesFailed  = Text{"%s 放弃发送：%s", "%s 放棄發送：%s", "Given up %s. %s"}
	DeskNoticesNotSent = Text{"未发送：%s", "未發送：%s", "Not sent: %s"}
)

// Channels are those by which notices are sent.
var Channels = map[db.Channel]Text{
	db.BySMS:   {"短信", "短訊", "SMS"},
	db.ByEmail: {"邮件", "電郵", "E-mail"},
}

// NotSent says why a notice is not sent by a channel.
var NotSent = map[string]Text{
	db.WhyNotAgreed: {"会员没有同意", "會員沒有同意", "the member has not agreed to it"},
	db.WhyWithdrawn: {"会员已撤回同意", "會員已撤回同意", "the member withdrew the consent"},
	db.WhyNoAddress: {"账户没有这种联系方式", "帳戶沒有這種聯絡方式", "the account has no such address"},
	db.WhyLeft:      {"会员已退会或被停用", "會員已退會或被停用", "the member has left or is shut out"},
	db.WhyOver:      {"已经过时", "已經過時", "its time was over"},
	db.WhyNoSender:  {"会所没有开通这个渠道", "會所沒有開通這個渠道", "the club does not send by this channel"},
}

// NoticeText is how one kind of notice is told: its title and body in the inbox and in a mail, the short form of a text
// message, and the words of the way on. Names in braces stand for what the notice tells of.
type NoticeText struct{ Title, Body, Short, Link Text }

var homeVerified = NoticeText{
	Text{"房产已认证", "物業已認證", "Your home is verified"},
	Text{"{home} 已通过认证，您现在是业主会员，可享用业主专属优惠。", "{home} 已通過認證，您現在是業主會員，可享用業主專屬優惠。", "{home} has been verified. You are an owner now, and the owners' offers are yours."},
	Text{"您的房产已通过认证，业主专属优惠已为您开放。", "您的物業已通過認證，業主專屬優惠已為您開放。", "your home has been verified; the owners' offers are yours."},
	Text{"查看我的房产", "查看我的物業", "See my homes"},
}

var homeRefused = NoticeText{
	Text{"房产认证未通过", "物業認證未通過", "About your home"},
	Text{"{home} 未通过认证：{reason}。您可以在“我的房产”里重新提交。", "{home} 未通過認證：{reason}。您可以在「我的物業」裡重新提交。", "We could not verify {home}: {reason}. You can claim it again under My homes."},
	Text{"您提交的房产未通过认证，原因请登录会员中心，在“消息”里查看。", "您提交的物業未通過認證，原因請登入會員中心，在「訊息」裡查看。", "we could not verify your home. Sign in and see Messages for the reason."},
	Text{"查看我的房产", "查看我的物業", "See my homes"},
}

var homeSold = NoticeText{
	Text{"房产认证已结束", "物業認證已結束", "A home is no longer yours"},
	Text{"{home} 已由新业主认证，您的认证自 {day}起结束。您的会员资格、积分和已领取的卡券不受影响。如有疑问，请联系客服。", "{home} 已由新業主認證，您的認證自 {day}起結束。您的會員資格、積分和已領取的優惠券不受影響。如有疑問，請聯絡客服。",
		"{home} has been verified for a new owner, so yours ended on {day}. You stay a member, and keep your points and vouchers. Call the club if this is not right."},
	Text{"您的一套房产已由新业主认证，您的认证已结束。详情请登录会员中心，在“消息”里查看。", "您的一個物業已由新業主認證，您的認證已結束。詳情請登入會員中心，在「訊息」裡查看。", "a home of yours has been verified for a new owner. Sign in and see Messages."},
	Text{"查看我的房产", "查看我的物業", "See my homes"},
}

var voucherEnds = NoticeText{
	Text{"卡券快到期了", "優惠券快到期了", "A voucher ends soon"},
	Text{"“{title}”将于 {day}到期，请尽快使用。", "「{title}」將於 {day}到期，請盡快使用。", "“{title}” can be used until {day}, and not after."},
	Text{"您的卡券“{title}”将于 {day}到期，请尽快使用。", "您的優惠券「{title}」將於 {day}到期，請盡快使用。", "your voucher “{title}” can be used until {day}."},
	Text{"查看这张卡券", "查看這張優惠券", "See the voucher"},
}

var vouchersEnd = NoticeText{
	Text{"{n} 张卡券快到期了", "{n} 張優惠券快到期了", "{n} vouchers end soon"},
	Text{"“{title}”等 {n} 张卡券将于 {day}到期，请尽快使用。", "「{title}」等 {n} 張優惠券將於 {day}到期，請盡快使用。", "{n} vouchers, “{title}” among them, can be used until {day}, and not after."},
	Text{"您有 {n} 张卡券将于 {day}到期，请尽快使用。", "您有 {n} 張優惠券將於 {day}到期，請盡快使用。", "{n} of your vouchers can be used until {day}."},
	Text{"查看我的卡券", "查看我的優惠券", "See my vouchers"},
}

var tierSet = NoticeText{
	Text{"会员等级已调整", "會員等級已調整", "Your tier has changed"},
	Text{"您的会员等级现在是{tier}。", "您的會員等級現在是{tier}。", "Your tier is {tier} now."},
	Text{"您的会员等级现在是{tier}。", "您的會員等級現在是{tier}。", "your tier is {tier} now."},
	Text{"查看我的资料", "查看我的資料", "See my membership"},
}

var leavingSet = NoticeText{
	Text{"您已申请退会", "您已申請退會", "You are leaving the club"},
	Text{"您的会籍将于 {day}结束，之后您的个人信息会被清除。在那之前随时可以改变主意。如果不是您本人操作，请立即登录撤回，并更改密码。", "您的會籍將於 {day}結束，之後您的個人資料會被清除。在那之前隨時可以改變主意。如果不是您本人操作，請立即登入撤回，並更改密碼。", "Your membership ends on {day}; then what tells of you is erased. Until then you can change your mind at any time. If this was not you, sign in at once, stay, and change your password."},
	Text{"您已申请退会，会籍将于 {day}结束。如要留下，请登录撤回。", "您已申請退會，會籍將於 {day}結束。如要留下，請登入撤回。", "you are leaving the club on {day}. To stay, sign in and say so."},
	Text{"留下来", "留下來", "Stay in the club"},
}

var birthday = NoticeText{
	Text{"生日快乐", "生日快樂", "Happy birthday"},
	Text{"祝您生日快乐，平安喜乐。生日月的优惠已为您准备好。", "祝您生日快樂，平安喜樂。生日月的優惠已為您準備好。", "We wish you a happy birthday and a good year. See what the club has for your month."},
	Text{"祝您生日快乐，平安喜乐。", "祝您生日快樂，平安喜樂。", "we wish you a happy birthday and a good year."},
	Text{"看看优惠", "看看優惠", "See the offers"},
}

// noticeText answers the text of a notice, and the words that stand for its names: a name, a word, and so on.
func noticeText(l db.Locale, n db.Telling) (t NoticeText, words []string) {
	if t, words, ok := householdNotice(l, n); ok {
		return t, words
	}
	switch n := n.(type) {
	case db.HomeVerified:
		return homeVerified, []string{"{home}", HomeWords(l, n.Home.Place, n.Home.HomeAddress)}
	case db.HomeRefused:
		return homeRefused, []string{"{home}", HomeWords(l, n.Home.Place, n.Home.HomeAddress), "{reason}", strings.TrimRight(n.Reason, "。.")}
	case db.HomeSold:
		return homeSold, []string{"{home}", HomeWords(l, n.Home.Place, n.Home.HomeAddress), "{day}", dayOf(l, n.From, Date)}
	case db.HomeAsked:
		return homeAsked, []string{"{home}", HomeWords(l, n.Home.Place, n.Home.HomeAddress), "{question}", n.Question}
	case db.VouchersEnd:
		t = vouchersEnd
		if n.Count == 1 {
			t = voucherEnds
		}
		return t, []string{"{title}", n.Title.In(l), "{n}", strconv.Itoa(n.Count), "{day}", dayOf(l, n.Day, ShortDate)}
	case db.BirthdayToday:
		return birthday, nil
	case db.LeavingSet:
		return leavingSet, []string{"{day}", dayOf(l, n.Day, Date)}
	case db.TierSet:
		return tierSet, []string{"{tier}", Tiers[n.Tier].In(l)}
	case db.CardRenewed:
		switch {
		case n.Apart:
			return cardRenewedApart, nil
		case n.ByClub:
			return cardRenewedByClub, nil
		}
		return cardRenewed, nil
	}
	panic(fmt.Sprintf("i18n: no text for a notice of %T", n)) // a test asks for each kind
}

// Told is a notice in words.
type Told struct{ Title, Body, Short, Link string }

// Notice answers the notice in words.
func Notice(l db.Locale, n db.Telling) Told {
	t, words := noticeText(l, n)
	r := strings.NewReplacer(words...)
	return Told{r.Replace(t.Title.In(l)), r.Replace(t.Body.In(l)), r.Replace(t.Short.In(l)), t.Link.In(l)}
}

// SMS is the short form as a text message, which begins with the club's name.
func (t Told) SMS(l db.Locale, club db.Text) string {
	return Text{"【%s】%s", "【%s】%s", "%s: %s"}.Format(l, club.In(l), t.Short)
}

// dayOf answers a day in words; "" for no day.
func dayOf(l db.Locale, d db.Day, as func(db.Locale, time.Time) string) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return as(l, t)
}
