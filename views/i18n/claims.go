package i18n

import "clubhouse/db"

// A member's claim to a home.
var (
	ClaimSteps      = Text{"进展", "進展", "What has happened"}
	ClaimStepSent   = Text{"您提交了申请", "您提交了申請", "You claimed this home"}
	ClaimStepAsked  = Text{"工作人员请您补充", "職員請您補充", "Our staff asked"}
	ClaimStepAnswer = Text{"您作了补充", "您作了補充", "You answered"}
	ClaimStepPhotos = Text{"%d 张照片", "%d 張相片", "Photos: %d"}
	ClaimStepByReg  = Text{"与业主名册一致，已认证", "與業主名冊一致，已認證", "The owners' register agrees: verified"}
	ClaimStepByDesk = Text{"工作人员核验通过，已认证", "職員核驗通過，已認證", "Checked by our staff: verified"}
	ClaimStepNo     = Text{"未通过", "未通過", "Not approved"}
	ClaimStepBack   = Text{"您撤回了申请", "您撤回了申請", "You withdrew it"}
	ClaimStepSold   = Text{"已由新业主认证，您的认证结束", "已由新業主認證，您的認證結束", "Another owner was verified: yours ended"}
	ClaimStepGiven  = Text{"您表示自 %s 起不再是您的房产", "您表示自 %s 起不再是您的物業", "You said that it is yours no more, from %s"}

	ClaimAskedTitle = Text{"请补充", "請補充", "We need something more"}
	ClaimWaitsTitle = Text{"正在核验", "正在核驗", "Being checked"}
	ClaimWaitsText  = Text{"工作人员正在核验，有结果会通知您。合同照片能让核验更快。", "職員正在核驗，有結果會通知您。合約相片能讓核驗更快。", "Our staff are checking it and will tell you. A photo of the contract makes it quicker."}
	ClaimHasPhoto   = Text{"已收到 %d 张照片。工作人员正在核验，有结果会通知您。", "已收到 %d 張相片。職員正在核驗，有結果會通知您。", "We have %d photo of yours. Our staff are checking it and will tell you."}
	ClaimHasPhotos  = Text{"已收到 %d 张照片。工作人员正在核验，有结果会通知您。", "已收到 %d 張相片。職員正在核驗，有結果會通知您。", "We have %d photos of yours. Our staff are checking it and will tell you."}
	ClaimBackTitle  = Text{"已收到您的补充", "已收到您的補充", "We have your answer"}
	ClaimBackText   = Text{"工作人员会继续核验，有结果会通知您。", "職員會繼續核驗，有結果會通知您。", "Our staff go on checking and will tell you."}
	ClaimWithdrawn  = Text{"已撤回", "已撤回", "Withdrawn"}
	ClaimAskedTag   = Text{"待补充", "待補充", "Your answer needed"}
	ClaimAgain      = Text{"重新申请", "重新申請", "Claim it again"}

	ClaimAnswerTitle  = Text{"补充说明或照片", "補充說明或相片", "Add words or photos"}
	ClaimWords        = Text{"说明", "說明", "What you want to tell us"}
	ClaimPhotos       = Text{"合同照片", "合約相片", "Photos of the contract"}
	ClaimPhotosOffer  = Text{"名册对不上时，合同上有姓名和房号的那一页能让核验更快。最多 %d 张，只有您和核验的工作人员能看，处理后 %s 天删除。", "名冊對不上時，合約上有姓名和房號的那一頁能讓核驗更快。最多 %d 張，只有您和核驗的職員能看，處理後 %s 天刪除。", "If the register does not agree, the contract's page with name and room makes checking quicker. Up to %d; only you and the staff who check see them, and they are erased %s days after the decision."}
	ClaimPhotosHint   = Text{"有姓名和房号的那一页。还可以加 %d 张。", "有姓名和房號的那一頁。還可以加 %d 張。", "The page with name and room. You can add %d more."}
	ClaimPhotosFull   = Text{"已有 %d 张，是最多的数目。要换一张，请先删除。", "已有 %d 張，是最多的數目。要換一張，請先刪除。", "There are %d, which is the most. To replace one, delete it first."}
	ClaimAnswerSend   = Text{"发送", "傳送", "Send"}
	ClaimPhotoNth     = Text{"合同照片 %d", "合約相片 %d", "Photo %d of the contract"}
	ClaimPhotoDrop    = Text{"删除", "刪除", "Delete"}
	ClaimPhotoDropOf  = Text{"删除合同照片 %d", "刪除合約相片 %d", "Delete photo %d of the contract"}
	ClaimPhotosErased = Text{"照片将于 %s 自动删除。", "相片將於 %s 自動刪除。", "The photos are erased on %s."}
	ClaimPhotosOwn    = Text{"只有您和核验的工作人员能看到。", "只有您和核驗的職員能看到。", "Only you and the staff who check can see them."}
	ClaimPhotosHeavy  = Text{"照片加起来太大，没有收到。每张最多 %d MB；请一次发一张，或截屏再发。", "相片加起來太大，沒有收到。每張最多 %d MB；請一次傳一張，或截圖再傳。", "The photos together were too large and have not arrived. Each may have %d MB; send one at a time, or screenshots."}

	ClaimWithdraw      = Text{"撤回申请", "撤回申請", "Withdraw the claim"}
	ClaimWithdrawTitle = Text{"撤回这条申请？", "撤回這條申請？", "Withdraw this claim?"}
	ClaimWithdrawText  = Text{"撤回后不再核验。以后可以重新提交。", "撤回後不再核驗。以後可以重新提交。", "It will not be checked any more. You can claim the home again later."}
	HomeGiveUp         = Text{"这套房产不再是我的", "這個物業不再是我的", "This home is not mine any more"}
	HomeGiveUpTitle    = Text{"结束这套房产的认证？", "結束這個物業的認證？", "End your verification for this home?"}
	HomeGiveUpText     = Text{"已出售或转手时使用。您的会员资格、积分和卡券不受影响；没有其他认证房产的，今后是会友。", "已出售或轉手時使用。您的會員資格、積分和優惠券不受影響；沒有其他認證物業的，今後是會友。", "For a home that is sold or given away. You stay a member and keep your points and vouchers; without another verified home you will be a friend of the club."}
	HomeGiveUpDay      = Text{"从哪一天起不再是您的", "從哪一天起不再是您的", "From which day is it not yours?"}
	HomeGiveUpSend     = Text{"结束认证", "結束認證", "End it"}
	HomeOpen           = Text{"查看详情", "查看詳情", "See more"}
)

