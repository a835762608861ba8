package i18n

import "clubhouse/db"

// The staff's own pages: who works at the desk, and what is done with them.
var (
	DeskPeopleTitle  = Text{"工作人员", "職員", "Staff"}
	DeskPeopleText   = Text{"谁可以进入后台，担任什么角色，管哪些楼盘。", "誰可以進入後台，擔任甚麼角色，管哪些屋苑。", "Who may work at the desk, in which role, and for which communities."}
	DeskPeopleNew    = Text{"邀请同事", "邀請同事", "Invite a colleague"}
	DeskPeopleFind   = Text{"姓名或邮箱", "姓名或電郵", "Name or e-mail"}
	DeskPeopleEmpty  = Text{"还没有工作人员。", "還沒有職員。", "There are no staff yet."}
	DeskPersonRole   = Text{"角色", "角色", "Role"}
	DeskPersonRoles  = Text{"角色", "角色", "Roles"}
	DeskPersonSeen   = Text{"最近使用后台", "最近使用後台", "Last seen"}
	DeskPersonUnseen = Text{"最近没有登录", "最近沒有登入", "Not recently"}
	DeskPersonSelf   = Text{"您自己", "您自己", "You"}

	DeskPersonFacts    = Text{"资料", "資料", "Details"}
	DeskPersonSessions = Text{"当前登录", "目前登入", "Signed in now"}
	DeskPersonDevices  = Text{"%d 处", "%d 處", "%d open"}
	DeskPersonNowhere  = Text{"没有", "沒有", "Not signed in"}
	DeskPersonReveals  = Text{"查看联系方式", "查看聯絡方式", "Contact details viewed"}
	DeskPersonTimes    = Text{"近 %[2]d 天 %[1]d 次", "近 %[2]d 天 %[1]d 次", "%d in the last %d days"}
	DeskPersonLink     = Text{"启用链接", "啟用連結", "Setup link"}
	DeskPersonUntil    = Text{"%s前有效", "%s前有效", "Works until %s"}
	DeskPersonLinkGone = Text{"没有有效的链接", "沒有有效的連結", "No open link"}

	DeskGrantSince   = Text{"%s起，由%s授予", "%s起，由%s授予", "Since %s, by %s"}
	DeskGrantEnded   = Text{"%s至%s，由%s收回", "%s至%s，由%s收回", "%s to %s, ended by %s"}
	DeskGrantClub    = Text{"会所系统", "會所系統", "the club itself"}
	DeskGrantNone    = Text{"现在没有任何角色，不能进入后台。", "現在沒有任何角色，不能進入後台。", "Has no role and cannot open the desk."}
	DeskGrantPast    = Text{"曾经的角色", "曾經的角色", "Past roles"}
	DeskGrantEnd     = Text{"收回", "收回", "Take back"}
	DeskGrantEndName = Text{"收回角色：%s", "收回角色：%s", "Take back: %s"}
	DeskGrantEndAsk  = Text{"立即生效。没有其他角色时，这位同事会退出后台。", "立即生效。沒有其他角色時，這位同事會登出後台。", "It takes effect at once. Without another role, this person is signed out of the desk."}
	DeskGrantAdd     = Text{"添加角色", "加入角色", "Add a role"}
	DeskGrantFor     = Text{"范围", "範圍", "For"}
	DeskGrantWhere   = Text{"楼盘", "屋苑", "Communities"}
	DeskGrantHint    = Text{"选“楼盘”时，勾选一个或多个。管理员只能用于全会所。", "選「屋苑」時，勾選一個或多個。管理員只能用於全會所。", "With “Community”, tick one or more. An administrator is so for the whole club only."}
	DeskGrantOne     = Text{"选“楼盘”时填写；其他楼盘可以以后再加。", "選「屋苑」時填寫；其他屋苑可以日後再加。", "With “Community”. Others can be added later."}

	DeskInviteText   = Text{"启用链接会发到对方邮箱，一天内有效，不会显示在这里。", "啟用連結會寄到對方電郵，一天內有效，不會顯示在這裡。", "A setup link goes to their e-mail address and works for a day. It is not shown here."}
	DeskInviteName   = Text{"姓名", "姓名", "Name"}
	DeskInviteEmail  = Text{"工作邮箱", "工作電郵", "Work e-mail"}
	DeskInviteHint   = Text{"对方用它登录。", "對方用它登入。", "They sign in with it."}
	DeskInviteLocale = Text{"邮件语言", "電郵語言", "Language of the mail"}
	DeskInviteButton = Text{"发送邀请", "發送邀請", "Send the invitation"}

	DeskInviteAgain   = Text{"重新发送链接", "重新發送連結", "Send the link again"}
	DeskInviteBack    = Text{"撤回链接", "撤回連結", "Withdraw the link"}
	DeskReset         = Text{"重置验证器", "重設驗證器", "Reset authenticator"}
	DeskResetAsk      = Text{"用于手机和恢复码都丢失时。先当面或电话确认是本人：重置会结束其所有登录，并把新的启用链接发到其邮箱。", "用於手機和恢復碼都遺失時。先當面或致電確認是本人：重設會結束其所有登入，並把新的啟用連結寄到其電郵。", "For when phone and recovery codes are lost. First make sure in person or by phone that it is them: this signs them out everywhere and mails them a new setup link."}
	DeskDisable       = Text{"停用", "停用", "Disable"}
	DeskDisableName   = Text{"停用 %s", "停用 %s", "Disable %s"}
	DeskDisableAsk    = Text{"立即退出后台和收银，不能再登录。角色保留，可随时重新启用。会员身份不受影响。", "立即登出後台和收銀，不能再登入。角色保留，可隨時重新啟用。會員身份不受影響。", "Signs them out of desk and tills at once, and shuts both. Their roles stay for when they are enabled again. A membership they have goes on."}
	DeskEnable        = Text{"重新启用", "重新啟用", "Enable again"}
	DeskDisabledTitle = Text{"已停用", "已停用", "Disabled"}
	DeskDisabledText  = Text{"不能使用后台和收银。角色保留。", "不能使用後台和收銀。角色保留。", "Desk and tills are closed to this person. Their roles are kept."}

	DeskHandTitle   = Text{"手上的工作", "手上的工作", "Work in hand"}
	DeskHandNone    = Text{"没有需要移交的。", "沒有需要移交的。", "There is nothing to hand over."}
	DeskHandTo      = Text{"移交给", "移交給", "Hand over to"}
	DeskHandButton  = Text{"全部移交", "全部移交", "Hand it all over"}
	DeskHandNobody  = Text{"没有其他能登录的同事。", "沒有其他能登入的同事。", "There is no other colleague who can sign in."}
	DeskPersonActs  = Text{"记录", "記錄", "Record"}
	DeskPersonQuiet = Text{"还没有记录。", "還沒有記錄。", "Nothing is recorded yet."}
)

// StaffStates names where a person of the staff stands.
var StaffStates = map[db.StaffState]Text{
	db.StaffActive:   {"在用", "使用中", "Active"},
	db.StaffInvited:  {"已邀请", "已邀請", "Invited"},
	db.StaffReset:    {"缺少验证器", "缺少驗證器", "No authenticator"},
	db.StaffDisabled: {"已停用", "已停用", "Disabled"},
	db.StaffFormer:   {"无角色", "無角色", "No role"},
}

// Works names what a person may have in hand, by db.Workload.What: before and after it was counted.
var Works = map[string]Text{
	"steps":   {"待办下一步 %d 项", "待辦下一步 %d 項", "Next steps to do: %d"},
	"uploads": {"待确认的业主名册 %d 份", "待確認的業主名冊 %d 份", "Uploaded registers to confirm: %d"},
}
