package i18n

import "clubhouse/db"

// The desk's claims to homes.
var (
	DeskClaimsTitle   = Text{"认证申请", "認證申請", "Home claims"}
	DeskClaimsText    = Text{"手机或姓名与名册不完全一致的申请，最早的在前。", "手機或姓名與名冊不完全一致的申請，最早的在前。", "Claims that the register did not settle by itself, the oldest first."}
	DeskClaimsNone    = Text{"没有等待核验的申请，都处理完了。", "沒有等待核驗的申請，都處理完了。", "No claims are waiting. All done."}
	DeskClaimsMembers = Text{"查看会员", "查看會員", "See the members"}
	DeskClaimsAll     = Text{"全部认证申请", "全部認證申請", "All home claims"}
	DeskClaimsAllText = Text{"所有房产认证申请：待核验、已认证、未通过和已结束的。", "所有物業認證申請：待核驗、已認證、未通過和已結束的。", "Every home claim: being checked, verified, not approved or ended."}
	DeskClaimsNever   = Text{"还没有人申请认证房产。", "還沒有人申請認證物業。", "Nobody has claimed a home yet."}
	DeskClaimsLater   = Text{"后面的申请", "後面的申請", "Later claims"}
	DeskClaimsFirst   = Text{"回到最早", "回到最早", "Back to the oldest"}

	DeskClaimMember   = Text{"会员", "會員", "Member"}
	DeskClaimHome     = Text{"申请的房产", "申請的物業", "Home claimed"}
	DeskClaimRegister = Text{"名册登记", "名冊登記", "On the register"}
	DeskClaimSince    = Text{"提交时间", "提交時間", "Submitted"}
	DeskClaimCheck    = Text{"核验", "核驗", "Check"}
	DeskClaimCheckOf  = Text{"核验%s的申请", "核驗%s的申請", "Check the claim of %s"}

	DeskSameName      = Text{"姓名一致", "姓名一致", "Name matches"}
	DeskOtherName     = Text{"姓名不同", "姓名不同", "Name differs"}
	DeskSamePhone     = Text{"手机一致", "手機一致", "Phone matches"}
	DeskOtherPhone    = Text{"手机不同", "手機不同", "Phone differs"}
	DeskNotRegistered = Text{"名册没有这套房产", "名冊沒有這個物業", "Not on the register"}
	DeskRivals        = Text{"已有 %d 位认证业主", "已有 %d 位認證業主", "%d other verified"}
	DeskRivalsText    = Text{"提交申请时，已有 %d 位会员认证了这套房产。请先确认是共有业主，还是已经转手。", "提交申請時，已有 %d 位會員認證了這個物業。請先確認是共有業主，還是已經轉手。", "Members verified for this home when it was claimed: %d. Find out whether they own it together or it has been sold."}

	DeskClaimTitle   = Text{"%s的认证申请", "%s的認證申請", "Claim of %s"}
	DeskClaimFacts   = Text{"申请", "申請", "The claim"}
	DeskClaimAddress = Text{"房产", "物業", "Home"}
	DeskClaimOwner   = Text{"登记业主 %d", "登記業主 %d", "Owner of record %d"}
	DeskClaimNoMatch = Text{"名册上没有这套房产。请核对楼栋和房号；如果名册不全，请先导入。", "名冊上沒有這個物業。請核對樓座和房號；如果名冊不全，請先匯入。", "The register does not know this home. Check the building and the room, or import a newer register first."}
	DeskClaimImport  = Text{"导入业主名册", "匯入業主名冊", "Import the owners' register"}
	DeskDecision     = Text{"处理", "處理", "Decision"}
	DeskApprove      = Text{"通过认证", "通過認證", "Approve the claim"}
	DeskApproveText  = Text{"会员成为业主，并会收到通知。", "會員成為業主，並會收到通知。", "The member becomes an owner and is told."}
	DeskRefuse       = Text{"不予通过", "不予通過", "Refuse the claim"}
	DeskRefuseReason = Text{"不通过的原因", "不通過的原因", "Reason for refusing"}
	DeskRefuseHint   = Text{"会员会看到这段话，请写明还需要什么。", "會員會看到這段話，請寫明還需要甚麼。", "The member sees these words. Say what is missing."}
	DeskApproveNo    = Text{"名册没有这套房产，不能通过。", "名冊沒有這個物業，不能通過。", "It cannot be approved: the register does not know this home."}
	DeskDecided      = Text{"这条申请已处理", "這條申請已處理", "This claim has been decided"}
	DeskDecidedOn    = Text{"处理时间", "處理時間", "Decided"}
	DeskDecidedBy    = Text{"处理方式", "處理方式", "How"}
	DeskClaimsBack   = Text{"回到待处理申请", "回到待處理申請", "Back to the waiting claims"}
	DeskReasonGiven  = Text{"原因", "原因", "Reason"}
)

// ClaimHows names how a claim was decided.
var ClaimHows = map[string]Text{
	"register": {"与名册一致，自动通过", "與名冊一致，自動通過", "Matched the register at once"},
	"staff":    {"人工核验", "人工核驗", "Checked by staff"},
}

