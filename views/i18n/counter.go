package i18n

import "clubhouse/db"

// Joining at the counter, members from before, birthdays, and agreeing when one first comes.
var (
	CounterTitle       = Text{"现场入会", "現場入會", "Join a person"}
	CounterText        = Text{"为来到现场的客人办理入会。验证码会发到客人的手机或邮箱，客人把验证码告诉您，即表示同意加入。", "為來到現場的客人辦理入會。驗證碼會發到客人的手機或電郵，客人把驗證碼告訴您，即表示同意加入。", "For a guest who stands before you. A code goes to their phone or e-mail; by reading it out to you they agree to join."}
	CounterTo          = Text{"客人的手机号或邮箱", "客人的手機號碼或電郵", "The guest's mobile number or e-mail address"}
	CounterName        = Text{"如果是业主，请与购房合同上的姓名一致，便于自动认证。", "如果是業主，請與買賣合約上的姓名一致，便於自動核實。", "For an owner, as in the contract of sale, so that the home is verified at once."}
	CounterAdult       = Text{"客人已年满 18 岁", "客人已年滿 18 歲", "The guest is 18 or older"}
	CounterTerms       = Text{"客人已阅读并同意会员条款", "客人已閱讀並同意會員條款", "The guest has read and agrees to the terms"}
	CounterPriv        = Text{"客人已阅读并同意隐私政策", "客人已閱讀並同意私隱政策", "The guest has read and agrees to the privacy policy"}
	CounterLang        = Text{"客人的语言", "客人的語言", "The guest's language"}
	CounterSend        = Text{"发送验证码给客人", "發送驗證碼給客人", "Send the guest a code"}
	CounterCode        = Text{"客人读出的 6 位验证码", "客人讀出的 6 位驗證碼", "The 6 digits that the guest reads out"}
	CounterSent        = Text{"验证码已发送至 %s。请客人查看并读给您听。", "驗證碼已發送至 %s。請客人查看並讀給您聽。", "We have sent a code to %s. Ask the guest to read it to you."}
	CounterGo          = Text{"办理入会", "辦理入會", "Make them a member"}
	CounterBack        = Text{"修改资料", "修改資料", "Change the details"}
	CounterService     = Text{"客人愿意用短信或邮件收到会员事务通知", "客人願意以短訊或電郵收到會員事務通知", "The guest wants to be told about their membership by SMS or e-mail"}
	CounterServiceHint = Text{"例如房产认证结果、快到期的卡券。", "例如物業認證結果、快到期的優惠券。", "Decisions on their home, vouchers that end."}
	CounterSMS         = Text{"短信", "短訊", "By SMS"}
	CounterEmail       = Text{"邮件", "電郵", "By e-mail"}
	CounterNews        = Text{"客人愿意收到新优惠通知", "客人願意收到新優惠通知", "The guest wants news of offers"}

	TakeInTitle   = Text{"导入现有会员", "匯入現有會員", "Take in present members"}
	TakeInText    = Text{"把以前系统里的会员、等级和积分带进来。先试算，确认后一次完成。会员第一次登录时会阅读并同意条款。", "把以前系統裡的會員、等級和積分帶進來。先試算，確認後一次完成。會員第一次登入時會閱讀並同意條款。", "Brings the members of an earlier system along, with tier and points: a dry run first, then all in one act. They read and agree to the terms when they first sign in."}
	TakeInFile    = Text{"CSV 或 XLSX 文件", "CSV 或 XLSX 檔案", "CSV or XLSX file"}
	TakeInHint    = Text{"第一行是列名：姓名、手机、邮箱、会员号、等级、积分、积分有效期、楼盘、语言、入会日期、生日。只有姓名和手机或邮箱是必须的。最大 20 MB，最多 20,000 行。", "第一行是欄名：姓名、手機、電郵、會員號、等級、積分、積分有效期、屋苑、語言、入會日期、生日。只有姓名和手機或電郵是必須的。最大 20 MB，最多 20,000 行。", "The first row names the columns: name, phone, email, number, tier, points, expires, community, language, joined, birthday. Only a name and a phone or e-mail are needed. At most 20 MB and 20,000 rows."}
	TakeInCheck   = Text{"试算", "試算", "Dry run"}
	TakeInReport  = Text{"试算结果", "試算結果", "What it would do"}
	TakeInAdded   = Text{"新会员", "新會員", "New members"}
	TakeInSame    = Text{"已是会员，不变", "已是會員，不變", "Members already, unchanged"}
	TakeInPoints  = Text{"带来的积分", "帶來的積分", "Points that come along"}
	TakeInRefused = Text{"不能导入的行", "不能匯入的行", "Records refused"}
	TakeInSample  = Text{"前几位", "前幾位", "The first of them"}
	TakeInRecord  = Text{"第 %d 行", "第 %d 行", "Record %d"}
	TakeInMore    = Text{"还有 %d 行", "還有 %d 行", "and %d more"}
	TakeInGo      = Text{"导入 %s 位会员", "匯入 %s 位會員", "Take in %s members"}
	TakeInDrop    = Text{"放弃这个文件", "放棄這個檔案", "Drop the file"}
	TakeInPast    = Text{"导入记录", "匯入記錄", "Files so far"}
	TakeInWaits   = Text{"等待确认", "等待確認", "waits to be confirmed"}
	TakeInDone    = Text{"%s 位会员，%s 积分", "%s 位會員，%s 積分", "%s members, %s points"}
	TakeInTaken   = Text{"%s 已导入", "%s 已匯入", "Taken in on %s"}
	TakeInAll     = Text{"下载全部（CSV）", "下載全部（CSV）", "Download all (CSV)"}
	TakeInNone    = Text{"没有可导入的会员。", "沒有可匯入的會員。", "There is nobody to take in."}

	BirthdayTitle = Text{"生日", "生日", "Birthday"}
	BirthdayHint  = Text{"选填。用来在生日当天问候您，并给您生日月的优惠；年份可以不填。", "選填。用來在生日當天問候您，並給您生日月的優惠；年份可以不填。", "Only if you like: to greet you on the day and for offers in its month. The year may be left out."}
	BirthdayRule  = Text{"保存后 24 小时内可以更正，之后一年内不能再改。", "儲存後 24 小時內可以更正，之後一年內不能再改。", "Once saved, you can correct it for 24 hours; then it stays as it is for a year."}
	BirthdaySlip  = Text{"%s 前还可以更正，之后要到 %s 才能再改。", "%s 前還可以更正，之後要到 %s 才能再改。", "You can correct it until %s; after that it cannot be changed before %s."}
	BirthdayMonth = Text{"月", "月", "Month"}
	BirthdayDay   = Text{"日", "日", "Day"}
	BirthdayYear  = Text{"年", "年", "Year"}
	BirthdaySave  = Text{"保存生日", "儲存生日", "Save my birthday"}
	BirthdayDrop  = Text{"删除生日", "刪除生日", "Remove my birthday"}
	BirthdayAsk   = Text{"删除生日？", "刪除生日？", "Remove your birthday?"}
	BirthdayNone  = Text{"删除后，生日当天不再问候您。", "刪除後，生日當天不再問候您。", "We then no longer greet you on the day."}
	BirthdayNext  = Text{"要到 %s 才能再填写。", "要到 %s 才能再填寫。", "You cannot set another before %s."}
	BirthdayFixed = Text{"%s 起可以修改。", "%s 起可以修改。", "It can be changed from %s."}

	AgreeTitle = Text{"欢迎来到新的会员中心", "歡迎來到新的會員中心", "Welcome to the club's new home"}
	AgreeText  = Text{"您的会籍、等级和积分都已带来。请先阅读并同意条款，再继续。", "您的會籍、等級和積分都已帶來。請先閱讀並同意條款，再繼續。", "Your membership, tier and points have come along. Read and agree to the terms, then go on."}
	AgreeNot   = Text{"不同意？您仍可查看或带走您的数据，或退会。", "不同意？您仍可查看或取走您的資料，或退會。", "You do not agree? See what the club holds of you, take it along, or leave."}
	AgreeGo    = Text{"同意并继续", "同意並繼續", "Agree and go on"}

	ContactUsTitle  = Text{"联系我们", "聯絡我們", "Contact us"}
	ContactUsText   = Text{"有问题、意见或建议，欢迎随时联系。", "有問題、意見或建議，歡迎隨時聯絡。", "Questions, complaints, ideas: we are glad to hear from you."}
	ContactUsHours  = Text{"服务时间", "服務時間", "Hours"}
	ContactUsNone   = Text{"会所还没有公布热线，请到现场找工作人员。", "會所還沒有公佈熱線，請到現場找職員。", "The club has published no hotline yet. Ask our staff on site."}
	FooterNav       = Text{"会所信息", "會所資訊", "About the club"}
	DeskLicence     = Text{"备案或牌照号", "備案或牌照號碼", "Licence line"}
	DeskLicenceHint = Text{"显示在公开页面底部，例如 粤ICP备00000000号。", "顯示在公開頁面底部，例如 粵ICP備00000000號。", "Stands under the public pages: the number of the site's licence."}
)

