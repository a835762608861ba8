package i18n

import "clubhouse/db"

// How a member signs in, and what asks for a fresh proof.
var (
	SecurityTitle = Text{"登录与安全", "登入與安全", "Sign-in and security"}
	SecurityText  = Text{"用什么登录、在哪些设备上登录，都在这里管理。", "用甚麼登入、在哪些裝置上登入，都在這裡管理。", "How you sign in, and where you are signed in."}

	SecurityContacts = Text{"手机和邮箱", "手機和電郵", "Mobile and e-mail"}
	SecurityChange   = Text{"更换", "更換", "Change"}
	SecurityAdd      = Text{"添加", "加入", "Add"}
	SecurityNone     = Text{"未填写", "未填寫", "None"}
	SecurityAlso     = Text{"%s（合并前的，也能登录）", "%s（合併前的，也能登入）", "%s from before the merge, signs in too"}
	SecurityLost     = Text{"原来的号码或邮箱已经不能用？请带证件到会所，或致电客服热线。", "原來的號碼或電郵已不能使用？請帶證件到會所，或致電客服熱線。", "Lost the old one? Bring a document to the club, or call the hotline."}

	SecurityContactsDesk = Text{"您也在后台工作，手机和邮箱由管理员更换。", "您也在後台工作，手機和電郵由管理員更換。", "You work at the desk too: an administrator changes these for you."}

	SecurityPassword      = Text{"密码", "密碼", "Password"}
	SecurityPasswordSet   = Text{"已设置。也可以继续用验证码登录。", "已設定。也可以繼續用驗證碼登入。", "You have one. A code works too, as ever."}
	SecurityPasswordNone  = Text{"没有设置。用验证码就能登录；设置密码后，收不到短信时也能登录。", "沒有設定。用驗證碼就能登入；設定密碼後，收不到短訊時也能登入。", "You have none. A code is enough; with a password you can also sign in where no message reaches you."}
	SecurityPasswordDesk  = Text{"您也在后台工作，密码请在后台更改，在这里不能用来登录。", "您也在後台工作，密碼請在後台更改，在這裡不能用來登入。", "You work at the desk too: change your password there. It signs you in nowhere else."}
	SecuritySetPassword   = Text{"设置密码", "設定密碼", "Set a password"}
	SecurityNewPassword   = Text{"更改密码", "更改密碼", "Change the password"}
	PasswordField         = Text{"新密码", "新密碼", "New password"}
	PasswordHint          = Text{"10 到 200 个字符。一句只有您知道的话，好记又安全。", "10 至 200 個字元。一句只有您知道的話，好記又安全。", "10 to 200 characters. A sentence that only you know is easy to keep and hard to guess."}
	PasswordEnds          = Text{"保存后，其他设备上的登录会全部退出。", "儲存後，其他裝置上的登入會全部登出。", "Once saved, you are signed out everywhere else."}
	PasswordSave          = Text{"保存密码", "儲存密碼", "Save the password"}
	PasswordCurrent       = Text{"现在的密码", "現在的密碼", "Present password"}
	PasswordEnterTitle    = Text{"用密码登录", "用密碼登入", "Sign in with a password"}
	PasswordEnterText     = Text{"只有设置过密码的会员才能这样登录。", "只有設定過密碼的會員才能這樣登入。", "For members who have set one."}
	PasswordEnterField    = Text{"密码", "密碼", "Password"}
	PasswordEnterGo       = Text{"登录", "登入", "Sign in"}
	PasswordEnterLink     = Text{"用密码登录", "用密碼登入", "Use a password"}
	PasswordEnterForgot   = Text{"忘记密码？用验证码登录，再设置新的。", "忘記密碼？用驗證碼登入，再設定新的。", "Forgotten? Sign in with a code, then set another."}
	PasswordEnterWithCode = Text{"用验证码登录", "用驗證碼登入", "Use a code"}

	SecurityPasskeys     = Text{"通行密钥", "通行密鑰", "Passkeys"}
	SecurityPasskeysText = Text{"用指纹、面容或设备密码登录会员页面，不用等验证码。", "用指紋、面容或裝置密碼登入會員頁面，不用等驗證碼。", "Sign in as a member with your fingerprint, face or the device's code; no message to wait for."}
	PasskeyAdd           = Text{"添加通行密钥", "加入通行密鑰", "Add a passkey"}
	PasskeyLabel         = Text{"名称", "名稱", "Name"}
	PasskeyLabelHint     = Text{"例如“我的 iPhone”，方便以后辨认。", "例如「我的 iPhone」，方便日後辨認。", "Such as “My iPhone”, so that you know it again."}
	PasskeyUnnamed       = Text{"通行密钥", "通行密鑰", "Passkey"}
	PasskeyAdded         = Text{"%s 添加", "%s 加入", "Added %s"}
	PasskeyUsed          = Text{"最近使用 %s", "最近使用 %s", "Last used %s"}
	PasskeyDrop          = Text{"移除", "移除", "Remove"}
	PasskeyDropSpoken    = Text{"移除：%s", "移除：%s", "Remove: %s"}
	PasskeyAtDesk        = Text{"在后台添加，只能在后台移除", "在後台加入，只能在後台移除", "Added at the desk; removed there only"}
	PasskeyEnter         = Text{"用通行密钥登录", "用通行密鑰登入", "Use a passkey"}
	PasskeyNotDone       = Text{"没有完成。请再试一次，或改用别的方式。", "沒有完成。請再試一次，或改用其他方式。", "That was not completed. Try again, or use another way."}
	PasskeyNotHere       = Text{"这个浏览器不支持通行密钥。", "這個瀏覽器不支援通行密鑰。", "This browser cannot make passkeys."}
	PasskeyNoScript      = Text{"添加通行密钥需要开启 JavaScript。", "加入通行密鑰需要開啟 JavaScript。", "Adding a passkey needs JavaScript."}

	SecurityEndOthers = Text{"退出其他所有设备", "登出其他所有裝置", "Sign out everywhere else"}

	ConfirmTitle    = Text{"请确认是您本人", "請確認是您本人", "Confirm that it is you"}
	ConfirmText     = Text{"这一步会影响您的账户安全，请再证明一次。", "這一步會影響您的帳戶安全，請再證明一次。", "The next step touches the safety of your account, so we ask once more."}
	ConfirmSend     = Text{"发送验证码到 %s", "發送驗證碼至 %s", "Send a code to %s"}
	ConfirmCodeText = Text{"验证码已发送至 %s，5 分钟内有效。", "驗證碼已發送至 %s，5 分鐘內有效。", "We have sent a code to %s. It is good for 5 minutes."}
	ConfirmOr       = Text{"或者输入密码", "或者輸入密碼", "Or enter your password"}
	ConfirmPassword = Text{"确认密码", "確認密碼", "Confirm with the password"}

	ContactPhoneTitle = Text{"更换手机号", "更換手機號碼", "Change your mobile number"}
	ContactEmailTitle = Text{"更换邮箱", "更換電郵", "Change your e-mail address"}
	ContactPhoneAdd   = Text{"添加手机号", "加入手機號碼", "Add a mobile number"}
	ContactEmailAdd   = Text{"添加邮箱", "加入電郵", "Add an e-mail address"}
	ContactStepOld    = Text{"验证现在的", "驗證現在的", "Prove the old"}
	ContactStepNew    = Text{"填写新的", "填寫新的", "Type the new"}
	ContactStepProve  = Text{"验证新的", "驗證新的", "Prove the new"}
	ContactText       = Text{"分三步：先验证现在的，再填写新的，最后验证新的。", "分三步：先驗證現在的，再填寫新的，最後驗證新的。", "Three steps: prove the present one, type the new one, prove that too."}
	ContactProofText  = Text{"请输入发送到 %s 的验证码，证明它仍是您的。", "請輸入發送至 %s 的驗證碼，證明它仍是您的。", "Enter the code that we sent to %s, to show that it is still yours."}
	ContactNewPhone   = Text{"新的手机号", "新的手機號碼", "New mobile number"}
	ContactNewEmail   = Text{"新的邮箱", "新的電郵", "New e-mail address"}
	ContactPhoneText  = Text{"我们会发送短信验证码到新的手机号。", "我們會發送短訊驗證碼至新的手機號碼。", "We send a code there by SMS."}
	ContactEmailText  = Text{"我们会发送验证码到新的邮箱。", "我們會發送驗證碼至新的電郵。", "We send a code to the new address."}
	ContactPhoneOther = Text{"换一个号码", "換一個號碼", "Use another number"}
	ContactEmailOther = Text{"换一个邮箱", "換一個電郵", "Use another address"}
	ContactNewSend    = Text{"发送验证码", "發送驗證碼", "Send a code there"}
	ContactCodeText   = Text{"最后一步：请输入发送到 %s 的验证码。", "最後一步：請輸入發送至 %s 的驗證碼。", "The last step: enter the code that we sent to %s."}
	ContactFinish     = Text{"完成更换", "完成更換", "Finish"}
	ContactAgain      = Text{"没有收到？返回上一步重新发送。", "沒有收到？返回上一步重新發送。", "Nothing arrived? Go back a step to send another."}

	KnowTitle = Text{"好久不见", "好久不見", "It has been a while"}
	KnowText  = Text{"这个号码的会员很久没有来过。手机号有时会换主人，所以请确认一下。", "這個號碼的會員很久沒有來過。手機號碼有時會換主人，所以請確認一下。", "The member of this number has not been here for long. Numbers sometimes change hands, so we ask to be sure."}
	KnowField = Text{"您在会里登记的姓名，或会员号", "您在會裡登記的姓名，或會員編號", "Your name as the club knows it, or your membership number"}
	KnowGo    = Text{"是我，登录", "是我，登入", "It is me: sign in"}
	KnowNot   = Text{"我是新机主", "我是新機主", "This number is new to me"}
	KnowFree  = Text{"号码会从原来的会员解除，您可以用它加入。原会员的资料不会给您看到，也不会丢失。", "號碼會從原來的會員解除，您可以用它加入。原會員的資料不會給您看到，也不會丟失。", "The number is taken from the former member, and you can join with it. You see nothing of theirs, and they lose nothing."}
	KnowFreed = Text{"我以前不是会员，用这个号码加入", "我以前不是會員，用這個號碼加入", "I was not a member: join with this number"}
	KnowSure  = Text{"从原来的会员解除 %s？", "從原來的會員解除 %s？", "Take %s off its former member?"}
	KnowLost  = Text{"如果您以前就是会员，请不要这样做：您的会籍、等级和积分将不能再用这个号码登录，要带证件到会所才能找回。想不起登记的姓名时，请用会员号，或致电客服。", "如果您以前就是會員，請不要這樣做：您的會籍、等級和積分將不能再用這個號碼登入，要帶證件到會所才能找回。想不起登記的姓名時，請用會員編號，或致電客服。",
		"If you were a member before, do not: your membership, tier and points could not be reached by this number any more, but only with a document at the club. If you do not know the name, use your membership number, or call the club."}
	KnowFreeGo = Text{"我是新机主，解除", "我是新機主，解除", "It is my number now: take it off"}
)

// Documents name what staff have seen.
var Documents = map[string]Text{
	"id_card":  {"身份证", "身份證", "Identity card"},
	"passport": {"护照", "護照", "Passport"},
	"permit":   {"通行证", "通行證", "Travel permit"},
	"deed":     {"房产证或购房合同", "物業證明或買賣合約", "Title deed or contract"},
	"other":    {"其他证件", "其他證件", "Another document"},
}

// ContactNames name the ways to reach a person.
var ContactNames = map[db.ContactKind]Text{db.PhoneContact: ProfilePhone, db.EmailContact: ProfileEmail}