// ClaimEnds names how a claim that is over ended.
var ClaimEnds = map[db.ClaimEnd]Text{
	db.EndSold:      {"已由新业主认证", "已由新業主認證", "Another owner was verified"},
	db.EndGivenUp:   {"会员放弃", "會員放棄", "Given up by the member"},
	db.EndWithdrawn: {"会员撤回", "會員撤回", "Withdrawn by the member"},
}

// ClaimTurns names whose turn it is with a claim that waits.
var ClaimTurns = map[db.ClaimTurn]Text{
	db.TurnAsked:    {"等会员补充", "等會員補充", "Waiting for the member"},
	db.TurnAnswered: {"会员已补充", "會員已補充", "Answered"},
}

// Companies names what may be said of who owns a home.
var Companies = map[db.Company]Text{
	db.CompanyByName: {"按业主姓名判断", "按業主姓名判斷", "As the owners' names tell"},
	db.CompanyYes:    {"公司名下", "公司名下", "Owned by a company"},
	db.CompanyNo:     {"个人名下", "個人名下", "Owned by people"},
}

// The inbox of claims.
var (
	DeskInboxTurns     = Text{"哪些申请", "哪些申請", "Which claims"}
	DeskInboxOurs      = Text{"待处理", "待處理", "To decide"}
	DeskInboxTheirs    = Text{"等会员补充", "等會員補充", "Waiting for the member"}
	DeskInboxList      = Text{"等待的申请", "等待的申請", "Claims that wait"}
	DeskInboxNoneAsked = Text{"没有在等会员补充的申请。", "沒有在等會員補充的申請。", "No claim waits for its member."}
	DeskInboxPick      = Text{"从左边选一条申请。", "從左邊選一條申請。", "Choose a claim on the left."}

	DeskCompareTitle   = Text{"逐项核对", "逐項核對", "Side by side"}
	DeskCompareField   = Text{"项目", "項目", "Field"}
	DeskCompareClaim   = Text{"会员申请", "會員申請", "Claimed"}
	DeskCompareReg     = Text{"名册登记", "名冊登記", "On the register"}
	DeskCompareVerdict = Text{"对照", "對照", "Compared"}
	DeskCompareSame    = Text{"一致", "一致", "Same"}
	DeskCompareOther   = Text{"不同", "不同", "Differs"}
	DeskCompareNone    = Text{"没有", "沒有", "None"}
	DeskCompareWho     = Text{"与业主 %s 一致", "與業主 %s 一致", "Same as owner %s"}
	DeskCompareUnknown = Text{"名册没有", "名冊沒有", "Not there"}
	DeskBuilding       = Text{"楼栋", "座數", "Building"}
	DeskStair          = Text{"单元", "單元", "Stair"}
	DeskRoom           = Text{"房号", "房號", "Room"}

	DeskNear          = Text{"可能是哪一套", "可能是哪一個", "Which home is meant?"}
	DeskNearNone      = Text{"同一楼盘里没有相近的房产。", "同一屋苑裡沒有相近的物業。", "There is no similar home in this community."}
	DeskNearPick      = Text{"按这一套通过", "按這一個通過", "Approve for the home I picked"}
	DeskNearText      = Text{"申请的地址会改成所选的房产。", "申請的地址會改成所選的物業。", "The claim then has the address of that home."}
	DeskOthers        = Text{"同一套房产的其他申请", "同一個物業的其他申請", "Other claims to this home"}
	DeskPhotos        = Text{"合同照片", "合約相片", "Photos of the contract"}
	DeskPhotosOpen    = Text{"查看照片", "查看相片", "Open the photos"}
	DeskPhotosOpenTxt = Text{"%d 张。您的查看会记入审计日志。", "%d 張。您的查看會記入審計日誌。", "%d in all. That you open them is logged."}
	DeskPhotosErase   = Text{"%s 自动删除", "%s 自動刪除", "Erased on %s"}
	DeskPhotoNth      = Text{"合同照片 %d，在新页打开", "合約相片 %d，在新頁開啟", "Photo %d of the contract, opens by itself"}
	DeskTalk          = Text{"往来", "往來", "Asked and answered"}
	DeskTalkAsked     = Text{"%s 询问", "%s 詢問", "%s asked"}
	DeskTalkAnswered  = Text{"会员补充", "會員補充", "The member answered"}

	DeskAsk        = Text{"请会员补充", "請會員補充", "Ask the member"}
	DeskAskWords   = Text{"要补充什么", "要補充甚麼", "What is needed"}
	DeskAskHint    = Text{"会员会收到这段话，补充后申请回到待处理。", "會員會收到這段話，補充後申請回到待處理。", "The member is told these words. Once they answer, the claim comes back here."}
	DeskReady      = Text{"常用语（按会员的语言填入）", "常用語（按會員的語言填入）", "Ready phrases, in the member's language"}
	DeskDecidedWho = Text{"%s，%s", "%s，%s", "%s, %s"}
)
