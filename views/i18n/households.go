package i18n

import (
	"maps"

	"clubhouse/db"
)

func init() {
	maps.Copy(refusals, householdRefusals)
	maps.Copy(Flashes, householdFlashes)
	maps.Copy(Messages, householdMessages)
}

// A home's household.
var (
	HouseTitle    = Text{"家庭", "家庭", "Household"}
	HouseText     = Text{"%s 的家庭。每位都有自己的会员资格，只看得到彼此的姓名。", "%s 的家庭。每位都有自己的會籍，只看得到彼此的姓名。", "The household of %s. Each is a member in their own right, and sees no more of the others than their names."}
	HouseNone     = Text{"还没有同住成员。您可以邀请家人，最多再加 %d 位。", "還沒有同住成員。您可以邀請家人，最多再加 %d 位。", "Nobody else is in your household yet. You can invite up to %d people."}
	HouseBegin    = Text{"邀请家人", "邀請家人", "Invite your family"}
	HouseOther    = Text{"这套房产的家庭由另一位业主管理。请联系对方邀请您。", "這個物業的家庭由另一位業主管理。請聯絡對方邀請您。", "Another owner leads the household of this home. Ask them to invite you."}
	HouseLed      = Text{"这套房产的家庭由另一位成员管理，对方不是业主。您是业主，可以由您管理。", "這個物業的家庭由另一位成員管理，對方不是業主。您是業主，可以由您管理。", "Another member, who is no owner, leads the household of this home. You are an owner: you may lead it."}
	HouseLedBy    = Text{"家庭由 %s 管理，对方不是业主。您是业主，可以由您管理。", "家庭由 %s 管理，對方不是業主。您是業主，可以由您管理。", "%s, who is no owner, leads the household. You are an owner: you may lead it."}
	HouseFirst    = Text{"这套房产还没有家庭，要由最先认证的业主建立。请联系对方邀请您。", "這個物業還沒有家庭，要由最先認證的業主建立。請聯絡對方邀請您。", "This home has no household yet. The owner who was verified first begins it: ask them to invite you."}
	HouseRowOther = Text{"由另一位业主管理", "由另一位業主管理", "Another owner leads it"}
	HouseRowLed   = Text{"由另一位成员管理", "由另一位成員管理", "Another member leads it"}
	HouseRowNone  = Text{"还没有建立", "還沒有建立", "Not begun yet"}
	HouseTake     = Text{"由我管理", "由我管理", "Lead it myself"}
	HousePeople   = Text{"成员", "成員", "People"}
	HouseLead     = Text{"管理人", "管理人", "Leads it"}
	HouseYou      = Text{"%s（您）", "%s（您）", "%s (you)"}
	HouseSince    = Text{"%s 加入", "%s 加入", "Since %s"}
	HouseOffered  = Text{"等待对方接受", "等待對方接受", "Offered, not yet accepted"}
	HouseYours    = Text{"等您答复", "等您答覆", "Waits for your answer"}

	HouseInvite      = Text{"邀请", "邀請", "Invite"}
	HouseInviteText  = Text{"还可以邀请 %d 位。链接 %s 天内有效，只能用一次。", "還可以邀請 %d 位。連結 %s 天內有效，只能用一次。", "You can invite %d more. A link is good for %s days, once."}
	HouseFull        = Text{"已满：除管理人外最多 %d 位。", "已滿：除管理人外最多 %d 位。", "The household is full: %d beside who leads it."}
	HouseLink        = Text{"生成邀请链接", "產生邀請連結", "Make a link"}
	HousePhone       = Text{"用短信邀请", "用短訊邀請", "Invite by text message"}
	HousePhoneField  = Text{"对方的手机号", "對方的手機號碼", "Their mobile number"}
	HousePhoneHint   = Text{"只有这个号码的会员能接受。", "只有這個號碼的會員能接受。", "Only a member with this number can accept."}
	HousePhoneSend   = Text{"发送邀请", "傳送邀請", "Send the invitation"}
	HouseNew         = Text{"新的邀请链接", "新的邀請連結", "The new link"}
	HouseNewText     = Text{"请现在发给对方，或让对方扫码。离开本页后不再显示。", "請現在傳給對方，或讓對方掃描。離開本頁後不再顯示。", "Send it now, or let them scan it. It is not shown again once you leave this page."}
	HouseNewQR       = Text{"邀请的二维码", "邀請的二維碼", "The invitation as a QR code"}
	HouseOpen        = Text{"未接受的邀请", "未接受的邀請", "Not accepted yet"}
	HouseOpenLink    = Text{"链接", "連結", "Link"}
	HouseOpenUntil   = Text{"%s 前有效", "%s 前有效", "Good until %s"}
	HouseWithdraw    = Text{"撤回", "撤回", "Withdraw"}
	HouseWithdrawOf  = Text{"撤回 %s 的邀请", "撤回 %s 的邀請", "Withdraw the invitation of %s"}
	HouseRemove      = Text{"移出", "移出", "Remove"}
	HouseRemoveOf    = Text{"移出 %s", "移出 %s", "Remove %s"}
	HouseRemoveTitle = Text{"把 %s 移出家庭？", "把 %s 移出家庭？", "Remove %s from the household?"}
	HouseRemoveText  = Text{"对方会收到通知，会员资格不受影响。", "對方會收到通知，會籍不受影響。", "They are told. Their own membership stays as it is."}
	HouseOffer       = Text{"交给对方管理", "交給對方管理", "Hand the lead over"}
	HouseOfferOf     = Text{"交给 %s 管理", "交給 %s 管理", "Hand the lead over to %s"}
	HouseOfferBack   = Text{"收回", "收回", "Take it back"}
	HouseOfferTitle  = Text{"把家庭交给 %s 管理？", "把家庭交給 %s 管理？", "Hand the lead over to %s?"}
	HouseOfferText   = Text{"对方接受后，由对方邀请和移出成员，您不再管理，但仍在家庭之中。", "對方接受後，由對方邀請和移出成員，您不再管理，但仍在家庭之中。", "Once they accept, they invite and remove people and you do not. You stay in the household."}
	HouseOfferOwner  = Text{"您是业主，对方不能移出您，您也随时可以收回管理。", "您是業主，對方不能移出您，您也隨時可以收回管理。", "You are an owner: they cannot remove you, and you can take the lead back at any time."}
	HouseAsked       = Text{"请您管理家庭", "請您管理家庭", "You are asked to lead the household"}
	HouseAskedText   = Text{"管理人可以邀请和移出成员。", "管理人可以邀請和移出成員。", "Who leads it invites and removes people."}
	HouseAccept      = Text{"接受", "接受", "Accept"}
	HouseDecline     = Text{"不接受", "不接受", "Decline"}
	HouseLeave       = Text{"退出", "退出", "Leave the household"}
	HouseLeaveTitle  = Text{"退出家庭？", "退出家庭？", "Leave the household?"}
	HouseLeaveText   = Text{"您的会员资格、积分和卡券不受影响。要再加入，需要新的邀请。", "您的會籍、積分和優惠券不受影響。要再加入，需要新的邀請。", "Your membership, points and vouchers stay as they are. To come back you need a new invitation."}
	HouseEnd         = Text{"结束家庭", "結束家庭", "End the household"}
	HouseEndTitle    = Text{"结束这个家庭？", "結束這個家庭？", "End the household?"}
	HouseEndText     = Text{"家庭里只有您一位，未接受的邀请会失效。您的会员资格、积分和卡券不受影响，以后可由业主重新建立。", "家庭裡只有您一位，未接受的邀請會失效。您的會籍、積分和優惠券不受影響，以後可由業主重新建立。", "You are the only one in it, and open invitations end with it. Your membership, points and vouchers stay as they are, and an owner of the home can begin one anew."}

	InviteTitle   = Text{"邀请您加入家庭", "邀請您加入家庭", "You are invited to a household"}
	InviteBy      = Text{"%s 邀请您加入 %s 的家庭。", "%s 邀請您加入 %s 的家庭。", "%s invites you to their household at %s."}
	InviteWhat    = Text{"您会有自己的会员资格；只看得到彼此的姓名。随时可以退出。", "您會有自己的會籍；只看得到彼此的姓名。隨時可以退出。", "You are a member in your own right. You see each other's names, and no more. You can leave at any time."}
	InviteUntil   = Text{"%s 前有效。", "%s 前有效。", "Good until %s."}
	InviteAccept  = Text{"加入", "加入", "Join the household"}
	InviteSignIn  = Text{"登录或入会后加入", "登入或入會後加入", "Sign in or join the club first"}
	InviteNo      = Text{"邀请不能使用", "邀請不能使用", "This invitation cannot be used"}
	InviteGo      = Text{"查看家庭", "查看家庭", "See the household"}
	InviteHome    = Text{"去首页", "前往首頁", "Go to the start"}
	SuggestTitle  = Text{"这是您的房产吗？", "這是您的物業嗎？", "Is this your home?"}
	SuggestText   = Text{"您的手机号登记在 %s。认证后即为业主会员。", "您的手機號碼登記在 %s。認證後即為業主會員。", "Your phone is on the owners' register for %s. With a verified home you are an owner."}
	SuggestClaim  = Text{"认证这套房产", "認證這個物業", "Claim this home"}
	HousesTitle   = Text{"我的家庭", "我的家庭", "My households"}
	DeskHousehold = Text{"同住成员", "同住成員", "Household"}
)