// Doubts say what makes a claim doubtful: a title, and what to look at.
var Doubts = map[db.Doubt]struct{ Title, Text Text }{
	db.DoubtNoHome:     {Text{"名册没有这套房产", "名冊沒有這個物業", "Not on the register"}, Text{"请在下面选出会员指的是哪一套，或请会员核对地址。", "請在下面選出會員指的是哪一個，或請會員核對地址。", "Pick below which one the member means, or ask them to check the address."}},
	db.DoubtNoOwner:    {Text{"名册没有登记业主", "名冊沒有登記業主", "The register names no owner"}, Text{"只能凭合同核验。", "只能憑合約核驗。", "Only the contract can tell."}},
	db.DoubtOtherName:  {Text{"手机一致，姓名不同", "手機一致，姓名不同", "Same phone, another name"}, Text{"手机登记在业主名下，申请人写的是另一个姓名：可能是家人，或写法不同。", "手機登記在業主名下，申請人寫的是另一個姓名：可能是家人，或寫法不同。", "The phone is an owner's, the name is not: a relative, or another spelling."}},
	db.DoubtOtherPhone: {Text{"姓名一致，手机不同", "姓名一致，手機不同", "Same name, another phone"}, Text{"可能换了号码，也可能同名。请看合同或回电核实。", "可能換了號碼，也可能同名。請看合約或回電核實。", "They may have a new number, or share a name. See the contract, or call."}},
	db.DoubtCrossed:    {Text{"姓名与手机属于不同的业主", "姓名與手機屬於不同的業主", "Name of one owner, phone of another"}, Text{"共有业主可能互换了号码。每位业主须以自己的姓名和手机认证。", "共有業主可能互換了號碼。每位業主須以自己的姓名和手機認證。", "Joint owners may share a phone. Each is verified by their own name and phone."}},
	db.DoubtNeither:    {Text{"姓名和手机都不同", "姓名和手機都不同", "Neither name nor phone"}, Text{"可能刚买下这套房产，或填错了房号。", "可能剛買下這個物業，或填錯了房號。", "They may have just bought it, or typed another room."}},
	db.DoubtCompany:    {Text{"公司名下的房产", "公司名下的物業", "Owned by a company"}, Text{"没有姓名可以自动匹配。最多同时认证 %d 人，现有 %d 人。", "沒有姓名可以自動匹配。最多同時認證 %d 人，現有 %d 人。", "No name can match by itself. At most %d persons at a time; now: %d."}},
	db.DoubtElsewhere:  {Text{"手机登记在另一套房产", "手機登記在另一個物業", "The phone is on the register for another home"}, Text{"%s。可能填错了房号。", "%s。可能填錯了房號。", "%s. The room may be mistyped."}},
	db.DoubtVerified:   {Text{"已有 %d 位认证业主", "已有 %d 位認證業主", "%d other verified"}, Text{"请先确认是共有业主，还是已经转手。", "請先確認是共有業主，還是已經轉手。", "Find out whether they own it together or it has been sold."}},
	db.DoubtOthers:     {Text{"还有其他申请等待", "還有其他申請等待", "Others wait for it too"}, Text{"同一套房产还有别人在申请，见下方。", "同一個物業還有別人在申請，見下方。", "Others have claimed the same home. See below."}},
	db.DoubtChange:     {Text{"名册有待确认的业主变更", "名冊有待確認的業主變更", "A change of owners waits"}, Text{"新名册写的业主不同。请先确认变更，再处理申请。", "新名冊寫的業主不同。請先確認變更，再處理申請。", "A later register names other owners. Decide the change first."}},
}

