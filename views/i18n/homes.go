package i18n

import (
	"strings"

	"clubhouse/db"
)

// The member's homes.
var (
	HomesTitle   = Text{"我的房产", "我的物業", "My homes"}
	HomesText    = Text{"认证后即为业主会员，可领取业主专属优惠。", "認證後即為業主會員，可領取業主專屬優惠。", "With a verified home you are an owner, and the owners' offers are yours."}
	HomesNone    = Text{"还没有房产。认证后可领取业主专属优惠。", "還沒有物業。認證後可領取業主專屬優惠。", "No homes yet. Verify yours to claim the owners' offers."}
	HomesAdd     = Text{"认证房产", "認證物業", "Verify a home"}
	HomesAnother = Text{"再认证一套", "再認證一個", "Verify another home"}

	HomesVerified  = Text{"%s 认证", "%s 認證", "Verified on %s"}
	HomesWaiting   = Text{"%s 提交，工作人员正在核验，有结果会通知您。", "%s 提交，職員正在核驗，有結果會通知您。", "Sent on %s. Our staff are checking it and will tell you."}
	HomesAsked     = Text{"%s 提交，需要您补充，请打开查看。", "%s 提交，需要您補充，請開啟查看。", "Sent on %s. We need something more: open it to see what."}
	HomesWithdrawn = Text{"%s 撤回", "%s 撤回", "Withdrawn on %s"}
	HomesRefused   = Text{"%s 未通过：%s", "%s 未通過：%s", "Not approved on %s: %s"}
	HomesEnded     = Text{"已于 %s 结束", "已於 %s 結束", "Ended on %s"}
	HomesRivals    = Text{"这套房产已有其他会员认证，工作人员会核实。", "這個物業已有其他會員認證，職員會核實。", "Other members are verified for this home; our staff will look into it."}
	HomesBuilding  = Text{"%s栋", "%s座", "Building %s"}
	HomesStair     = Text{"%s单元", "%s單元", "stair %s"}
	HomesPlace     = Text{" ", " ", ", "}
	HomesComma     = Text{"、", "、", ", "}
	HomesRoom      = Text{"%s室", "%s室", "room %s"}

	HomesNewTitle      = Text{"认证我的房产", "認證我的物業", "Verify my home"}
	HomesNewText       = Text{"手机号和姓名与业主名册一致，马上认证；否则由工作人员核验。", "手機號碼和姓名與業主名冊一致，即時認證；否則由職員核驗。", "If your phone and name are in the owners' register, it is verified at once. Otherwise our staff check it."}
	HomesCommunity     = Text{"楼盘", "屋苑", "Community"}
	HomesBuildingField = Text{"楼栋", "座數", "Building"}
	HomesBuildingHint  = Text{"例如 3栋、A座。别墅可不填。", "例如 3座、A座。獨立屋可不填。", "For example 3 or A. A villa may have none."}
	HomesStairField    = Text{"单元", "單元", "Stair"}
	HomesStairHint     = Text{"例如 2单元。没有可不填。", "例如 2單元。沒有可不填。", "For example 2. Leave it empty if there is none."}
	HomesRoomField     = Text{"房号", "房號", "Room"}
	HomesRoomHint      = Text{"例如 1802。", "例如 1802。", "For example 1802."}
	HomesSend          = Text{"提交认证", "提交認證", "Verify this home"}
	HomesLater         = Text{"以后再说", "稍後再說", "Later"}
	HomesNoCommunities = Text{"楼盘信息正在整理，请稍后再来认证。", "屋苑資料正在整理，請稍後再來認證。", "The communities are being set up. Come back to verify your home a little later."}
	HomesToHome        = Text{"去首页", "前往首頁", "Go to the start"}
)

// HomeWords names a home, its community first.
func HomeWords(l db.Locale, place db.Text, a db.HomeAddress) string {
	return placed(l, place, AddressWords(l, a))
}

// HomeOnPage is HomeWords for a page: a line may end between the parts of the address, and inside none of them.
func HomeOnPage(l db.Locale, place db.Text, a db.HomeAddress) string {
	words := addressParts(l, a)
	for i := range words {
		words[i] = Unbroken(words[i])
	}
	return placed(l, place, joinedParts(l, words))
}

// AddressWords names a home within its community.
func AddressWords(l db.Locale, a db.HomeAddress) string { return joinedParts(l, addressParts(l, a)) }

func placed(l db.Locale, place db.Text, address string) string {
	if name := place.In(l); name != "" {
		return name + HomesPlace.In(l) + address
	}
	return address
}

func addressParts(l db.Locale, a db.HomeAddress) (words []string) {
	for _, part := range []struct {
		value string
		text  Text
	}{{a.Building, HomesBuilding}, {a.Stair, HomesStair}, {a.Room, HomesRoom}} {
		if part.value != "" {
			words = append(words, part.text.Format(l, part.value))
		}
	}
	return words
}

func joinedParts(l db.Locale, words []string) string {
	if l == db.En {
		return strings.Join(words, HomesPlace.In(l))
	}
	return strings.Join(words, "") // 3栋2单元1802室
}
