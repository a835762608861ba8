package i18n

// The desk's audit log, and how acts are told.
var (
	DeskAuditTitle  = Text{"审计日志", "審計日誌", "Audit log"}
	DeskAuditText   = Text{"每一次改动、查看个人资料和导出：何人、何时、对谁、做了什么。封存之后，任何改动都会被发现。", "每一次改動、查看個人資料和匯出：何人、何時、對誰、做了甚麼。封存之後，任何改動都會被發現。", "Every change, every opening of personal data and every export: who, when, on whom and what. Once sealed, none can be altered unseen."}
	DeskAuditWhen   = Text{"时间", "時間", "When"}
	DeskAuditWho    = Text{"操作人", "操作人", "Who"}
	DeskAuditWhom   = Text{"会员", "會員", "Member"}
	DeskAuditFacts  = Text{"详情", "詳情", "Facts"}
	DeskAuditClub   = Text{"会所系统", "會所系統", "The club itself"}
	DeskAuditNobody = Text{"未登录者", "未登入者", "Not signed in"}

	DeskFactPoints   = Text{"+%s 积分", "+%s 積分", "+%s points"}
	DeskFactPrice    = Text{"使用 %s 积分", "使用 %s 積分", "%s points spent"}
	DeskFactBill     = Text{"消费 %s", "消費 %s", "Bill %s"}
	DeskFactReason   = Text{"原因：%s", "原因：%s", "Reason: %s"}
	DeskFactRivals   = Text{"已有 %d 位认证业主", "已有 %d 位認證業主", "%d already verified"}
	DeskFactFile     = Text{"文件 %s", "檔案 %s", "File %s"}
	DeskFactContract = Text{"合同 %s", "合約 %s", "Contract %s"}
	DeskFactGiven    = Text{"同意%s", "同意%s", "Agreed: %s"}
	DeskFactTaken    = Text{"撤回%s", "撤回%s", "Withdrawn: %s"}
	DeskFactChanged  = Text{"改动：%s", "改動：%s", "Changed: %s"}
	DeskFactTo       = Text{"移交给 %s", "移交給 %s", "to %s"}
	DeskListComma    = Text{"、", "、", ", "}
)

