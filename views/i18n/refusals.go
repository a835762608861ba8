package i18n

import (
	"regexp"
	"slices"
	"strings"

	"clubhouse/db"
)

// refusals are the sentences of the books' reasons: what is wrong and what to do next. Verbs stand for the reason's
// arguments, in their order.
var refusals = map[db.Reason]Text{
	// Joining and signing in
	db.DestinationWrong: {"请输入有效的手机号码或邮箱，例如 138 0013 8000。", "請輸入有效的手機號碼或電郵，例如 9123 4567。", "Enter a valid mobile number or e-mail address, for example 138 0013 8000."},
	db.CodeTooSoon:      {"验证码刚刚发过，请 %d 秒后再试。", "驗證碼剛剛發過，請 %d 秒後再試。", "A code has just been sent. Wait %d seconds, then try again."},
	db.CodesSpent:       {"发送次数太多，请稍后再试，或致电客服热线。", "發送次數太多，請稍後再試，或致電客服熱線。", "Too many codes were asked for. Try again later, or call the hotline."},
	db.CodeWrong:        {"验证码不对，还可以试 %d 次。", "驗證碼不正確，還可以試 %d 次。", "That code is not right. You have %d more tries."},
	db.CodeTriesSpent:   {"输错次数太多，这个验证码已失效。请重新获取。", "輸錯次數太多，這個驗證碼已失效。請重新索取。", "Too many wrong tries: this code no longer works. Ask for a new one."},
	db.CodeExpired:      {"验证码已过期或已被新的代替。请输入最新的一个，或重新获取。", "驗證碼已過期或已被新的代替。請輸入最新的一個，或重新索取。", "This code is too old, or a newer one has replaced it. Enter the newest, or ask for another."},
	db.CodeUsed:         {"这个验证码已经用过。请重新获取。", "這個驗證碼已經用過。請重新索取。", "This code has been used already. Ask for a new one."},
	db.CodeForeign:      {"这个浏览器没有待输入的验证码。请在这里重新获取。", "這個瀏覽器沒有待輸入的驗證碼。請在這裡重新索取。", "No code is waiting in this browser. Ask for one here."},
	db.CodeFailuresMany: {"今天输错次数太多，请明天再试，或致电客服热线。", "今天輸錯次數太多，請明天再試，或致電客服熱線。", "Too many wrong codes today. Try again tomorrow, or call the hotline."},
	db.AccountDisabled:  {"这个账户已停用，请联系客服。", "這個帳戶已停用，請聯絡客服。", "This account has been disabled. Contact the club."},
	db.NoTillGrant:      {"这个账户没有收银权限，请联系商户负责人或会所。", "這個帳戶沒有收銀權限，請聯絡商戶負責人或會所。", "This account may not use a till. Ask your manager or the club."},
	db.TillRested:       {"这个号码超过 %d 天没有用过，可能已换机主。如果您是会员，请先登录会员页面；否则请会所重新添加收银员。", "這個號碼超過 %d 天沒有用過，可能已換機主。如果您是會員，請先登入會員頁面；否則請會所重新加入收銀員。", "Nobody has used this number here for more than %d days, so it may have changed hands. If you are a member, sign in as one first; else have the club add you to the till again."},
	db.NameMissing:      {"请填写姓名。", "請填寫姓名。", "Enter a name."},
	db.NameWrong:        {"姓名最多 %d 个字，不能含有特殊符号。", "姓名最多 %d 個字，不能含有特殊符號。", "A name has at most %d characters, and no unusual symbols."},
	db.NotAdult:         {"年满 18 岁才能加入。请确认后勾选。", "年滿 18 歲才能加入。請確認後勾選。", "You must be 18 or older to join. Tick the box to confirm."},
	db.TermsNotAgreed:   {"请阅读并同意会员条款。", "請閱讀並同意會員條款。", "Read and agree to the terms."},
	db.PrivacyNotAgreed: {"请阅读并同意隐私政策。", "請閱讀並同意私隱政策。", "Read and agree to the privacy policy."},
	db.TextChanged:      {"这份文件刚刚更新。请打开阅读新的版本，再勾选同意。", "這份文件剛剛更新。請開啟閱讀新的版本，再勾選同意。", "A newer version has just come into force. Open it, then tick the box again."},
	db.KnowWrong:        {"与会里登记的不一致，还可以试 %d 次。", "與會裡登記的不一致，還可以試 %d 次。", "That is not what the club knows. You have %d more tries."},
	db.KnowSpent:        {"今天试的次数太多。请致电客服热线；如果号码是新换给您的，请选择“我是新机主”。", "今天試的次數太多。請致電客服熱線；如果號碼是新換給您的，請選擇「我是新機主」。", "Too many tries today. Call the hotline; if the number is new to you, say so below."},
	db.NotRested:        {"这个号码的账户正在使用，请直接登录。", "這個號碼的帳戶正在使用，請直接登入。", "The account of this number is in use: sign in."},
	db.ContactSame:      {"这就是现在的，没有变化。", "這就是現在的，沒有變化。", "That is the present one."},
	db.MemberGone:       {"这位会员已退会或已并入他人。", "這位會員已退會或已併入他人。", "This member has left the club, or was merged into another."},
	db.ContactOthers:    {"它属于另一位会员或工作人员的账户。如果是同一位会员，请先合并。", "它屬於另一位會員或職員的帳戶。如果是同一位會員，請先合併。", "It belongs to the account of another member or a colleague. If they are one person, merge the two first."},
	db.ContactTaken:     {"它已属于另一个会员账户。如果两个账户都是您的，请联系客服合并。", "它已屬於另一個會員帳戶。如果兩個帳戶都是您的，請聯絡客服合併。", "It belongs to another account. If both are yours, ask the club to merge them."},
	db.ContactDesk:      {"这位会员也在后台工作，请由管理员处理。", "這位會員也在後台工作，請由管理員處理。", "This member works at the desk: leave it to an administrator."},
	db.ContactTill:      {"这位会员也在门店收银，请由管理员处理。", "這位會員也在門店收銀，請由管理員處理。", "This member works at a till: leave it to an administrator."},
	db.ContactOwn:       {"您也在后台工作，手机和邮箱请由管理员更换。", "您也在後台工作，手機和電郵請由管理員更換。", "You work at the desk too: have an administrator change your phone or e-mail."},
	db.OwnContact:       {"不能为自己核验证件，请由其他同事处理。", "不能為自己核驗證件，請由其他同事處理。", "You cannot vouch for your own document. Leave it to a colleague."},
	db.NotSure:          {"请先勾选确认。", "請先勾選確認。", "Tick the box to confirm."},
	db.ProofStale:       {"为了安全，请再确认一次是您本人。", "為了安全，請再確認一次是您本人。", "To be safe, confirm once more that it is you."},
	db.PasswordWrong:    {"现在的密码不对。", "現在的密碼不正確。", "The present password is not right."},
	db.PasswordCommon:   {"这个密码太容易猜到。请不要用连续或重复的字符，也不要用常见的密码；换一句只有您知道的话。", "這個密碼太容易猜到。請不要用連續或重複的字元，也不要用常見的密碼；換一句只有您知道的話。", "This password is among the first that anybody would try. Use no rows, repetitions or common words: take a sentence that only you know."},
	db.PasswordOwn:      {"密码不能是您自己的手机号、邮箱或会员号。请换一句只有您知道的话。", "密碼不能是您自己的手機號碼、電郵或會員編號。請換一句只有您知道的話。", "Your own phone, e-mail or membership number is no password. Take a sentence that only you know."},
	db.PasswordDesk:     {"这个密码也用于后台，请在后台更改。", "這個密碼也用於後台，請在後台更改。", "This password opens the desk too: change it there."},
	db.SecondWrong:      {"动态码或恢复码不对，或已经用过。", "動態碼或恢復碼不正確，或已經用過。", "The authenticator code or recovery code is not right, or was used before."},
	db.PasskeyFailed:    {"通行密钥没有验证成功，请再试一次。", "通行密鑰未能驗證，請再試一次。", "The passkey could not be verified. Try again."},
	db.PasskeyUnknown:   {"这里不认识这个通行密钥。请用别的方式登录。", "這裡不認識這個通行密鑰。請用其他方式登入。", "This passkey opens nothing here. Sign in another way."},
	db.PasskeysTooMany:  {"最多 %d 个通行密钥。请先移除一个。", "最多 %d 個通行密鑰。請先移除一個。", "At most %d passkeys. Remove one first."},
	db.ProofGone:        {"验证已过期，请重新获取验证码。", "驗證已過期，請重新索取驗證碼。", "It has been a while since your code was checked. Ask for a new one."},
	db.SignInWrong:      {"账号、密码或动态码不对，请检查后再试。", "帳戶、密碼或動態碼不正確，請檢查後再試。", "The login, password or authenticator code is not right. Check them and try again."},
	db.SignInSlowed:     {"失败次数太多，请 15 分钟后再试。", "失敗次數太多，請 15 分鐘後再試。", "Too many failures. Try again in 15 minutes."},
	db.SetupGone:        {"没有这个邀请。请从邮件里重新打开链接，或请管理员重新发送。", "沒有這個邀請。請從電郵裡重新開啟連結，或請管理員重新發送。", "There is no such invitation. Open the link from your mail again, or ask an administrator for a new one."},
	db.SetupUsed:        {"这个链接已经用过，您的账户已启用。请直接登录；登录不了，请管理员重置验证器。", "這個連結已經用過，您的帳戶已啟用。請直接登入；未能登入的話，請管理員重設驗證器。", "This link has been used and your account is set up: sign in. If you cannot, ask an administrator to reset your authenticator."},
	db.SetupOld:         {"这个链接超过一天，已经过期。请管理员重新发送。", "這個連結超過一天，已經過期。請管理員重新發送。", "This link was good for a day and is too old. Ask an administrator to send it again."},
	db.SetupWithdrawn:   {"这个链接已被撤回，或已被新的代替。请使用最新的邮件，或联系管理员。", "這個連結已被撤回，或已被新的代替。請使用最新的電郵，或聯絡管理員。", "This link was withdrawn, or a newer one has replaced it. Use the newest mail, or ask an administrator."},
	db.TOTPWrong:        {"动态码不对。请确认手机时间准确，再输入当前的 6 位数字。", "動態碼不正確。請確認手機時間準確，再輸入目前的 6 位數字。", "That authenticator code is not right. Check your phone's clock and enter the 6 digits it shows now."},
	db.PasswordWeak:     {"密码需要 %d 到 %d 个字符。", "密碼需要 %d 到 %d 個字元。", "A password has %d to %d characters."},
	db.EmailWrong:       {"请输入有效的邮箱。", "請輸入有效的電郵。", "Enter a valid e-mail address."},
	db.RoleUnknown:      {"没有这个角色。", "沒有這個角色。", "There is no such role."},
	db.ScopeWrong:       {"这个角色不能用于这个范围。", "這個角色不能用於這個範圍。", "This role cannot be held for that."},

	// Lists
	db.ViewNameMissing: {"请为视图起个名称。", "請為檢視取個名稱。", "Give the view a name."},
	db.ViewsTooMany:    {"每个列表最多保存 %d 个视图。请先删除一个，或用已有的名称更新它。", "每個列表最多儲存 %d 個檢視。請先刪除一個，或用已有的名稱更新它。", "You can save at most %d views of a list. Delete one first, or save under the name of an existing one."},
	db.ViewGone:        {"这个视图已经不在了。", "這個檢視已經不在了。", "That view has already been deleted."},

	db.BatchEmpty:   {"没有选中任何行。请先勾选。", "沒有選中任何項目。請先勾選。", "No row is selected. Tick some first."},
	db.BatchTooMany: {"一次最多处理 %d 行。请缩小筛选范围。", "一次最多處理 %d 項。請縮小篩選範圍。", "At most %d rows at once. Narrow the filters."},
	db.BatchWord:    {"请从列表中选择一项。", "請從列表中選擇一項。", "Choose one from the list."},
	db.RunsTooMany:  {"您已有 %d 项导出正在进行。请等它们完成，或停止其中一项。", "您已有 %d 項匯出正在進行。請等它們完成，或停止其中一項。", "%d of your exports are running. Wait for them, or stop one."},
	db.RunOver:      {"它已经结束了。", "它已經結束了。", "It had already ended."},

	// Staff
	db.StaffAlready:    {"这位同事已经在名单里。请在其页面上添加角色。", "這位同事已經在名單裡。請在其頁面上加入角色。", "This person is among the staff already. Add the role on their page."},
	db.SetUpAlready:    {"这位同事已经启用账户，不需要邀请。", "這位同事已經啟用帳戶，不需要邀請。", "This person has set up their account, and needs no invitation."},
	db.SetupNone:       {"没有待使用的链接：已用过、已过期或已撤回。", "沒有待使用的連結：已用過、已過期或已撤回。", "There is no open link: it was used, has expired or was withdrawn."},
	db.RoleHeld:        {"这位同事已经拥有这个角色。", "這位同事已經擁有這個角色。", "This person holds that role already."},
	db.GrantEnded:      {"%s已经收回了这个角色。", "%s已經收回了這個角色。", "%s has already taken this role back."},
	db.OwnPerson:       {"不能对自己这样做，请另一位管理员处理。", "不能對自己這樣做，請另一位管理員處理。", "You cannot do this to yourself. Ask another administrator."},
	db.LastAdmin:       {"这是最后一位可以登录的管理员。请先让另一位管理员完成启用。", "這是最後一位可以登入的管理員。請先讓另一位管理員完成啟用。", "This is the last administrator who can sign in. Have another one set up first."},
	db.PersonDisabled:  {"这位同事已被停用，请先重新启用。", "這位同事已被停用，請先重新啟用。", "This person is disabled. Enable them first."},
	db.PersonFormer:    {"这位同事没有任何角色，请先授予角色。", "這位同事沒有任何角色，請先授予角色。", "This person holds no role. Give them one first."},
	db.PersonUnready:   {"这位同事还没有验证器可以重置，请重新发送启用链接。", "這位同事還沒有驗證器可以重設，請重新發送啟用連結。", "This person has no authenticator to reset. Send the setup link again."},
	db.DisabledAlready: {"%s已经停用了这位同事。", "%s已經停用了這位同事。", "%s has already disabled this person."},
	db.EnabledAlready:  {"%s已经重新启用了这位同事。", "%s已經重新啟用了這位同事。", "%s has already enabled this person."},
	db.ReceiverUnknown: {"请选择一位能登录后台的同事。", "請選擇一位能登入後台的同事。", "Choose a colleague who can sign in at the desk."},
	db.ReceiverLacks:   {"这位同事没有所需的权限：%s。请选择其他人，或先授予角色。", "這位同事沒有所需的權限：%s。請選擇其他人，或先授予角色。", "This colleague lacks the right this needs: %s. Choose another, or give them a role first."},
	db.NothingInHand:   {"没有需要移交的，或已经移交。", "沒有需要移交的，或已經移交。", "There is nothing to hand over, or it has been handed over already."},
	db.RevealsSpent:    {"一天内最多查看 %d 位会员的完整联系方式，您已用完。请明天再查看；急需时请有此权限的同事代为查看，并告知管理员。", "一天內最多查看 %d 位會員的完整聯絡方式，您已用完。請明天再查看；急需時請有此權限的同事代為查看，並告知管理員。", "You have opened the details of %d members today, the most that is allowed. Wait until tomorrow; for something urgent ask a colleague who has this right, and tell an administrator."},

	// Homes
	db.CommunityUnknown: {"请从列表中选择楼盘。", "請從列表中選擇屋苑。", "Choose a community from the list."},
	db.RoomMissing:      {"请填写房号。", "請填寫房號。", "Enter the room."},
	db.PlaceWrong:       {"内容太长或含有不能识别的符号，请检查。", "內容太長或含有不能識別的符號，請檢查。", "That is too long, or has characters that cannot be read. Check it."},
	db.ClaimStands:      {"您已经提交过这套房产。", "您已經提交過這個物業。", "You have claimed this home already."},
	db.ClaimsTooMany:    {"今天提交次数太多，请明天再试。", "今天提交次數太多，請明天再試。", "Too many claims today. Try again tomorrow."},
	db.ReasonMissing:    {"请写明原因。", "請寫明原因。", "Give a reason."},
	db.OwnClaim:         {"不能处理自己的申请，请由其他同事处理。", "不能處理自己的申請，請由其他同事處理。", "You cannot decide your own claim. Leave it to a colleague."},
	db.NotOnRegister:    {"名册上没有这套房产，请先导入名册。", "名冊上沒有這個物業，請先匯入名冊。", "The register does not know this home. Import it first."},

	// Notes and next steps
	db.NoteMissing:     {"请写下内容。", "請寫下內容。", "Write the note."},
	db.NoteKindUnknown: {"请选择方式。", "請選擇方式。", "Choose how you learned this."},
	db.NoteFixed:       {"已不能更正：超过 15 分钟，或不是您写的。可以划去，再写一条新的。", "已不能更正：超過 15 分鐘，或不是您寫的。可以劃去，再寫一則新的。", "It can no longer be corrected: 15 minutes have passed, or it is not yours. Strike it out and write another."},
	db.NoteStruck:      {"这条备注已由%s划去。", "這則備註已由%s劃去。", "%s has struck out this note."},
	db.NoteSent:        {"这份表单已经提交过，内容不同。请刷新页面后再试。", "這份表格已經提交過，內容不同。請重新整理頁面後再試。", "This form was sent before with another text. Reload the page and try again."},
	db.StepMissing:     {"请写明下一步要做什么。", "請寫明下一步要做甚麼。", "Say what is to be done."},
	db.DueMissing:      {"请选择下一步的到期日。", "請選擇下一步的到期日。", "Choose a due date for the next step."},
	db.DueWrong:        {"日期不正确，请写成 2026-11-30。", "日期不正確，請寫成 2026-11-30。", "That is not a date. Write it like 2026-11-30."},
	db.DuePast:         {"这一天已经过去，请选择今天或以后。", "這一天已經過去，請選擇今天或以後。", "That date has passed. Choose today or later."},
	db.OwnerUnknown:    {"请从列表中选择能查看这份记录的同事。", "請從列表中選擇能查看這份記錄的同事。", "Choose a colleague from the list: one who may read this record."},
	db.StepDone:        {"%s已于 %s 完成这一步。", "%s已於 %s 完成這一步。", "%s has done this already, on %s."},

	// Search
	db.SearchTooShort: {"请多输入一些：一个汉字、两个字母或三位数字即可搜索。", "請多輸入一些：一個漢字、兩個字母或三位數字即可搜尋。", "Type a little more: one Chinese character, two letters or three digits are enough."},
	db.SearchTooLong:  {"最多可搜索 %d 个字，您输入了 %d 个。", "最多可搜尋 %d 個字，您輸入了 %d 個。", "A search has at most %d characters, and this has %d."},

	// Offers and vouchers
	db.OfferNotLive:      {"这项优惠已下架。", "這項優惠已下架。", "This offer has been withdrawn."},
	db.OfferNotYet:       {"%s 起可以领取。", "%s 起可以領取。", "It can be claimed from %s."},
	db.OfferOver:         {"领取已于 %s 结束。", "領取已於 %s 結束。", "Claiming ended at %s."},
	db.OfferNoOutlet:     {"可用的门店都已停业，暂不能领取，看看其他优惠吧。", "可用的門店都已停業，暫不能領取，看看其他優惠吧。", "All outlets that take it are closed, so it cannot be claimed. Have a look at the other offers."},
	db.OfferSoldOut:      {"名额已全部领完，看看其他优惠吧。", "名額已全部領完，看看其他優惠吧。", "All have been claimed. Have a look at the other offers."},
	db.OfferForClass:     {"仅限%s领取。", "僅限%s領取。", "Only for members of the class %s."},
	db.OfferForTier:      {"%s及以上可以领取。", "%s及以上可以領取。", "For %s members and above."},
	db.OfferForCommunity: {"仅限指定楼盘的已认证业主。", "僅限指定屋苑的已認證業主。", "For verified owners of certain communities."},
	db.OfferForNew:       {"仅限入会 %d 天内的新会员。", "僅限入會 %d 天內的新會員。", "For members in their first %d days."},
	db.OfferLimit:        {"每人限领 %d 张，您已领完。", "每人限領 %d 張，您已領完。", "Limited to %d for each member, and you have claimed yours."},
	db.OfferDayLimit:     {"每人每天限领 %d 张，请明天再来。", "每人每天限領 %d 張，請明天再來。", "Limited to %d a day for each member. Come back tomorrow."},
	db.OfferHomeLimit:    {"每户限领 %d 张，您的家庭已领完。", "每戶限領 %d 張，您的家庭已領完。", "Limited to %d for each home, and yours has claimed them."},
	db.MessageOver:       {"这条消息已经过时，没有再发送。", "這則訊息已經過時，沒有再發送。", "That message is out of date and was not sent again."},
	db.PointsShort:       {"需要 %d 积分，您现有 %d 积分。", "需要 %d 積分，您現有 %d 積分。", "It takes %d points; you have %d."},
	db.KeyMissing:        {"页面已过期，请刷新后再试。", "頁面已過期，請重新整理後再試。", "This page is out of date. Reload it and try again."},
	db.KeyReused:         {"这个请求已用于另一项优惠，请刷新页面后再试。", "這個請求已用於另一項優惠，請重新整理頁面後再試。", "This request was used for another offer. Reload the page and try again."},
	db.VoucherUnknown:    {"没有这张券，请核对券码。", "沒有這張券，請核對券碼。", "There is no such voucher. Check the code."},
	db.CodeMistyped:      {"券码不完整或有误，请对照会员的手机再输一次。", "券碼不完整或有誤，請對照會員的手機再輸一次。", "That code is incomplete or mistyped. Compare it with the member's phone and try again."},
	db.VoucherElsewhere:  {"这张券属于%s，不能在本店使用。", "這張券屬於%s，不能在本店使用。", "This voucher is for %s and cannot be used here."},
	db.VoucherUsed:       {"这张券已于 %s 在%s使用。", "這張券已於 %s 在%s使用。", "This voucher was used on %s at %s."},
	db.VoucherExpired:    {"这张券已于 %s 到期。", "這張券已於 %s 到期。", "This voucher expired on %s."},
	db.VoucherVoid:       {"这张券已作废。", "這張券已作廢。", "This voucher is void."},
	db.VoucherOwnerGone:  {"持券会员已退会或账户已停用，请会员联系会所客服。", "持券會員已退會或帳戶已停用，請會員聯絡會所客服。", "Its member has left the club, or their account has been disabled. Ask them to contact the club."},
	db.VoucherNotNow:     {"这张券只在以下时间可用：%s。", "這張券只在以下時間可用：%s。", "This voucher can be used %s only."},
	db.TillSlowed:        {"错误次数太多，请等一分钟再试。", "錯誤次數太多，請等一分鐘再試。", "Too many wrong tries. Wait a minute."},
	db.BillWrong:         {"请输入正确的金额，例如 128.50；不记金额可留空。", "請輸入正確的金額，例如 128.50；不記金額可留空。", "Enter a sum such as 128.50, or leave it empty."},
	db.OutletUnchosen:    {"请先选择所在门店。", "請先選擇所在門店。", "Choose the outlet first."},
	db.RedeemedDiffers:   {"这张券刚才已按另一个金额核销。", "這張券剛才已按另一個金額兌換。", "This voucher was just redeemed with another sum."},
	db.CardWrong:         {"这个会员码无效：不是本会的，或已换新。请会员登录后重新打开会员码。", "這個會員碼無效：不是本會的，或已更換。請會員登入後重新開啟會員碼。", "This card is not good: it is none of this club's, or was renewed since. Have the member sign in and open theirs anew."},
	db.NumberUnknown:     {"没有这个会员号，请核对后再输一次。", "沒有這個會員編號，請核對後再輸一次。", "There is no such membership number. Check it and try again."},
	db.CardsTooOften:     {"今天已换新 %d 次，请明天再试，或致电客服热线。", "今天已更換 %d 次，請明天再試，或致電客服熱線。", "You have renewed your card %d times today. Try again tomorrow, or call the hotline."},
	db.CardExpired:       {"会员码已过期，请会员刷新后再扫。", "會員碼已過期，請會員重新整理後再掃。", "This card code is too old. Ask the member to renew it."},

	// The desk's forms
	db.ChangedMeanwhile: {"%s在您编辑期间改动了这里的内容，您填写的还没有保存。再按一次保存，就以您填写的为准。", "%s在您編輯期間更改了這裡的內容，您填寫的尚未儲存。再按一次儲存，便以您填寫的為準。", "%s changed this while you were editing it, and what you typed is not saved yet. If you save again, yours takes its place."},
	db.UndoChanged:      {"这次修改之后，同样的内容又改过了，不能撤销。请先撤销后来的修改，或直接编辑。", "這次修改之後，同樣的內容又更改過了，不能復原。請先復原後來的修改，或直接編輯。", "What this change set has been changed again since, so it cannot be undone. Undo the later change first, or edit it."},
	db.LanguageMissing:  {"请至少选择一种语言。", "請至少選擇一種語言。", "Choose at least one language."},
	db.LanguageUnknown:  {"默认语言必须是提供给会员的语言之一。", "預設語言必須是提供給會員的語言之一。", "The default must be one of the languages offered."},
	db.HueWrong:         {"请输入 0 到 359 之间的整数。", "請輸入 0 到 359 之間的整數。", "Enter a whole number from 0 to 359."},
	db.PictureNot:       {"这不是能读取的 PNG、JPEG 或 WebP 图片。请换一张。", "這不是能讀取的 PNG、JPEG 或 WebP 圖片。請換一張。", "This is not a readable PNG, JPEG or WebP picture. Choose another."},
	db.PicturePixels:    {"图片太大：最多 %d 百万像素。请缩小后再上传。", "圖片太大：最多 %d 百萬像素。請縮小後再上載。", "This picture has too many pixels: at most %d million. Make it smaller first."},
	db.PictureTooWide:   {"图片太复杂，缩小后仍超过 %d KB。请换一张。", "圖片太複雜，縮小後仍超過 %d KB。請換一張。", "This picture is over %d KB even after resizing. Choose another."},
	db.PictureUnknown:   {"没有这张图片。请重新上传。", "沒有這張圖片。請重新上載。", "There is no such picture. Upload it again."},
	db.DayWrong:         {"请输入日期，例如 2027-01-01。", "請輸入日期，例如 2027-01-01。", "Enter a date, such as 2027-01-01."},
	db.DayAfter:         {"最晚可以从%s起生效。", "最遲可以由%s起生效。", "It can be in force from %s at the latest."},
	db.DayBefore:        {"最早可以从%s起生效。", "最早可以由%s起生效。", "It can be in force from %s at the earliest."},
	db.TextSame:         {"与最新版本相同，没有可发布的修改。", "與最新版本相同，沒有可發佈的修改。", "It is the same as the newest version: there is nothing to publish."},
	db.TestsTooMany:     {"测试太频繁，请一分钟后再试。", "測試太頻密，請一分鐘後再試。", "Too many tests. Try again in a minute."},
	db.TextMissing:      {"请填写简体中文。", "請填寫簡體中文。", "Fill in the Simplified Chinese text."},
	db.TextSigns:        {"不能含有换行或看不见的符号。请重新输入。", "不能含有換行或看不見的符號。請重新輸入。", "This contains a line break or invisible characters. Type it again."},
	db.TextTooLong:      {"最多 %d 个字，现在有 %d 个。请删减。", "最多 %d 個字，現在有 %d 個。請刪減。", "This can have at most %d characters, and has %d. Shorten it."},
	db.LettersWrong:     {"请输入两个大写字母。", "請輸入兩個大寫字母。", "Enter two capital letters."},
	db.ZoneWrong:        {"没有这个时区，例如 Asia/Shanghai。", "沒有這個時區，例如 Asia/Hong_Kong。", "There is no such time zone. An example is Asia/Shanghai."},
	db.CurrencyWrong:    {"不支持这种货币。", "不支援這種貨幣。", "This currency is not supported."},
	db.NumberOutOfBand:  {"请输入 %d 到 %d 之间的整数。", "請輸入 %d 到 %d 之間的整數。", "Enter a whole number from %d to %d."},
	db.BrandUnknown:     {"请选择品牌。", "請選擇品牌。", "Choose a brand."},
	db.BrandCircle:      {"品牌不能隶属于自己。", "品牌不能隸屬於自己。", "A brand cannot be its own parent."},
	db.CommunityTwice:   {"名册中已有同名同城的楼盘。", "名冊中已有同名同城的屋苑。", "Another community has this name and city in the register."},
	db.KindUnknown:      {"请选择类型。", "請選擇類型。", "Choose a kind."},
	db.MerchantUnknown:  {"请选择商户。", "請選擇商戶。", "Choose a merchant."},
	db.OutletUnknown:    {"请选择门店。", "請選擇門店。", "Choose an outlet."},
	db.GrantedAlready:   {"这个人已经有这家门店的权限。", "這個人已經有這家門店的權限。", "This person may redeem at this outlet already."},
	db.MemberRested:     {"这个号码的会员超过 %d 天没有来过，号码可能已换机主。请对方先用它登录会员页面，再来添加。", "這個號碼的會員超過 %d 天沒有來過，號碼可能已換機主。請對方先用它登入會員頁面，再來加入。", "The member of this number has not been here for more than %d days, and it may have changed hands. Have the person sign in as a member with it first, then add them."},
	db.ValueWrong:       {"请输入 %d 到 %d 之间的数值。", "請輸入 %d 到 %d 之間的數值。", "Enter a value from %d to %d."},
	db.WindowWrong:      {"结束时间要晚于开始时间。", "結束時間要晚於開始時間。", "It must end after it begins."},
	db.RedeemWrong:      {"请填写使用截止日或领取后的有效天数。", "請填寫使用截止日或領取後的有效天數。", "Give a last day of use, or the days after the claim."},
	db.HoursWrong:       {"请选择至少一天，并让结束时刻晚于开始时刻。", "請選擇至少一天，並讓結束時刻晚於開始時刻。", "Choose at least one day, and let the hours end after they begin."},
	db.StockWrong:       {"库存不能少于已领取的 %d 张。", "庫存不能少於已領取的 %d 張。", "Stock cannot be below the %d already claimed."},
	db.PayerUnknown:     {"请选择由谁承担。", "請選擇由誰承擔。", "Choose who pays."},
	db.StateUnknown:     {"请选择状态。", "請選擇狀態。", "Choose a state."},

	// The owners' register
	db.BrandNeeded:           {"名册里的“%s”（%s）是新楼盘，请先选择所属品牌。", "名冊裡的「%s」（%s）是新屋苑，請先選擇所屬品牌。", "%s (%s) is new to the books. Choose its brand first."},
	db.ImportRepeat:          {"这个文件已经导入或已被放弃，请重新上传。", "這個檔案已經匯入或已被放棄，請重新上載。", "This file has already been imported or discarded. Upload it again."},
	db.ChangeGone:            {"这条变更已经处理过了。", "這條變更已經處理過了。", "This change has been decided already."},
	db.FileMissing:           {"请选择一个文件。", "請選擇一個檔案。", "Choose a file."},
	db.FileTooLarge:          {"文件超过 %d MB，没有上传。请拆分成几个文件，再分别导入。", "檔案超過 %d MB，未能上載。請分拆成幾個檔案，再逐一匯入。", "The file is over %d MB and was not sent. Split it, and import the parts one by one."},
	db.RegisterMissingColumn: {"文件里要有“%s”，请选择它在哪一列。", "檔案裡要有「%s」，請選擇它在哪一欄。", "A register needs the column “%s”. Choose where it stands in the file."},
	db.TableNot:              {"这不是表格文件。请上传 CSV 或 XLSX。", "這不是表格檔案。請上載 CSV 或 XLSX。", "This is not a table. Send a CSV or XLSX file."},
	db.TableEncoding:         {"文件编码无法识别。请另存为 UTF-8 的 CSV，或 XLSX。", "檔案編碼無法識別。請另存為 UTF-8 的 CSV，或 XLSX。", "The file's encoding is not recognised. Save it as CSV in UTF-8, or as XLSX."},
	db.TableBig5:             {"文件是 Big5 编码。请另存为 UTF-8 的 CSV，或 XLSX。", "檔案是 Big5 編碼。請另存為 UTF-8 的 CSV，或 XLSX。", "The file is encoded in Big5. Save it as CSV in UTF-8, or as XLSX."},
	db.TableTooLarge:         {"文件太大。请拆分后再导入。", "檔案太大。請拆分後再匯入。", "The file is too large. Split it and import the parts."},
	db.TableUnclosedQuote:    {"第 %d 条记录的引号没有闭合，请修正后再上传。", "第 %d 條記錄的引號沒有閉合，請修正後再上載。", "A quotation mark in record %d is never closed. Fix it and upload the file again."},
	db.TableEmpty:            {"文件里没有记录。", "檔案裡沒有記錄。", "The file holds no records."},
	db.RowCommunityMissing:   {"缺少楼盘", "缺少屋苑", "no community"},
	db.RowCityMissing:        {"缺少城市", "缺少城市", "no city"},
	db.RowRoomMissing:        {"缺少房号", "缺少房號", "no room"},
	db.RowTooLong:            {"内容过长", "內容過長", "too long"},
	db.RowOwnerMissing:       {"缺少业主", "缺少業主", "no owner"},
	db.RowOwnerConflict:      {"与上文同一房产的业主不同", "與上文同一物業的業主不同", "other owners stand above for this home"},
	db.RowPhoneMissing:       {"缺少电话", "缺少電話", "no phone"},
	db.RowPhoneBad:           {"电话不正确", "電話不正確", "not a phone number"},
	db.RowPhoneCount:         {"电话多于业主", "電話多於業主", "more phones than owners"},
	db.RowDateBad:            {"日期不正确", "日期不正確", "not a date"},
}

