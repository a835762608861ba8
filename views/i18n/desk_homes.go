package i18n

// The desk's record of a home.
var (
	DeskHomeFacts       = Text{"业主名册", "業主名冊", "Owners' register"}
	DeskHomeOwner       = Text{"业主 %d", "業主 %d", "Owner %d"}
	DeskHomeSince       = Text{"登记自", "登記自", "Since"}
	DeskHomeHandover    = Text{"交付日期", "交樓日期", "Handover"}
	DeskHomeContract    = Text{"合同编号", "合約編號", "Contract"}
	DeskHomeListed      = Text{"最近导入", "最近匯入", "Last import"}
	DeskHomeNoOwner     = Text{"名册未登记业主", "名冊未登記業主", "The register names no owner"}
	DeskHomeMembers     = Text{"认证会员", "認證會員", "Members of this home"}
	DeskHomeNoMembers   = Text{"还没有会员认证这套房产。", "還沒有會員認證這個物業。", "No member has been verified for this home."}
	DeskHomeClaims      = Text{"申请", "申請", "Claims"}
	DeskHomeChanges     = Text{"业主变更", "業主變更", "Changes of owners"}
	DeskHomeStands      = Text{"自 %s（%s）", "自 %s（%s）", "since %s (%s)"}
	DeskHomeEnded       = Text{"%s 至 %s", "%s 至 %s", "%s to %s"}
	DeskHomeAsked       = Text{"%s 申请", "%s 申請", "claimed %s"}
	DeskHomeHidden      = Text{"其他楼盘的会员", "其他屋苑的會員", "A member of another community"}
	DeskHomeCompany     = Text{"产权", "業權", "Ownership"}
	DeskHomeCompanyAsk  = Text{"是否公司名下", "是否公司名下", "Does a company own it?"}
	DeskHomeCompanyHint = Text{"公司名下的房产不能自动认证，最多同时认证 %d 人。", "公司名下的物業不能自動認證，最多同時認證 %d 人。", "For a company's home nobody is verified by the register alone, and at most %d persons at a time."}
	DeskHomeCompanySave = Text{"保存", "儲存", "Save"}
	DeskHomeOwned       = Text{"历任登记业主", "歷任登記業主", "Owners of record over time"}
	DeskHomeFrom        = Text{"%s 起", "%s 起", "Since %s"}
	DeskHomeUntil       = Text{"至 %s", "至 %s", "Until %s"}
	DeskHomeToday       = Text{"现在", "現在", "Now"}
	DeskHomeOpen        = Text{"查看房产记录", "查看物業記錄", "The home's record"}
)

// ChangeStates names where a change of owners stands.
var ChangeStates = map[string]Text{
	"waiting":  {"待确认", "待確認", "Waiting"},
	"accepted": {"已确认", "已確認", "Accepted"},
	"refused":  {"已驳回", "已駁回", "Refused"},
	"replaced": {"已被新名册取代", "已被新名冊取代", "Replaced"},
}
