package i18n

import (
	"strings"

	"clubhouse/db"
)

// devices are signs of a browser's own description, the telling ones first.
var devices = [...]struct{ sign, name string }{
	{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"HarmonyOS", "HarmonyOS"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"Linux", "Linux"},
}

// DeviceName names what a browser said of itself, as a person would.
func DeviceName(l db.Locale, agent string) string {
	name := ProfileDevice.In(l)
	for _, d := range devices {
		if strings.Contains(agent, d.sign) {
			name = d.name
			break
		}
	}
	if strings.Contains(agent, "MicroMessenger") {
		name += " · " + ProfileWeChat.In(l)
	}
	return name
}