// sampleGap is a space inside a number that a sentence gives as an example: no line ends there.
var sampleGap = regexp.MustCompile(`(\d) (\d)`)

// Refusal answers the sentence of a refusal in l.
func Refusal(l db.Locale, club *db.Club, e *db.Error) string {
	if e.Reason == db.FieldChanged {
		return changedField(l, club, e.Args[0].(db.FieldChange))
	}
	t, ok := refusals[e.Reason]
	if !ok {
		return ErrRefused.Title.In(l)
	}
	args := e.Args
	switch e.Reason {
	case db.DestinationWrong:
		return sampleGap.ReplaceAllString(t.In(l), "$1\u00a0$2")
	case db.HomeDayAfter, db.ClaimStands:
		args = nil
	case db.OfferForClass:
		return forClasses(l, args[0].([]db.Class))
	case db.OfferNotYet:
		if t := club.Day(args[0].(int64)); t.Hour() == 0 && t.Minute() == 0 {
			args = []any{Date(l, t)} // the day says it all
			break
		}
		args = []any{instant(l, club, args[0])}
	case db.OfferOver, db.VoucherExpired:
		args = []any{instant(l, club, args[0])}
	case db.OfferForTier:
		args = []any{Tiers[args[0].(db.Tier)].In(l)}
	case db.VoucherElsewhere:
		args = []any{args[0].(db.Text).In(l)}
	case db.VoucherUsed:
		where := args[1].(db.Text).In(l)
		if args[2] == "here" {
			where = Text{"本店", "本店", "this outlet"}.In(l)
		}
		args = []any{instant(l, club, args[0]), where}
	case db.RegisterMissingColumn:
		args = []any{DeskRegisterFields[e.Field].In(l)}
	case db.ChangedMeanwhile:
		args = []any{whoever(l, args[0].(string), Text{"另一位同事", "另一位同事", "A colleague"})}
	case db.GrantEnded, db.DisabledAlready, db.EnabledAlready:
		args = []any{whoever(l, args[0].(string), Text{"会所系统", "會所系統", "the club itself"})}
	case db.ReceiverLacks:
		args = []any{RightName(l, args[0].(db.Right))}
	case db.BirthdaySet:
		args = []any{dayText(l, args[0].(db.Day))}
	case db.DayBefore, db.DayAfter, db.HomeDayBefore:
		args = []any{Date(l, club.Day(args[0].(int64)))}
	case db.StepDone:
		args = []any{args[0], instant(l, club, args[1])}
	case db.ClaimDecided:
		args = []any{whoever(l, args[0].(string), Text{"会所系统", "會所系統", "the club itself"}), instant(l, club, args[1])}
	case db.ClaimWithdrawn, db.InviteEnded:
		args = []any{instant(l, club, args[0])}
	case db.VoucherNotNow:
		args = []any{Opening(l, args[0].(int64), args[1].(int64), args[2].(int64))}
	}
	if len(args) == 0 {
		return t.In(l)
	}
	return t.Format(l, args...)
}