// Acts are the sentences of what the books record, by act. A test holds them complete against the sources of db.
var Acts = map[string]Text{
	"account.locale":           {"更改语言", "更改語言", "Changed the language"},
	"brand.edited":             {"修改品牌", "修改品牌", "Edited a brand"},
	"brand.made":               {"新增品牌", "新增品牌", "Added a brand"},
	"card.code_sent":           {"向会员发送收银验证码", "向會員發送收銀驗證碼", "Code for a till sent to a member"},
	"card.confirmed":           {"会员用验证码向收银确认身份", "會員用驗證碼向收銀確認身份", "Member confirmed at a till by code"},
	"card.identified":          {"收银识别会员身份", "收銀識別會員身份", "Member identified at a till"},
	"card.renewed":             {"手机丢失，会员卡换新", "手機遺失，會員卡更換", "Phone lost: card renewed"},
	"card.scanned":             {"会员码被扫描", "會員碼被掃描", "Card scanned at a till"},
	"club.languages":           {"修改语言", "修改語言", "Changed the languages"},
	"community.themed":         {"修改楼盘主题", "修改屋苑主題", "Changed a community's theme"},
	"sender.tested":            {"测试发送通道", "測試發送通道", "Tested a sender"},
	"setting.edited":           {"修改限额或保留期限", "修改限額或保留期限", "Changed limits or retention"},
	"text.edited":              {"修改文本草稿", "修改文本草稿", "Edited the draft of a text"},
	"text.published":           {"发布文本", "發佈文本", "Published a text"},
	"club.edited":              {"修改会所设置", "修改會所設定", "Edited the club's settings"},
	"code.failed":              {"验证码输入错误", "驗證碼輸入錯誤", "Entered a wrong one-time code"},
	"code.proven":              {"验证码正确", "驗證碼正確", "Entered the right one-time code"},
	"account.contact":          {"更换手机或邮箱", "更換手機或電郵", "Phone or e-mail changed"},
	"account.phone_freed":      {"新机主解除手机号", "新機主解除手機號碼", "Phone taken off by its new holder"},
	"account.password":         {"更改密码", "更改密碼", "Password changed"},
	"account.passkey":          {"添加通行密钥", "加入通行密鑰", "Passkey added"},
	"account.passkey_dropped":  {"移除通行密钥", "移除通行密鑰", "Passkey removed"},
	"member.erased":            {"清除退会会员的个人信息", "清除退會會員的個人資料", "Personal data erased"},
	"member.exported":          {"下载自己的数据", "下載自己的資料", "Own data downloaded"},
	"member.leaving":           {"申请退会", "申請退會", "Asked to leave"},
	"member.stayed":            {"决定留下", "決定留下", "Decided to stay"},
	"member.apart":             {"判断不是同一人", "判斷不是同一人", "Judged to be two people"},
	"member.merged":            {"合并会员", "合併會員", "Members merged"},
	"member.unmerged":          {"撤销合并", "撤銷合併", "Merge undone"},
	"member.birthday":          {"填写或删除生日", "填寫或刪除生日", "Birthday set or removed"},
	"member.imported":          {"导入会员", "匯入會員", "Member taken in"},
	"members.uploaded":         {"上传会员文件", "上載會員檔案", "File of members uploaded"},
	"members.imported":         {"导入会员文件", "匯入會員檔案", "File of members taken in"},
	"members.rows_exported":    {"导出被拒收的会员记录", "匯出被拒收的會員記錄", "Exported the records of members that were refused"},
	"members.dropped":          {"放弃会员文件", "放棄會員檔案", "File of members dropped"},
	"member.contact":           {"更换遗失的手机或邮箱", "更換遺失的手機或電郵", "Lost phone or e-mail replaced"},
	"session.confirmed":        {"再次确认本人", "再次確認本人", "Confirmed who they are"},
	"session.others_ended":     {"退出其他设备", "登出其他裝置", "Other devices signed out"},
	"staff.recovery":           {"换新恢复码", "更換恢復碼", "New recovery codes"},
	"staff.replacing":          {"更换验证器", "更換驗證器", "Connecting another authenticator"},
	"code.sent":                {"发送验证码", "發送驗證碼", "One-time code sent"},
	"community.edited":         {"修改楼盘", "修改屋苑", "Edited a community"},
	"community.made":           {"新增楼盘", "新增屋苑", "Added a community"},
	"household.begun":          {"建立家庭", "建立家庭", "Began a household"},
	"household.ended":          {"家庭结束", "家庭結束", "Household ended"},
	"household.handed_over":    {"答复管理家庭", "答覆管理家庭", "Answered the offer to lead a household"},
	"household.invited":        {"邀请加入家庭", "邀請加入家庭", "Invited to a household"},
	"household.joined":         {"加入家庭", "加入家庭", "Joined a household"},
	"household.left":           {"退出家庭", "退出家庭", "Left a household"},
	"household.offered":        {"请人管理家庭", "請人管理家庭", "Offered the lead of a household"},
	"household.removed":        {"被移出家庭", "被移出家庭", "Removed from a household"},
	"household.taken_back":     {"业主收回管理家庭", "業主收回管理家庭", "Took the lead of a household back as an owner"},
	"household.uninvited":      {"撤回家庭邀请", "撤回家庭邀請", "Withdrew an invitation to a household"},
	"home.answered":            {"补充认证资料", "補充認證資料", "Added to a home claim"},
	"home.asked":               {"请会员补充认证资料", "請會員補充認證資料", "Asked for more about a home"},
	"home.photo_dropped":       {"删除合同照片", "刪除合約相片", "Deleted a photo of a contract"},
	"home.revealed":            {"查看合同照片", "查看合約相片", "Opened a photo of a contract"},
	"home.withdrawn":           {"撤回认证申请", "撤回認證申請", "Withdrew a home claim"},
	"register.company":         {"更正是否公司名下", "更正是否公司名下", "Said whether a company owns a home"},
	"home.claimed":             {"申请认证房产", "申請認證物業", "Claimed a home"},
	"home.ended":               {"房产认证结束", "物業認證結束", "Home claim ended"},
	"home.refused":             {"房产认证未通过", "物業認證未通過", "Home claim refused"},
	"home.verified":            {"房产认证通过", "物業認證通過", "Home verified"},
	"view.saved":               {"保存列表视图", "儲存列表檢視", "Saved a view of a list"},
	"view.dropped":             {"删除列表视图", "刪除列表檢視", "Deleted a view of a list"},
	"run.begun":                {"开始后台任务", "開始背景工作", "Started a background run"},
	"run.stopped":              {"停止后台任务", "停止背景工作", "Stopped a background run"},
	"list.exported":            {"导出列表", "匯出列表", "Exported a list"},
	"run.taken":                {"下载导出文件", "下載匯出檔案", "Downloaded an exported file"},
	"job.resent":               {"重新发送消息", "重新發送訊息", "Resent a message"},
	"member.consent":           {"更改通知同意", "更改通知同意", "Changed a consent to messages"},
	"member.joined":            {"加入会所", "加入會所", "Joined the club"},
	"member.revealed":          {"查看完整联系方式", "查看完整聯絡方式", "Viewed full contact details"},
	"member.tier":              {"调整会员等级", "調整會員等級", "Set a member's tier"},
	"merchant.edited":          {"修改商户", "修改商戶", "Edited a merchant"},
	"merchant.made":            {"新增商户", "新增商戶", "Added a merchant"},
	"note.added":               {"写备注", "寫備註", "Added a note"},
	"note.corrected":           {"更正备注", "更正備註", "Corrected a note"},
	"note.done":                {"完成下一步", "完成下一步", "Finished a next step"},
	"note.planned":             {"改期或转交下一步", "改期或轉交下一步", "Rescheduled or handed over a next step"},
	"note.reopened":            {"重新打开下一步", "重新開啟下一步", "Reopened a next step"},
	"note.struck":              {"划去备注", "劃去備註", "Struck out a note"},
	"offer.edited":             {"修改优惠", "修改優惠", "Edited an offer"},
	"offer.made":               {"新增优惠", "新增優惠", "Added an offer"},
	"outlet.edited":            {"修改门店", "修改門店", "Edited an outlet"},
	"outlet.made":              {"新增门店", "新增門店", "Added an outlet"},
	"register.change_accepted": {"确认业主变更", "確認業主變更", "Accepted a change of owners"},
	"register.change_refused":  {"驳回业主变更", "駁回業主變更", "Refused a change of owners"},
	"register.exported":        {"导出业主名册", "匯出業主名冊", "Exported the owners' register"},
	"register.rows_exported":   {"导出被拒收的名册记录", "匯出被拒收的名冊記錄", "Exported the records that the register refused"},
	"points.expired":           {"积分到期", "積分到期", "Points expired"},
	"register.dropped":         {"放弃上传的业主名册", "放棄上載的業主名冊", "Discarded an uploaded register"},
	"register.imported":        {"导入业主名册", "匯入業主名冊", "Imported the owners' register"},
	"register.uploaded":        {"上传业主名册", "上載業主名冊", "Uploaded an owners' register"},
	"session.ended":            {"退出登录", "登出", "Signed out"},
	"session.refused":          {"登录失败", "登入失敗", "Sign-in failed"},
	"session.started":          {"登录", "登入", "Signed in"},
	"staff.disabled":           {"停用工作人员", "停用職員", "Disabled a member of staff"},
	"staff.enabled":            {"重新启用工作人员", "重新啟用職員", "Re-enabled a member of staff"},
	"staff.ended":              {"收回角色", "收回角色", "Took a role back"},
	"staff.granted":            {"授予角色", "授予角色", "Gave a role"},
	"staff.handed_over":        {"移交工作", "移交工作", "Handed over work"},
	"staff.invited":            {"邀请工作人员", "邀請職員", "Invited a member of staff"},
	"staff.reset":              {"重置验证器", "重設驗證器", "Reset an authenticator"},
	"staff.sent":               {"重新发送启用链接", "重新發送啟用連結", "Resent the setup link"},
	"staff.set_up":             {"启用后台账户", "啟用後台帳戶", "Set up a staff account"},
	"staff.withdrawn":          {"撤回启用链接", "撤回啟用連結", "Withdrew the setup link"},
	"notice.told":              {"提醒会员卡券快到期", "提醒會員優惠券快到期", "Sent a voucher reminder"},
	"till.ended":               {"收回收银权限", "收回收銀權限", "Removed a till right"},
	"till.granted":             {"授予收银权限", "授予收銀權限", "Gave a till right"},
	"till.opened":              {"选择收银门店", "選擇收銀門店", "Chose an outlet at the till"},
	"voucher.claimed":          {"领取卡券", "領取優惠券", "Claimed a voucher"},
	"voucher.redeemed":         {"核销卡券", "兌換優惠券", "Redeemed a voucher"},
}

