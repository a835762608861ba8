package i18n

import "clubhouse/db"

// The desk's records: the timeline, notes, and what is to be done next.
var (
	DeskRecordFold    = Text{"显示资料", "顯示資料", "Show details"}
	DeskRecordShow    = Text{"筛选时间线", "篩選時間線", "What the timeline shows"}
	DeskRecordEmpty   = Text{"还没有记录。", "還沒有記錄。", "Nothing has been recorded yet."}
	DeskRecordNone    = Text{"这里没有符合筛选的记录。", "這裡沒有符合篩選的記錄。", "Nothing of this kind has been recorded."}
	DeskRecordToday   = Text{"今天 · %s", "今天 · %s", "Today · %s"}
	DeskRecordYester  = Text{"昨天 · %s", "昨天 · %s", "Yesterday · %s"}
	DeskRecordChanges = Text{"查看改动（%d 项）", "查看改動（%d 項）", "What changed (%d)"}
	DeskRecordAudit   = Text{"审计日志中的这一条：%s", "審計日誌中的這一條：%s", "This entry in the audit log: %s"}
	DeskRecordWas     = Text{"原为", "原為", "was"}
	DeskRecordIs      = Text{"改为", "改為", "now"}

	DeskNoteAdd       = Text{"写备注或联系记录", "寫備註或聯絡記錄", "Add a note or a contact"}
	DeskNoteKind      = Text{"方式", "方式", "How"}
	DeskNoteText      = Text{"内容", "內容", "What was said or found"}
	DeskNoteHint      = Text{"写给下一位接手的同事。保存 15 分钟后不能再修改。", "寫給下一位接手的同事。儲存 15 分鐘後不能再修改。", "Write it for the colleague who comes after you. It can be corrected for 15 minutes."}
	DeskNoteStep      = Text{"下一步", "下一步", "Next step"}
	DeskNoteStepEg    = Text{"例如：回电确认交付时间", "例如：回電確認交樓時間", "For example: call back about the handover"}
	DeskNoteDue       = Text{"到期日", "到期日", "By"}
	DeskNoteWhose     = Text{"负责人", "負責人", "Who"}
	DeskNoteSelf      = Text{"%s（自己）", "%s（自己）", "%s (myself)"}
	DeskNoteSave      = Text{"保存到记录", "儲存到記錄", "Add to the record"}
	DeskNoteErased    = Text{"内容已随会员资料删除。", "內容已隨會員資料刪除。", "The text was erased with the member."}
	DeskNoteEdited    = Text{"已更正", "已更正", "corrected"}
	DeskNoteStruck    = Text{"%s 划去：%s", "%s 劃去：%s", "Struck out by %s: %s"}
	DeskNoteManage    = Text{"更正或划去", "更正或劃去", "Correct or strike out"}
	DeskNoteManageOf  = Text{"更正或划去：%s", "更正或劃去：%s", "Correct or strike out: %s"}
	DeskNoteTitle     = Text{"备注：%s", "備註：%s", "Note: %s"}
	DeskNoteCorrect   = Text{"更正", "更正", "Correct it"}
	DeskNoteCorrectTo = Text{"您可以在 %s 之前更正。", "您可以在 %s 之前更正。", "You may correct it until %s."}
	DeskNoteFixed     = Text{"备注写好 15 分钟后不能修改，也只有作者可以更正。写错的可以划去，再写一条新的。", "備註寫好 15 分鐘後不能修改，也只有作者可以更正。寫錯的可以劃去，再寫一則新的。", "A note can be corrected only by its author, within 15 minutes. If it is wrong, strike it out and write another."}
	DeskNoteSaveAgain = Text{"保存更正", "儲存更正", "Save the correction"}
	DeskNoteStrike    = Text{"划去这条备注", "劃去這則備註", "Strike it out"}
	DeskNoteStrikeWhy = Text{"原因", "原因", "Reason"}
	DeskNoteStrikeTo  = Text{"原文保留并注明由谁、为何划去；未完成的下一步同时取消。", "原文保留並註明由誰、為何劃去；未完成的下一步同時取消。", "The text stays, with who struck it out and why. An open next step is dropped with it."}
	DeskNoteBack      = Text{"回到记录", "回到記錄", "Back to the record"}

	DeskSteps      = Text{"下一步", "下一步", "Next steps"}
	DeskStepDone   = Text{"%s 于 %s 完成", "%s 於 %s 完成", "Done by %s, %s"}
	DeskStepFinish = Text{"完成", "完成", "Done"}
	DeskStepOf     = Text{"完成：%s", "完成：%s", "Done: %s"}
	DeskStepOpen   = Text{"重新打开", "重新開啟", "Reopen"}
	DeskStepOpenOf = Text{"重新打开：%s", "重新開啟：%s", "Reopen: %s"}
	DeskStepPlan   = Text{"改期或转交", "改期或轉交", "Reschedule or hand over"}
	DeskStepPlanOf = Text{"改期或转交：%s", "改期或轉交：%s", "Reschedule or hand over: %s"}
	DeskStepSave   = Text{"保存安排", "儲存安排", "Save"}
	DeskStepWhose  = Text{"只列出能查看这份记录的同事。", "只列出能查看這份記錄的同事。", "Only colleagues who may read this record are listed."}

	DeskTasksTitle = Text{"我的待办", "我的待辦", "My tasks"}
	DeskTasksText  = Text{"记录里写下的下一步，按到期日排列。", "記錄裡寫下的下一步，按到期日排列。", "Next steps from the records, by due date."}
	DeskTasksNone  = Text{"没有待办。在会员、房产、商户或优惠的记录里写下一步，就会出现在这里。", "沒有待辦。在會員、物業、商戶或優惠的記錄裡寫下一步，就會出現在這裡。", "Nothing to do. Next steps written on a member, home, merchant or offer appear here."}
	DeskTasksWhose = Text{"谁的待办", "誰的待辦", "Whose"}
	DeskTasksMine  = Text{"我自己", "我自己", "My own"}
	DeskTasksEvery = Text{"所有人", "所有人", "Everybody"}
	DeskTasksDue   = Text{"逾期和今天到期", "逾期和今天到期", "Overdue or due today"}
	DeskTasksCount = Text{"%s 项逾期或今天到期", "%s 項逾期或今天到期", "%s overdue or due today"}
)

