package i18n

// The heads of the two texts. The version is db.TermsVersion and db.PrivacyVersion.
var (
	TermsTitle   = Text{"会员条款", "會員條款", "Terms of membership"}
	PrivacyTitle = Text{"隐私政策", "私隱政策", "Privacy policy"}
	TextsVersion = Text{"版本 %s", "版本 %s", "Version %s"}
	TextsAsk     = Text{"有疑问？请致电", "有疑問？請致電", "Questions? Call"}
	TextsOther   = Text{"另请参阅", "另請參閱", "See also"}
)