var householdRefusals = map[db.Reason]Text{
	db.HouseholdFull:    {"家庭已满：除管理人外最多 %d 位。", "家庭已滿：除管理人外最多 %d 位。", "The household is full: it may have %d people beside who leads it."},
	db.HouseholdOver:    {"这套房产的家庭已经结束，例如房产已转手。", "這個物業的家庭已經結束，例如物業已轉手。", "This household is over: the home may have been sold."},
	db.HouseholdNotLead: {"只有管理人可以这样做。", "只有管理人可以這樣做。", "Only who leads the household can do that."},
	db.HouseholdLead:    {"您是管理人。请先把管理交给另一位成员，或移出所有人。", "您是管理人。請先把管理交給另一位成員，或移出所有人。", "You lead the household. Hand the lead over first, or remove everybody else."},
	db.HouseholdGone:    {"这个人已不在家庭之中。", "這個人已不在家庭之中。", "That person is not in the household any more."},
	db.HouseholdNoOffer: {"这份请求已被收回。", "這份請求已被收回。", "That offer has been taken back."},
	db.HouseholdOther:   HouseOther,
	db.HouseholdLed:     HouseLed,
	db.HouseholdFirst:   HouseFirst,
	db.HouseholdOwner:   {"对方是这套房产的业主，只有业主可以移出业主。", "對方是這個物業的業主，只有業主可以移出業主。", "They are an owner of this home, and only an owner can remove an owner."},
	db.InviteUnknown:    {"这个邀请链接不对。请向对方要一个新的。", "這個邀請連結不正確。請向對方索取新的。", "There is no such invitation. Ask for a new link."},
	db.InviteUsed:       {"这个邀请已经用过，每个只能用一次。请向对方要一个新的。", "這個邀請已經用過，每個只能用一次。請向對方索取新的。", "This invitation has been used, and each is good once. Ask for a new link."},
	db.InviteEnded:      {"这个邀请已于 %s 过期。请向对方要一个新的。", "這個邀請已於 %s 過期。請向對方索取新的。", "This invitation ended on %s. Ask for a new link."},
	db.InviteWithdrawn:  {"这个邀请已失效：已被撤回，或其中一方已离开。请向对方要一个新的。", "這個邀請已失效：已被撤回，或其中一方已離開。請向對方索取新的。", "This invitation is good no more: it was withdrawn, or one of the two has left. Ask for a new link."},
	db.InviteOwn:        {"这是您自己发出的邀请，请发给家人。", "這是您自己發出的邀請，請傳給家人。", "This is your own invitation. Send it to somebody of your family."},
	db.InviteIn:         {"您已经在这个家庭之中。", "您已經在這個家庭之中。", "You are in this household already."},
	db.InviteNotYours:   {"这个邀请是发给另一个手机号的。请用收到短信的手机号登录。", "這個邀請是發給另一個手機號碼的。請用收到短訊的手機號碼登入。", "This invitation is for another phone. Sign in with the number that it was sent to."},
	db.InvitesTooMany:   {"今天邀请次数太多，请明天再试。", "今天邀請次數太多，請明天再試。", "Too many invitations today. Try again tomorrow."},
	db.InviteSelf:       {"这是您自己的手机号。请输入家人的号码。", "這是您自己的手機號碼。請輸入家人的號碼。", "This is your own number. Enter that of somebody of your family."},
	db.InvitePhone:      {"请输入有效的手机号码。", "請輸入有效的手機號碼。", "Enter a valid mobile number."},
}