// DeskImportFacts names the counts of an import, in the order in which they are told.
var DeskImportFacts = []struct {
	Fact string
	Text Text
}{
	{"homes", Text{"房产 %s 套", "物業 %s 套", "homes: %s"}},
	{"new", Text{"新增 %s", "新增 %s", "%s new"}},
	{"changed", Text{"变更 %s", "變更 %s", "%s changed"}},
	{"waiting", Text{"待确认 %s", "待確認 %s", "%s waiting"}},
	{"refused", Text{"拒收 %s", "拒收 %s", "%s refused"}},
}

// DeskFields names the fields of what is edited, as the books spell them in their audit rows.
var DeskFields = map[string]Text{
	"Name": {"名称", "名稱", "name"}, "NameHans": {"简体名称", "簡體名稱", "Simplified name"}, "NameHant": {"繁体名称", "繁體名稱", "Traditional name"}, "NameEn": {"英文名称", "英文名稱", "English name"},
	"Letters": {"会员号字母", "會員編號字母", "number's letters"}, "TimeZone": {"时区", "時區", "time zone"}, "Currency": {"货币", "貨幣", "currency"}, "Hotline": {"热线", "熱線", "hotline"}, "Licence": {"备案号", "牌照號碼", "licence"},
	"BillPoints": {"消费积分", "消費積分", "points per unit"}, "LotMonths": {"积分有效月数", "積分有效月數", "months until points expire"},
	"Parent": {"上级品牌", "上級品牌", "parent brand"}, "Brand": {"品牌", "品牌", "brand"}, "City": {"城市", "城市", "city"}, "Ended": {"停用", "停用", "ended"},
	"RegisterName": {"名册名称", "名冊名稱", "register name"}, "RegisterCity": {"名册城市", "名冊城市", "register city"},
	"Kind": {"类型", "類型", "kind"}, "Phone": {"电话", "電話", "phone"}, "Address": {"地址", "地址", "address"},
	"State": {"状态", "狀態", "state"}, "Value": {"优惠值", "優惠值", "value"}, "Version": {"版本", "版本", "version"}, "Payer": {"承担方", "承擔方", "payer"}, "ClubShare": {"会所分担", "會所分擔", "club's share"},
	"Title": {"标题", "標題", "title"}, "Terms": {"条款", "條款", "terms"}, "ShownFrom": {"展示开始", "展示開始", "shown from"}, "ClaimFrom": {"领取开始", "領取開始", "claim from"}, "ClaimTo": {"领取截止", "領取截止", "claim to"},
	"RedeemTo": {"使用截止", "使用截止", "redeem until"}, "RedeemDays": {"有效天数", "有效天數", "days to redeem"}, "Weekdays": {"可用日", "可用日", "weekdays"}, "HourFrom": {"开始时刻", "開始時刻", "hours from"}, "HourTo": {"结束时刻", "結束時刻", "hours to"},
	"Classes": {"会员类别", "會員類別", "classes"}, "Tiers": {"会员等级", "會員等級", "tiers"}, "Communities": {"楼盘", "屋苑", "communities"}, "Outlets": {"门店", "門店", "outlets"}, "JoinedDays": {"新会员天数", "新會員天數", "days since joining"},
	"Price": {"积分价", "積分價", "price in points"}, "Stock": {"库存", "庫存", "stock"}, "PerMember": {"每人限领", "每人限領", "limit per member"}, "PerMemberDay": {"每日限领", "每日限領", "limit per day"}, "PerHome": {"每户限领", "每戶限領", "limit per home"},
	"Hue": {"色调", "色調", "hue"}, "Logo": {"标志", "標誌", "logo"}, "Languages": {"会员语言", "會員語言", "languages"}, "Language": {"默认语言", "預設語言", "default language"},
	"Hans": {"简体内容", "簡體內容", "Simplified text"}, "Hant": {"繁体内容", "繁體內容", "Traditional text"}, "En": {"英文内容", "英文內容", "English text"},
	"Merchant": {"商户", "商戶", "merchant"}, "MerchantName": {"商户名称", "商戶名稱", "merchant's name"},
}