// ReadyReasons are what staff refuse a claim with most often, by their names in addresses, in the member's language.
var ReadyReasons = []struct {
	Name       string
	Label, Say Text
}{
	{"name", Text{"姓名不符", "姓名不符", "Name differs"}, Text{"业主名册上这套房产登记的是另一个姓名。如果您是业主的家人，请由业主本人认证。", "業主名冊上這個物業登記的是另一個姓名。如果您是業主的家人，請由業主本人認證。", "The owners' register has another name for this home. If you are family, please let the owner be verified."}},
	{"room", Text{"查无此房", "查無此房", "No such home"}, Text{"业主名册上没有这套房产。请核对楼栋、单元和房号后重新提交。", "業主名冊上沒有這個物業。請核對座數、單元和房號後重新提交。", "The owners' register does not know this home. Please check building, stair and room, and claim it again."}},
	{"proof", Text{"证明不足", "證明不足", "No proof"}, Text{"提供的资料不能证明您是业主。请携带合同到客服中心办理。", "提供的資料不能證明您是業主。請攜同合約到客服中心辦理。", "What you sent does not show that you own it. Please bring the contract to our service desk."}},
	{"sold", Text{"已转手", "已轉手", "Sold"}, Text{"这套房产已登记在新业主名下。", "這個物業已登記在新業主名下。", "This home is on the register for a new owner."}},
}

// ReadyQuestions are what staff ask for most often.
var ReadyQuestions = []struct {
	Name       string
	Label, Say Text
}{
	{"page", Text{"合同页", "合約頁", "Contract page"}, Text{"请补一张购房合同的照片：有姓名和房号的那一页。", "請補一張買賣合約的相片：有姓名和房號的那一頁。", "Please send a photo of the purchase contract: the page with your name and the room."}},
	{"sharp", Text{"照片不清", "相片不清", "Not readable"}, Text{"照片看不清楚。请在明亮处平放合同，再拍一张。", "相片看不清楚。請在明亮處平放合約，再拍一張。", "We cannot read the photo. Please lay the contract flat in good light and take another."}},
	{"address", Text{"核对地址", "核對地址", "Check the address"}, Text{"名册上没有这个房号。请核对楼栋、单元和房号，并告诉我们正确的地址。", "名冊上沒有這個房號。請核對座數、單元和房號，並告訴我們正確的地址。", "The register does not know this room. Please check building, stair and room, and tell us the right address."}},
	{"phone", Text{"登记的手机", "登記的手機", "Phone at purchase"}, Text{"名册上是另一个手机号。请告诉我们购房时登记的号码的后四位。", "名冊上是另一個手機號碼。請告訴我們置業時登記的號碼的後四位。", "The register has another phone. Please tell us the last four digits of the number you gave when you bought the home."}},
	{"company", Text{"公司授权", "公司授權", "For the company"}, Text{"这套房产登记在公司名下。请补一张公司授权您的文件的照片。", "這個物業登記在公司名下。請補一張公司授權您的文件的相片。", "This home is on the register for a company. Please send a photo of the paper by which it authorises you."}},
}

var homeAsked = NoticeText{
	Text{"房产认证需要补充", "物業認證需要補充", "About your home: we need something more"},
	Text{"{home} 的认证需要您补充：{question}", "{home} 的認證需要您補充：{question}", "To verify {home} we need something more: {question}"},
	Text{"您的房产认证需要补充资料，请登录会员中心，在“我的房产”里查看。", "您的物業認證需要補充資料，請登入會員中心，在「我的物業」裡查看。", "we need something more to verify your home. Sign in and see My homes."},
	Text{"去补充", "前往補充", "Answer"},
}