var householdFlashes = map[string]Text{
	"house_invited":   {"邀请已生成。", "邀請已產生。", "The invitation is ready."},
	"house_texted":    {"邀请短信已排入发送。", "邀請短訊已排入發送。", "The invitation is on its way."},
	"house_withdrawn": {"邀请已撤回。", "邀請已撤回。", "The invitation is withdrawn."},
	"house_joined":    {"您已加入家庭。", "您已加入家庭。", "You are in the household now."},
	"house_left":      {"您已退出家庭。", "您已退出家庭。", "You have left the household."},
	"house_removed":   {"已移出，并已通知对方。", "已移出，並已通知對方。", "Removed. They have been told."},
	"house_offered":   {"已请对方接受。", "已請對方接受。", "They have been asked to accept."},
	"house_leads":     {"您现在是管理人。", "您現在是管理人。", "You lead the household now."},
	"house_not_in":    {"您已不在这个家庭之中。", "您已不在這個家庭之中。", "You are in that household no more."},
	"house_answered":  {"已记录您的答复。", "已記錄您的答覆。", "Your answer is noted."},
}

// householdMessages are those to who is invited. "household.invited" is written no more; what waits of it may still go out.
var householdMessages = map[string]MessageText{
	"household.invited": {
		Text{"家人邀请您加入{club}", "家人邀請您加入{club}", "Your family invites you to {club}"},
		Text{"【{club}】您的家人邀请您加入家庭：{base}{path} 不认识对方请忽略。", "【{club}】您的家人邀請您加入家庭：{base}{path} 不認識對方請忽略。", "{club}: your family invites you to their household: {base}{path} If you do not know them, ignore this."},
	},
	"household.invited_by": {
		Text{"{name} 邀请您加入{club}", "{name} 邀請您加入{club}", "{name} invites you to {club}"},
		Text{"【{club}】{name} 邀请您加入家庭：{base}{path} 不认识对方请忽略。", "【{club}】{name} 邀請您加入家庭：{base}{path} 不認識對方請忽略。", "{club}: {name} invites you to their household: {base}{path} If you do not know them, ignore this."},
	},
}

