package i18n

import (
	"maps"

	"clubhouse/db"
)

func init() { maps.Copy(refusals, homeRefusals) }

// homeRefusals are those of claims to homes, of their photos, and of homes that companies own.
var homeRefusals = map[db.Reason]Text{
	db.ClaimDecided:    {"%s已于 %s 处理了这条申请，结果见下方。", "%s已於 %s 處理了這條申請，結果見下方。", "This claim was decided already, by %s on %s. See below."},
	db.ClaimWithdrawn:  {"会员已于 %s 撤回这条申请。", "會員已於 %s 撤回這條申請。", "The member withdrew this claim on %s."},
	db.QuestionMissing: {"请写明要补充什么。", "請寫明要補充甚麼。", "Say what is needed."},
	db.HomeClaimed:     {"这位会员对所选的房产另有一条申请或认证。请在那一条上处理。", "這位會員對所選的物業另有一條申請或認證。請在那一條上處理。", "The member has another claim to that home. Decide that one instead."},
	db.HomeElsewhere:   {"请选择同一楼盘名册上的房产。", "請選擇同一屋苑名冊上的物業。", "Choose a home on the register of the same community."},
	db.CompanyFull:     {"公司名下的房产最多同时认证 %d 人。请先请其中一位放弃认证。", "公司名下的物業最多同時認證 %d 人。請先請其中一位放棄認證。", "At most %d persons can be verified at a time for a home that a company owns. One of them has to give it up first."},
	db.CompanyWrong:    {"请从列表中选择。", "請從列表中選擇。", "Choose one from the list."},

	db.ClaimOver:     {"这条申请已经有了结果，不能再修改。结果见下方。", "這條申請已經有了結果，不能再修改。結果見下方。", "This claim is closed and cannot be changed any more. See below how it ended."},
	db.ClaimNotYours: {"这套房产的认证已经不在了，没有可以放弃的。", "這個物業的認證已經不在了，沒有可以放棄的。", "You are not verified for this home any more, so there is nothing to give up."},
	db.AnswerMissing: {"请写几句话，或选择照片。", "請寫幾句話，或選擇相片。", "Write a few words, or choose a photo."},
	db.AnswersFull:   {"这条申请已补充 %d 次，不能再加。请致电客服。", "這條申請已補充 %d 次，不能再加。請致電客服。", "You have added to this claim %d times, which is the most. Call the club instead."},
	db.HomeDayWrong:  {"日期不正确，请写成 2026-11-30。", "日期不正確，請寫成 2026-11-30。", "That is not a date. Write it like 2026-11-30."},
	db.HomeDayBefore: {"不能早于认证的那一天：%s。", "不能早於認證的那一天：%s。", "It cannot be before the day on which you were verified, %s."},
	db.HomeDayAfter:  {"请选择今天或以前的日期。将来的，请到那一天再来。", "請選擇今天或以前的日期。將來的，請到那一天再來。", "Choose today or an earlier day. For a later one, come back then."},

	db.PhotoClosed:   {"请先在申请页上打开照片。", "請先在申請頁上開啟相片。", "Open the photos on the claim's page first."},
	db.PhotosTooMany: {"一条申请最多 %d 张照片。请先删除一张再加。", "一條申請最多 %d 張相片。請先刪除一張再加。", "A claim can have %d photos at most. Delete one before you add another."},
	db.PhotosOver:    {"最多 %d 张照片，请重新选择。", "最多 %d 張相片，請重新選擇。", "%d photos at most. Please choose again."},
	db.PhotoEmpty:    {"第 %d 个文件是空的，请重新选择。", "第 %d 個檔案是空的，請重新選擇。", "File %d is empty. Choose it again."},
	db.PhotoHEIC: {"第 %d 张是 iPhone 的 HEIC 格式，我们读不了。请在“设置 → 相机 → 格式”里选“兼容性最佳”后再拍，或截一张屏再发。", "第 %d 張是 iPhone 的 HEIC 格式，我們讀不到。請在「設定 → 相機 → 格式」裡選「最兼容」後再拍，或截圖再傳。",
		"Photo %d is a HEIC file of an iPhone, which we cannot read. Choose “Most Compatible” under Settings, Camera, Formats and take it again, or send a screenshot."},
	db.PhotoNot:    {"第 %d 个文件不是照片。请发 JPEG、PNG 或 WebP；合同是 PDF 的，请截屏。", "第 %d 個檔案不是相片。請傳 JPEG、PNG 或 WebP；合約是 PDF 的，請截圖。", "File %d is not a photo. Send a JPEG, PNG or WebP; of a PDF take a screenshot."},
	db.PhotoBroken: {"第 %d 张照片不完整或已损坏，请重新拍摄或选择。", "第 %d 張相片不完整或已損壞，請重新拍攝或選擇。", "Photo %d is damaged or not complete. Take it again, or choose another."},
	db.PhotoPixels: {"第 %d 张照片太大：最多 %d 百万像素。请调低相机的分辨率，或截一张屏再发。", "第 %d 張相片太大：最多 %d 百萬像素。請調低相機的解像度，或截圖再傳。", "Photo %d is too large: %d megapixels at most. Lower the resolution of your camera, or send a screenshot."},
	db.PhotoHeavy:  {"第 %d 个文件太大：最多 %d MB。请截一张屏再发。", "第 %d 個檔案太大：最多 %d MB。請截圖再傳。", "File %d is too large: %d MB at most. Send a screenshot instead."},
}