// whoever names who did something, set off in Chinese; nameless stands for nobody in particular.
func whoever(l db.Locale, who string, nameless Text) string {
	switch {
	case who == "":
		return nameless.In(l)
	case l != db.En:
		return who + " "
	}
	return who
}

// forClasses says for whom an offer is. What owners may claim can be unlocked; what only friends may claim cannot.
func forClasses(l db.Locale, classes []db.Class) string {
	switch {
	case slices.Contains(classes, db.Owner):
		return Text{"仅限业主。认证房产后即可领取。", "僅限業主。認證物業後即可領取。", "For owners. Verify your home to claim it."}.In(l)
	case slices.Equal(classes, []db.Class{db.Friend}):
		return Text{"仅限会友，业主另有专属优惠。", "僅限會友，業主另有專屬優惠。", "For friends of the club. Owners have offers of their own."}.In(l)
	}
	return refusals[db.OfferForClass].Format(l, join(l, classes, Classes))
}

// RowFault answers the short words for why a record of the register was refused.
func RowFault(l db.Locale, r db.Reason) string { return refusals[r].In(l) }

func instant(l db.Locale, club *db.Club, at any) string {
	t := club.Day(at.(int64))
	return Date(l, t) + t.Format(" 15:04")
}

func join[T comparable](l db.Locale, list []T, names map[T]Text) string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = names[v].In(l)
	}
	return strings.Join(words, Text{"、", "、", ", "}.In(l))
}