// TakeInFault is why a record of a file of members was refused.
func TakeInFault(l db.Locale, club *db.Club, r db.RefusedRow) string {
	if t, ok := rowFaults[r.Reason]; ok { // what is said at a form is not for a row of a file
		return t.In(l)
	}
	args := make([]any, len(r.Args))
	for i, n := range r.Args {
		args[i] = n
	}
	return Refusal(l, club, &db.Error{Kind: db.Refused, Reason: r.Reason, Args: args})
}

var rowFaults = map[db.Reason]Text{
	db.BirthdayYoung:    {"未满 18 岁。", "未滿 18 歲。", "Under 18."},
	db.CommunityUnknown: {"没有这个楼盘。", "沒有這個屋苑。", "There is no such community."},
	db.BirthdayWrong:    {"没有这一天，或者年份不对。", "沒有這一天，或者年份不對。", "There is no such day, or the year is wrong."},
}

// TakeInFields name the columns of a file of members.
var TakeInFields = map[string]Text{
	"name": JoinName, "phone": ProfilePhone, "email": ProfileEmail, "number": ProfileNumber, "tier": ProfileTier, "points": DeskPoints,
	"expires": {"积分有效期", "積分有效期", "Points expire"}, "community": DeskCommunity, "language": ProfileLanguage, "joined": {"入会日期", "入會日期", "Joined"}, "birthday": BirthdayTitle,
}

