package i18n

// TakeawayTables name the files of what a member takes along: all that the club holds on them, by the books' tables.
var TakeawayTables = map[string]Text{
	"accounts":          {"账户", "帳戶", "Account"},
	"members":           {"会籍", "會籍", "Membership"},
	"consents":          {"同意记录", "同意記錄", "Consents"},
	"grants":            {"工作角色", "工作角色", "Roles at work"},
	"sessions":          {"登录设备", "登入裝置", "Sign-ins"},
	"notices":           {"消息", "訊息", "Messages"},
	"deliveries":        {"消息发送", "訊息發送", "Deliveries"},
	"home_claims":       {"房产认证", "物業認證", "Home claims"},
	"claim_steps":       {"认证沟通", "認證溝通", "Claim questions"},
	"claim_photos":      {"合同照片", "合約相片", "Contract photos"},
	"households":        {"我管理的家庭", "我管理的家庭", "Households led"},
	"household_members": {"所在家庭", "所在家庭", "Households"},
	"former_contacts":   {"以前的联系方式", "以前的聯絡方式", "Former contacts"},
	"vouchers":          {"卡券", "優惠券", "Vouchers"},
	"point_accounts":    {"积分余额", "積分結餘", "Points balance"},
	"point_movements":   {"积分来源", "積分來源", "Points sources"},
	"point_entries":     {"积分明细", "積分明細", "Points ledger"},
	"point_lots":        {"积分有效期", "積分有效期", "Points by expiry"},
	"notes":             {"工作人员备注", "職員備註", "Notes of staff"},
	"audit":             {"操作记录", "操作記錄", "What was done"},
}