var householdNotices = map[string]NoticeText{
	"joined": {
		Text{"{name}加入了家庭", "{name}加入了家庭", "{name} has joined your household"},
		Text{"{name}接受邀请，加入了 {home} 的家庭。", "{name}接受邀請，加入了 {home} 的家庭。", "{name} has accepted your invitation to the household of {home}."},
		Text{"有人加入了您的家庭，详情请登录会员中心查看。", "有人加入了您的家庭，詳情請登入會員中心查看。", "somebody has joined your household. Sign in to see who."},
		Text{"查看家庭", "查看家庭", "See the household"},
	},
	"removed": {
		Text{"您已被移出家庭", "您已被移出家庭", "You are no longer in a household"},
		Text{"管理人已将您移出 {home} 的家庭。您的会员资格、积分和卡券不受影响。", "管理人已將您移出 {home} 的家庭。您的會籍、積分和優惠券不受影響。", "Who leads the household of {home} has removed you from it. You stay a member, and keep your points and vouchers."},
		Text{"您已被移出一个家庭，会员资格不受影响。", "您已被移出一個家庭，會籍不受影響。", "you have been removed from a household. You stay a member."},
		Text{"查看我的房产", "查看我的物業", "See my homes"},
	},
	"offered": {
		Text{"请您管理家庭", "請您管理家庭", "You are asked to lead a household"},
		Text{"{name}想把 {home} 的家庭交给您管理，请接受或不接受。", "{name}想把 {home} 的家庭交給您管理，請接受或不接受。", "{name} wants to hand the lead of the household of {home} over to you. Accept it or decline."},
		Text{"有人想把家庭交给您管理，请登录会员中心答复。", "有人想把家庭交給您管理，請登入會員中心答覆。", "you are asked to lead a household. Sign in to answer."},
		Text{"去答复", "前往答覆", "Answer"},
	},
	"accepted": {
		Text{"家庭已由{name}管理", "家庭已由{name}管理", "{name} leads the household now"},
		Text{"{name}已接受管理 {home} 的家庭。", "{name}已接受管理 {home} 的家庭。", "{name} has accepted the lead of the household of {home}."},
		Text{"对方已接受管理您的家庭。", "對方已接受管理您的家庭。", "the lead of your household has been accepted."},
		Text{"查看家庭", "查看家庭", "See the household"},
	},
	"declined": {
		Text{"{name}没有接受管理", "{name}沒有接受管理", "{name} has declined the lead"},
		Text{"{name}没有接受管理 {home} 的家庭，仍由您管理。", "{name}沒有接受管理 {home} 的家庭，仍由您管理。", "{name} has declined the lead of the household of {home}. You lead it still."},
		Text{"对方没有接受管理家庭，仍由您管理。", "對方沒有接受管理家庭，仍由您管理。", "the lead of your household was declined. You lead it still."},
		Text{"查看家庭", "查看家庭", "See the household"},
	},
	"taken": {
		Text{"家庭由业主管理了", "家庭由業主管理了", "An owner leads the household now"},
		Text{"{home} 的业主已接手管理家庭，您仍在家庭之中。", "{home} 的業主已接手管理家庭，您仍在家庭之中。", "An owner of {home} leads its household now, in your place. You stay in it."},
		Text{"您家庭的管理已由业主接手，您仍在家庭之中。", "您家庭的管理已由業主接手，您仍在家庭之中。", "an owner of the home leads your household now. You stay in it."},
		Text{"查看家庭", "查看家庭", "See the household"},
	},
	"yours": {
		Text{"您现在管理家庭", "您現在管理家庭", "You lead the household now"},
		Text{"{home} 原来的管理人已离开，家庭现在由您管理。", "{home} 原來的管理人已離開，家庭現在由您管理。", "Who led the household of {home} has left it, so you lead it now."},
		Text{"家庭现在由您管理，详情请登录会员中心查看。", "家庭現在由您管理，詳情請登入會員中心查看。", "you lead your household now. Sign in to see it."},
		Text{"查看家庭", "查看家庭", "See the household"},
	},
	"ended": {
		Text{"家庭已结束", "家庭已結束", "A household is over"},
		Text{"{home} 的家庭已结束。您的会员资格、积分和卡券不受影响。", "{home} 的家庭已結束。您的會籍、積分和優惠券不受影響。", "The household of {home} is over. You stay a member, and keep your points and vouchers."},
		Text{"您所在的一个家庭已结束，会员资格不受影响。", "您所在的一個家庭已結束，會籍不受影響。", "a household of yours is over. You stay a member."},
		Text{"查看我的房产", "查看我的物業", "See my homes"},
	},
	"hint": {
		Text{"一位登记业主入会了", "一位登記業主入會了", "A registered owner has joined the club"},
		Text{"{home} 名册上的另一位业主刚刚入会。要邀请对方加入家庭吗？", "{home} 名冊上的另一位業主剛剛入會。要邀請對方加入家庭嗎？", "Another owner whom the register names for {home} has joined the club. Do you want to invite them to your household?"},
		Text{"您房产的另一位登记业主入会了，可邀请对方加入家庭。", "您物業的另一位登記業主入會了，可邀請對方加入家庭。", "another registered owner of your home has joined. You can invite them to your household."},
		Text{"去邀请", "前往邀請", "Invite them"},
	},
}

