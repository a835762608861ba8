package i18n

// A colleague's own sign-in, and the replacing of a member's phone or e-mail.
var (
	DeskSelfTitle         = Text{"我的登录", "我的登入", "My sign-in"}
	DeskSelfText          = Text{"您自己的密码、验证器、通行密钥和登录设备。", "您自己的密碼、驗證器、通行密鑰和登入裝置。", "Your own password, authenticator, passkeys and devices."}
	DeskSelfRecovery      = Text{"恢复码", "恢復碼", "Recovery codes"}
	DeskSelfCode          = Text{"还剩 %d 个。手机不在身边时，用一个代替动态码，每个只能用一次。", "還剩 %d 個。手機不在身邊時，用一個代替動態碼，每個只能用一次。", "%d is left. Each stands in for the authenticator once, when your phone is not at hand."}
	DeskSelfCodes         = Text{"还剩 %d 个。手机不在身边时，用一个代替动态码，每个只能用一次。", "還剩 %d 個。手機不在身邊時，用一個代替動態碼，每個只能用一次。", "%d are left. Each stands in for the authenticator once, when your phone is not at hand."}
	DeskSelfRenew         = Text{"换一组新的恢复码", "換一組新的恢復碼", "Make new recovery codes"}
	DeskSelfAuthenticator = Text{"验证器", "驗證器", "Authenticator"}
	DeskSelfReplaceText   = Text{"换手机时，在这里绑定新的验证器。原来的在完成之前一直有效。丢了手机，请用恢复码，或请另一位管理员重置。", "換手機時，在這裡綁定新的驗證器。原來的在完成之前一直有效。遺失手機，請用恢復碼，或請另一位管理員重設。", "Connect another one here when you change phones; the present one works until you have. If it is lost, use a recovery code, or ask an administrator to reset it."}
	DeskSelfReplace       = Text{"更换验证器", "更換驗證器", "Connect another"}
	DeskSelfPasskeys      = Text{"用指纹、面容或设备密码登录后台，代替密码和动态码。", "用指紋、面容或裝置密碼登入後台，代替密碼和動態碼。", "Open the desk with your fingerprint, face or the device's code, in place of password and authenticator."}

	DeskReplaceTitle    = Text{"更换手机或邮箱", "更換手機或電郵", "Replace phone or e-mail"}
	DeskReplaceText     = Text{"会员丢了号码或邮箱时，看过证件再更换。新旧两边都会收到通知，所有设备退出登录，通行密钥和密码一并清除（后台的除外）。", "會員遺失號碼或電郵時，看過證件再更換。新舊兩邊都會收到通知，所有裝置登出，通行密鑰和密碼一併清除（後台的除外）。", "For a member who has lost theirs, once you have seen a document. Both ends are told, all devices are signed out, and passkeys and password are removed, but for the desk's."}
	DeskReplaceNew      = Text{"新的手机号或邮箱", "新的手機號碼或電郵", "New mobile number or e-mail address"}
	DeskReplaceDocument = Text{"看过的证件", "看過的證件", "Document seen"}
	DeskReplaceReason   = Text{"原因", "原因", "Reason"}
	DeskReplaceHint     = Text{"例如：本人到访，号码已停用。不要写证件号码。", "例如：本人到訪，號碼已停用。不要寫證件號碼。", "For example: came in person, the number is out of use. Do not write down the document's number."}
	DeskReplaceButton   = Text{"更换并通知", "更換並通知", "Replace and tell both"}
)