// TakeawayColumns name their columns.
var TakeawayColumns = map[string]Text{
	"id": {"编号", "編號", "Id"}, "phone": ProfilePhone, "email": ProfileEmail, "name": JoinName, "locale": ProfileLanguage,
	"disabled_at": {"停用时间", "停用時間", "Disabled"}, "barred_at": {"停止工作权限", "停止工作權限", "Barred from work"}, "created_at": {"创建时间", "建立時間", "Created"}, "seen_at": {"最近使用", "最近使用", "Last used"},
	"number": ProfileNumber, "class": ProfileClass, "tier": ProfileTier, "community_id": {"楼盘编号", "屋苑編號", "Community id"}, "community": DeskCommunity,
	"joined_at": ProfileSince, "left_at": {"退会时间", "退會時間", "Left"}, "leaves_at": {"将于何时退会", "將於何時退會", "Leaves"}, "returned": {"曾是会员", "曾是會員", "Was a member before"},
	"kind": {"种类", "種類", "Kind"}, "version": {"版本", "版本", "Version"}, "given_at": {"同意时间", "同意時間", "Agreed"}, "withdrawn_at": {"撤回时间", "撤回時間", "Withdrawn"},
	"role": {"角色", "角色", "Role"}, "scope": {"范围", "範圍", "Scope"}, "scope_id": {"范围编号", "範圍編號", "Scope id"}, "granted_at": {"授予时间", "授予時間", "Given"}, "granted_by": {"授予人编号", "授予人編號", "Given by (id)"}, "ended_by": {"收回人编号", "收回人編號", "Ended by (id)"},
	"door": {"入口", "入口", "Door"}, "outlet_id": {"门店编号", "門店編號", "Outlet id"}, "address": {"网络地址", "網絡地址", "Network address"}, "agent": {"浏览器", "瀏覽器", "Browser"}, "ends_at": {"到期时间", "到期時間", "Ends"}, "ended_at": {"结束时间", "結束時間", "Ended"}, "proven_at": {"最近验证", "最近驗證", "Last proven"},
	"cause_id": {"起因编号", "起因編號", "Cause id"}, "args": {"内容", "內容", "Content"}, "at": {"时间", "時間", "When"}, "read_at": {"阅读时间", "閱讀時間", "Read"},
	"notice_id": {"消息编号", "訊息編號", "Message id"}, "channel": {"渠道", "渠道", "Channel"}, "state": {"状态", "狀態", "State"}, "why": {"原因", "原因", "Why"},
	"building": HomesBuildingField, "stair": HomesStairField, "room": HomesRoomField, "home_id": {"房产编号", "物業編號", "Home id"}, "how": {"认证方式", "認證方式", "How"}, "rivals": {"当时已认证人数", "當時已認證人數", "Verified before"}, "reason": {"原因", "原因", "Reason"},
	"claimed_at": {"提交时间", "提交時間", "Claimed"}, "decided_at": {"处理时间", "處理時間", "Decided"},
	"code": {"券码", "券碼", "Code"}, "title": {"名称", "名稱", "Title"}, "price": {"所用积分", "所用積分", "Price in points"}, "redeem_to": {"可用至", "可用至", "Good until"}, "used_at": {"使用时间", "使用時間", "Used"}, "outlet": {"门店", "門店", "Outlet"}, "bill": {"消费金额（分）", "消費金額（分）", "Bill (minor units)"},
	"balance": {"余额", "結餘", "Balance"}, "rule": {"规则", "規則", "Rule"}, "source_id": {"来源编号", "來源編號", "Source id"}, "reverses": {"冲销编号", "沖銷編號", "Reverses"}, "movement_id": {"变动编号", "變動編號", "Movement id"}, "points": {"积分", "積分", "Points"}, "remaining": {"剩余", "剩餘", "Left"}, "expires_at": {"到期", "到期", "Expires"},
	"on_kind": {"关于", "關於", "On"}, "on_id": {"关于编号", "關於編號", "On (id)"}, "author_id": {"作者编号", "作者編號", "Author (id)"}, "body": {"内容", "內容", "Text"}, "edited_at": {"更正时间", "更正時間", "Corrected"}, "struck_at": {"划去时间", "劃去時間", "Struck out"}, "struck_by": {"划去人编号", "劃去人編號", "Struck out by (id)"}, "step": {"下一步", "下一步", "Next step"}, "due": {"到期日", "到期日", "Due"}, "owner_id": {"负责人编号", "負責人編號", "In whose hands (id)"}, "done_at": {"完成时间", "完成時間", "Done"}, "done_by": {"完成人编号", "完成人編號", "Done by (id)"},
	"turn": {"轮到谁", "輪到誰", "Whose turn"}, "decided_by": {"处理人编号", "處理人編號", "Decided by (id)"}, "ended_how": {"如何结束", "如何結束", "How it ended"}, "ended_day": {"从哪天起", "從哪天起", "Ended from"},
	"claim_id": {"申请编号", "申請編號", "Claim id"}, "photos": {"照片数", "相片數", "Photos"}, "type": {"格式", "格式", "Type"}, "width": {"宽", "闊", "Width"}, "height": {"高", "高", "Height"}, "made_at": {"上传时间", "上載時間", "Sent"},
	"primary_id": {"管理人编号", "管理人編號", "Led by (id)"}, "offered_id": {"转交对象编号", "轉交對象編號", "Offered to (id)"}, "begun_at": {"开始时间", "開始時間", "Begun"}, "household_id": {"家庭编号", "家庭編號", "Household id"},
	"destination": {"手机或邮箱", "手機或電郵", "Phone or e-mail"}, "until_at": {"使用到", "使用至", "Until"}, "merged_into": {"并入编号", "併入編號", "Merged into (id)"}, "card_epoch": {"会员卡换新次数", "會員卡更換次數", "Cards made anew"},
	"birth_day": BirthdayTitle, "birth_year": {"出生年份", "出生年份", "Year of birth"}, "birth_set_at": {"生日填写时间", "生日填寫時間", "Birthday set"}, "agreed": {"已同意条款", "已同意條款", "Agreed to the terms"}, "phone_proven": {"手机已验证", "手機已驗證", "Phone proven"},
	"act": {"操作", "操作", "Act"}, "noun_id": {"对象编号", "對象編號", "Thing (id)"}, "facts": {"事实", "事實", "Facts"}, "personal": {"个人信息", "個人資料", "Personal facts"},
}

