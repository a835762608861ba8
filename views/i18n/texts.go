package i18n

import "clubhouse/db"

// TextTitles are the heads of the texts that the club publishes.
var TextTitles = map[db.TextKind]Text{
	db.Terms:   {"会员条款", "會員條款", "Terms of membership"},
	db.Privacy: {"隐私政策", "私隱政策", "Privacy policy"},
	db.About:   AboutTitle,
	db.Hours:   {"热线服务时间", "熱線服務時間", "Hotline hours"},
}

// Around the texts.
var (
	AboutTitle    = Text{"关于我们", "關於我們", "About the club"}
	TextsVersion  = Text{"版本 %s", "版本 %s", "Version %s"}
	TextsSince    = Text{"%s起生效", "%s起生效", "in force since %s"}
	TextsFrom     = Text{"%s起将生效", "%s起將生效", "in force from %s"}
	TextsUntil    = Text{"生效至%s", "生效至%s", "in force until %s"}
	TextsVersions = Text{"各个版本", "各個版本", "All versions"}
	TextsOld      = Text{"这是旧版本，已不再生效。", "這是舊版本，已不再生效。", "This is an earlier version. It is no longer in force."}
	TextsComing   = Text{"这个版本尚未生效。", "這個版本尚未生效。", "This version is not in force yet."}
	TextsNow      = Text{"查看现行版本", "查看現行版本", "See the version in force"}
	TextsAsk      = Text{"有疑问？请致电", "有疑問？請致電", "Questions? Call"}
	TextsOther    = Text{"另请参阅", "另請參閱", "See also"}
)