func init() {
	for r, t := range map[db.Reason]Text{
		db.AlreadyMember:      {"这位客人已经是会员，请直接登录。", "這位客人已經是會員，請直接登入。", "This guest is a member already: they can sign in."},
		db.OtherGuest:         {"这个浏览器后来给另一位客人发过验证码。请核对这位客人的资料，再给这位客人重新发送验证码。", "這個瀏覽器後來給另一位客人發過驗證碼。請核對這位客人的資料，再給這位客人重新發送驗證碼。", "This browser has sent a code to another guest since. Check the details of this one, and send them a new code."},
		db.MembersNoColumn:    {"文件里没有“姓名”这一列，或者“手机”和“邮箱”两列都没有。请检查第一行的列名。", "檔案裡沒有「姓名」這一欄，或者「手機」和「電郵」兩欄都沒有。請檢查第一行的欄名。", "The file has no column of names, or none of phones or e-mail addresses. Check the first row."},
		db.MembersDecided:     {"这个文件已经导入或放弃了。", "這個檔案已經匯入或放棄了。", "This file was taken in or dropped already."},
		db.RowNoContact:       {"没有手机也没有邮箱。", "沒有手機也沒有電郵。", "Neither a phone nor an e-mail address."},
		db.RowTwice:           {"与第 %d 行重复。", "與第 %d 行重複。", "The same as record %d."},
		db.RowTwoAccounts:     {"手机和邮箱属于两个不同的账户。", "手機和電郵屬於兩個不同的帳戶。", "Phone and e-mail belong to two accounts."},
		db.RowTierWrong:       {"没有这个等级。", "沒有這個等級。", "There is no such tier."},
		db.RowPointsWrong:     {"积分应是 0 到 %d 的整数。", "積分應是 0 至 %d 的整數。", "Points are a whole number from 0 to %d."},
		db.RowDayWrong:        {"日期不对。", "日期不正確。", "That is no day it can be."},
		db.RowNumberWrong:     {"不是本会的会员号。", "不是本會的會員編號。", "That is no membership number of this club."},
		db.RowNumberTaken:     {"这个会员号已属于另一位会员。", "這個會員編號已屬於另一位會員。", "Another member has this number."},
		db.RowAccountDisabled: {"这个账户已停用。", "這個帳戶已停用。", "This account has been disabled."},
		db.RowContactForeign:  {"此人已有账户，账户里没有这一项。请从这一行删去，登录后可自行添加。", "此人已有帳戶，帳戶裡沒有這一項。請從這一行刪去，登入後可自行添加。", "They have an account already, without this. Leave it out of the row: they can add it once they have signed in."},
		db.RowLanguageWrong:   {"没有这种语言。", "沒有這種語言。", "There is no such language."},
		db.BirthdayWrong:      {"没有这一天，请检查。", "沒有這一天，請檢查。", "There is no such day. Check it."},
		db.BirthdayYear:       {"年份请填四位数字，如 1958；也可以不填。", "年份請填四位數字，如 1958；也可以不填。", "Give the year in four digits, such as 1958, or leave it out."},
		db.BirthdayYoung:      {"会员须年满 18 岁，请检查年份。", "會員須年滿 18 歲，請檢查年份。", "Members are 18 or older. Check the year."},
		db.BirthdaySet:        {"生日一年只能改一次，%s 起可以修改。", "生日一年只能改一次，%s 起可以修改。", "A birthday can be changed once a year: from %s."},
		db.RowPhoneRested:     {"这个手机是门店或后台的登录手机，已很久没有使用。请本人在会所现场入会。", "這個手機是門店或後台的登入手機，已很久沒有使用。請本人在會所現場入會。", "This phone is one of a till or a desk, and long out of use. Have its owner join at the counter."},
		db.RowDayUnclear:      {"分不清月和日。请写成 03-05 或 3月5日。", "分不清月和日。請寫成 03-05 或 3月5日。", "Which is the month? Write it as 03-05, the month first."},
	} {
		refusals[r] = t
	}
}
