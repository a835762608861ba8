package i18n

import "clubhouse/db"

// Members who may be one person, and merging.
var (
	MergesTitle    = Text{"重复会员", "重複會員", "Duplicates"}
	MergesText     = Text{"可能是同一个人的会员，最像的在前。合并后 30 天内可以撤销。", "可能是同一個人的會員，最像的在前。合併後 30 天內可以撤銷。", "Members who may be one person, the likeliest first. A merge can be undone for 30 days."}
	MergesNone     = Text{"没有需要判断的。", "沒有需要判斷的。", "There is nothing to decide."}
	MergesScore    = Text{"%d%% 相似", "%d%% 相似", "%d%% alike"}
	MergesLook     = Text{"比较", "比較", "Compare"}
	MergesFirst    = Text{"回到最像的", "回到最像的", "Back to the likeliest"}
	MergesNext     = Text{"下一页", "下一頁", "Next page"}
	MergesPair     = Text{"%s 与 %s", "%s 與 %s", "%s and %s"}
	MergePairTitle = Text{"是同一个人吗？", "是同一個人嗎？", "One person?"}
	MergeSide      = Text{"并排比较", "並排比較", "Side by side"}
	MergeField     = Text{"项目", "項目", "Field"}
	MergeDiffers   = Text{"不同", "不同", "differs"}
	MergeSame      = Text{"相同", "相同", "same"}
	MergeInto1     = Text{"保留 %s", "保留 %s", "%s remains"}
	MergeTurn      = Text{"反过来，保留 %s", "反過來，保留 %s", "The other way round: keep %s"}
	MergeKeepHint  = Text{"保留的一位继续使用自己的姓名、会员号和会员卡；用任何一边的手机或邮箱登录，都会进入保留的账户。另一位的密码和通行密钥不再能用。", "保留的一位繼續使用自己的姓名、會員編號和會員卡；用任何一邊的手機或電郵登入，都會進入保留的帳戶。另一位的密碼和通行密鑰不能再用。", "They keep their name, number and card. Signing in by the phone or e-mail of either leads to them. The other's password and passkeys no longer work."}
	MergeMoves     = Text{"会转移什么（试算，尚未执行）", "會轉移甚麼（試算，尚未執行）", "What will move (a dry run: nothing has been done)"}
	MergeFrom      = Text{"从 %s 到 %s", "從 %s 到 %s", "From %s to %s"}
	MergeNothing   = Text{"没有需要转移的。", "沒有需要轉移的。", "There is nothing to move."}
	MergeStays     = Text{"%s，其中 %s 项对方已有", "%s，其中 %s 項對方已有", "%s; %s the other has already"}
	MergePoints    = Text{"%s 积分", "%s 積分", "%s points"}
	MergeReason    = Text{"依据", "依據", "On what grounds"}
	MergeReasonEg  = Text{"例如：本人确认两个号码都是自己的", "例如：本人確認兩個號碼都是自己的", "For example: confirmed that both numbers are theirs"}
	MergeGo        = Text{"合并", "合併", "Merge"}
	MergeApart     = Text{"不是同一个人", "不是同一個人", "Two people"}
	MergeWith      = Text{"与另一位会员合并", "與另一位會員合併", "Merge with another member"}
	MergeOther     = Text{"另一位的会员号", "另一位的會員編號", "The other's membership number"}
	MergeFind      = Text{"比较", "比較", "Compare"}
	MergePast      = Text{"合并记录", "合併記錄", "Merges"}
	MergeOf        = Text{"%s 并入", "%s 併入", "merged in %s"}
	MergeUndo      = Text{"撤销合并", "撤銷合併", "Undo the merge"}
	MergeUntil     = Text{"%s 前可撤销", "%s 前可撤銷", "Can be undone until %s"}
	MergeWasUndone = Text{"已撤销", "已撤銷", "Undone"}
	MergeOver      = Text{"已不能撤销", "已不能撤銷", "Can no longer be undone"}
)

// Evidences say why two members may be one.
var Evidences = map[db.Evidence]Text{
	db.ProvenBoth:    {"其中一位已验证对方的手机或邮箱是自己的", "其中一位已驗證對方的手機或電郵是自己的", "one has proven the other's phone or e-mail to be theirs"},
	db.FormerContact: {"一位现在的手机或邮箱曾是另一位的", "一位現在的手機或電郵曾是另一位的", "one has a phone or e-mail that was the other's"},
	db.NameAndHome:   {"姓名和申请的房产相同", "姓名和申請的物業相同", "the same name and home"},
	db.NameAndPlace:  {"姓名和楼盘相同", "姓名和屋苑相同", "the same name and community"},
}

// MergeTables name what merging moves, by the books' tables.
var MergeTables = map[string]Text{
	"consents": DeskConsents, "notices": DeskNotices, "home_claims": {"房产申请", "物業申請", "Home claims"},
	"households": {"管理的家庭", "管理的家庭", "Households led"}, "household_members": {"所在家庭", "所在家庭", "Households"}, "household_invitations": {"家庭邀请", "家庭邀請", "Household invitations"},
	"vouchers": DeskVouchers, "point_lots": {"积分批次", "積分批次", "Lots of points"}, "point_accounts": DeskPoints, "notes": {"备注", "備註", "Notes"},
}

func init() {
	for r, t := range map[db.Reason]Text{
		db.MemberUnknown:    {"没有这个会员号，或不在您的楼盘。请核对。", "沒有這個會員編號，或不在您的屋苑。請核對。", "There is no such membership number, or not in your communities. Check it."},
		db.MergeSelf:        {"不能与自己合并。", "不能與自己合併。", "A member cannot be merged with themselves."},
		db.MergeLeft:        {"其中一位已退会、被停用或已经合并过。", "其中一位已退會、被停用或已經合併過。", "One of them has left, is shut out, or was merged already."},
		db.ContactMerged:    {"它属于一个已并入他人的会籍。请用保留会籍自己的手机或邮箱。", "它屬於一個已併入他人的會籍。請用保留會籍自己的手機或電郵。", "It belongs to a membership that was merged into another. Use the phone or e-mail of the one that remains."},
		db.MergeLeaving:     {"其中一位已申请退会。请等退会完成，或由本人先撤回申请。", "其中一位已申請退會。請等退會完成，或由本人先撤回申請。", "One of them has asked to leave. Wait until that is over, or have them take it back first."},
		db.MergeDesk:        {"其中一位在会所或商户工作（或曾被停用）。工作账户不能在这里合并，请管理员先结束其工作角色。", "其中一位在會所或商戶工作（或曾被停用）。工作帳戶不能在這裡合併，請管理員先結束其工作角色。", "One of them works for the club or a shop, or was disabled there. Such an account cannot be merged here: an administrator ends that first."},
		db.MergeOld:         {"已超过 30 天，或已经撤销过，不能再撤销。", "已超過 30 天，或已經撤銷過，不能再撤銷。", "It is more than 30 days old, or was undone already."},
		db.MergeOwn:         {"不能合并自己的会籍，请由其他同事处理。", "不能合併自己的會籍，請由其他同事處理。", "You cannot merge your own membership. Leave it to a colleague."},
		db.MergeUndone:      {"其中一位此后有了变化，不能再分开。", "其中一位此後有了變化，不能再分開。", "One of them has changed since, so that they cannot be taken apart."},
		db.DuplicateDecided: {"已有同事处理过这一对。", "已有同事處理過這一對。", "A colleague has decided on this pair already."},
	} {
		refusals[r] = t
	}
}