// The page of privacy, and leaving.
var (
	PrivacyTitle   = Text{"隐私与数据", "私隱與資料", "Privacy and data"}
	PrivacyText    = Text{"您同意过什么、会所存了什么，都可以查看、可以带走，也可以退会。", "您同意過甚麼、會所存了甚麼，都可以查看、可以取走，也可以退會。", "What you have agreed to, what the club holds: see it, take it along, or leave."}
	PrivacyHistory = Text{"同意记录", "同意記錄", "What you have agreed to"}
	PrivacyNothing = Text{"暂无。", "暫無。", "Nothing yet."}
	PrivacyGiven   = Text{"%s 同意，%s（%s）", "%s 同意，%s（%s）", "agreed %s, %s (%s)"}
	PrivacyGone    = Text{"%s 撤回", "%s 撤回", "withdrawn %s"}
	PrivacyCurrent = Text{"有效", "有效", "In force"}
	PrivacyEnded   = Text{"已撤回", "已撤回", "Withdrawn"}

	PrivacyExport     = Text{"下载我的数据", "下載我的資料", "Download my data"}
	PrivacyExportText = Text{"会所存有的关于您的全部数据，一个 ZIP 文件，内有表格（CSV）和 JSON。下载会记入操作记录。", "會所存有的關於您的全部資料，一個 ZIP 檔案，內有表格（CSV）和 JSON。下載會記入操作記錄。", "All that the club holds on you in one ZIP file, as tables (CSV) and JSON. The download is recorded."}
	PrivacyLeave      = Text{"退会", "退會", "Leave the club"}
	PrivacyLeaveText  = Text{"退会前会先告诉您会失去什么，之后还有时间改变主意。", "退會前會先告訴您會失去甚麼，之後還有時間改變主意。", "You first see what you would lose, and then have time to change your mind."}

	LeaveText     = Text{"退会后您会失去：", "退會後您會失去：", "If you leave, you lose:"}
	LeavePoints   = Text{"%s 积分", "%s 積分", "%s points"}
	LeaveVouchers = Text{"%s 张可用卡券", "%s 張可用優惠券", "%s vouchers that can still be used"}
	LeaveHomes    = Text{"%s 处认证房产的业主权益", "%s 個認證物業的業主禮遇", "an owner's benefits for %s verified homes"}
	LeaveTier     = Text{"%s等级", "%s等級", "your standing as %s"}
	LeaveCard     = Text{"会员卡和会员号", "會員卡和會員編號", "your card and your number"}
	LeaveThen     = Text{"您有 %s 天改变主意，期间一切照常。之后，您的姓名、手机、邮箱和其他个人信息会被清除，不能恢复；积分和核销的账目会留下，但不再有您的名字。", "您有 %s 天改變主意，期間一切照常。之後，您的姓名、手機、電郵和其他個人資料會被清除，不能恢復；積分和兌換的賬目會留下，但不再有您的名字。", "You have %s days to change your mind; until then all goes on as before. Then your name, phone, e-mail and what else tells of you are erased for good. The ledgers of points and vouchers stay, without your name."}
	LeaveWorks    = Text{"您在后台或收银台的工作账户会保留。", "您在後台或收銀台的工作帳戶會保留。", "Your account for work at desk or till stays."}
	LeaveConfirm  = Text{"我明白会失去这些，确定退会", "我明白會失去這些，確定退會", "I understand, and leave the club"}
	LeaveGo       = Text{"确认退会", "確認退會", "Leave the club"}
	LeaveStay     = Text{"留下来", "留下來", "Stay in the club"}
	LeaveSet      = Text{"您的会籍将于 %s 结束", "您的會籍將於 %s 結束", "Your membership ends on %s"}
	LeaveSetText  = Text{"在那之前随时可以改变主意，什么都不会失去。", "在那之前隨時可以改變主意，甚麼都不會失去。", "Until then you can change your mind at any time, and lose nothing."}
)
