package i18n

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
