package i18n

import "clubhouse/db"

// The desk's members: the list and the record.
var (
	DeskMembersTitle = Text{"会员", "會員", "Members"}
	DeskSearchHint   = Text{"姓名、会员号、手机或邮箱", "姓名、會員編號、手機或電郵", "Name, number, phone or e-mail"}
	DeskCommunity    = Text{"楼盘", "屋苑", "Community"}
	DeskClass        = Text{"类别", "類別", "Class"}
	DeskTier         = Text{"等级", "等級", "Tier"}
	DeskWaiting      = Text{"待核验", "待核驗", "Claim waiting"}
	DeskClear        = Text{"清除筛选", "清除篩選", "Clear filters"}
	DeskName         = Text{"姓名", "姓名", "Name"}
	DeskNumber       = Text{"会员号", "會員編號", "Number"}
	DeskContact      = Text{"联系方式", "聯絡方式", "Contact"}
	DeskPoints       = Text{"积分", "積分", "Points"}
	DeskJoined       = Text{"入会", "入會", "Joined"}
	DeskLeaving      = Text{"已申请退会", "已申請退會", "Leaving"}
	DeskMerged       = Text{"已合并", "已合併", "Merged"}
	DeskMergedText   = Text{"这位会员的一切已并入另一份会籍。", "這位會員的一切已併入另一份會籍。", "All that was theirs is another membership's now."}
	DeskMergedInto   = Text{"查看保留的会员", "查看保留的會員", "See the member who remains"}
	DeskErased       = Text{"资料已清除", "資料已清除", "Erased"}
	DeskErasedText   = Text{"这位会员已退会，个人信息已清除。积分和核销的账目保留，不带姓名。", "這位會員已退會，個人資料已清除。積分和兌換的賬目保留，不帶姓名。", "This member has left, and what told of them was erased. The ledgers of points and vouchers stay, with no name."}
	DeskLeft         = Text{"已退会", "已退會", "Left"}

	DeskFacts        = Text{"资料", "資料", "Details"}
	DeskPhone        = Text{"手机", "手機", "Phone"}
	DeskEmail        = Text{"邮箱", "電郵", "E-mail"}
	DeskLanguage     = Text{"语言", "語言", "Language"}
	DeskElsewhere    = Text{"其他楼盘", "其他屋苑", "Another community"}
	DeskNotGiven     = Text{"未填写", "未填寫", "Not given"}
	DeskHomes        = Text{"房产", "物業", "Homes"}
	DeskNoHomes      = Text{"没有认证过的房产。", "沒有認證過的物業。", "No home has been claimed."}
	DeskConsents     = Text{"同意记录", "同意記錄", "Consents"}
	DeskConsentGiven = Text{"%s 同意（%s）", "%s 同意（%s）", "Agreed %s (%s)"}
	DeskConsentGone  = Text{"%s 撤回", "%s 撤回", "Withdrawn %s"}
	DeskConsentNever = Text{"未同意", "未同意", "Not agreed"}

	DeskReveal       = Text{"查看完整联系方式", "查看完整聯絡方式", "Show full contact details"}
	DeskRevealText   = Text{"每次查看都会写入审计日志，会员有权要求查阅。", "每次查看都會寫入審計日誌，會員有權要求查閱。", "Each viewing is recorded in the audit log, and the member may ask to see it."}
	DeskRevealReason = Text{"为什么需要查看？", "為甚麼需要查看？", "Why do you need them?"}
	DeskRevealEg     = Text{"例如：回电处理房产认证", "例如：回電處理物業認證", "For example: calling back about a claim"}
	DeskRevealButton = Text{"记录并显示", "記錄並顯示", "Show the details"}
	DeskRevealed     = Text{"完整联系方式已显示", "完整聯絡方式已顯示", "Contact details are shown in full"}
	DeskRevealedText = Text{"本次查看已写入审计日志。离开此页后将重新隐藏。", "本次查看已寫入審計日誌。離開此頁後將重新隱藏。", "This viewing has been recorded. The details are masked again once you leave this page."}

	DeskRecordTabs  = Text{"会员记录", "會員記錄", "Member's record"}
	DeskTimeline    = Text{"时间线", "時間線", "Timeline"}
	DeskVouchers    = Text{"卡券", "優惠券", "Vouchers"}
	DeskNoVouchers  = Text{"还没有领过卡券。", "還沒有領過優惠券。", "No voucher has been claimed yet."}
	DeskVoucherCode = Text{"尾号 %s", "尾號 %s", "code ends %s"}
	DeskClaimedOn   = Text{"%s 领取", "%s 領取", "claimed %s"}
	DeskGoodUntil   = Text{"有效期至 %s", "有效期至 %s", "good until %s"}
)

// ConsentKinds names what a member agrees to.
var ConsentKinds = []struct {
	Kind string
	Name Text
}{
	{string(db.ConsentTerms), Text{"会员条款", "會員條款", "Terms"}},
	{string(db.ConsentPrivacy), Text{"隐私政策", "私隱政策", "Privacy policy"}},
	{string(db.ConsentNewsSMS), Text{"短信营销", "短訊推廣", "Marketing by SMS"}},
	{string(db.ConsentNewsEmail), Text{"邮件营销", "電郵推廣", "Marketing by e-mail"}},
	{string(db.ConsentServiceSMS), Text{"短信会员通知", "短訊會員通知", "Membership by SMS"}},
	{string(db.ConsentServiceEmail), Text{"邮件会员通知", "電郵會員通知", "Membership by e-mail"}},
}

// ConsentName answers what the kind of consent is called.
func ConsentName(l db.Locale, kind string) string {
	for _, k := range ConsentKinds {
		if k.Kind == kind {
			return k.Name.In(l)
		}
	}
	return kind
}