// Who did it, where no name is known, or they have left the club.
var (
	householdSomebody = Text{"有人", "有人", "Somebody"}
	householdLeader   = Text{"管理人", "管理人", "Who leads it"}
	householdTheOther = Text{"对方", "對方", "The other"}
	householdCalled   = Text{"“%s”", "「%s」", "%s"}
)

// householdNotice answers the text of a notice about a household, and the words for its names; false for any other.
func householdNotice(l db.Locale, n db.Telling) (t NoticeText, words []string, ok bool) {
	key, name, who := "", "", householdSomebody
	var home db.NoticeHome
	switch n := n.(type) {
	case db.HouseholdJoined:
		key, home, name = "joined", n.Home, n.Name
	case db.HouseholdRemoved:
		key, home = "removed", n.Home
	case db.HouseholdOffered:
		key, home, name, who = "offered", n.Home, n.Name, householdLeader
	case db.HouseholdAnswered:
		key, home, name, who = map[bool]string{true: "accepted", false: "declined"}[n.Accepted], n.Home, n.Name, householdTheOther
	case db.HouseholdTaken:
		key, home = "taken", n.Home
	case db.HouseholdYours:
		key, home = "yours", n.Home
	case db.HouseholdEnded:
		key, home = "ended", n.Home
	case db.HouseholdHint:
		key, home = "hint", n.Home
	default:
		return t, nil, false
	}
	called := who.In(l)
	if name != "" {
		called = householdCalled.Format(l, name)
	}
	return householdNotices[key], []string{"{home}", HomeWords(l, home.Place, home.HomeAddress), "{name}", called}, true
}