// NoteKinds names how staff came to know what they note.
var NoteKinds = map[db.NoteKind]Text{
	"note":    {"备注", "備註", "Note"},
	"phone":   {"电话联系", "電話聯絡", "By phone"},
	"visit":   {"上门或来访", "上門或來訪", "A visit"},
	"wechat":  {"微信联系", "微信聯絡", "By WeChat"},
	"email":   {"邮件联系", "電郵聯絡", "By e-mail"},
	"counter": {"前台接待", "櫃檯接待", "At the counter"},
}

// Shows names the parts of a timeline.
var Shows = map[db.Show]Text{
	db.ShowAll:      {"全部", "全部", "All"},
	db.ShowNotes:    {"备注与联系", "備註與聯絡", "Notes and contact"},
	db.ShowVouchers: {"卡券与积分", "優惠券與積分", "Vouchers and points"},
	db.ShowHomes:    {"房产", "物業", "Homes"},
	db.ShowMembers:  {"认证申请", "認證申請", "Claims"},
	db.ShowRegister: {"业主名册", "業主名冊", "Register"},
	db.ShowOffers:   {"优惠", "優惠", "Offers"},
	db.ShowTills:    {"收银权限", "收銀權限", "Tills"},
	db.ShowStaff:    {"工作人员的改动", "職員的改動", "Changes by staff"},
}

// Dues names how soon something is to be done.
var Dues = map[db.Due]Text{
	db.Overdue:     {"已逾期", "已逾期", "Overdue"},
	db.DueToday:    {"今天", "今天", "Today"},
	db.DueThisWeek: {"本周", "本週", "This week"},
	db.DueLater:    {"以后", "以後", "Later"},
}
