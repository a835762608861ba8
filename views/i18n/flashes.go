package i18n

// Flashes are the sentences that a page says once after something was done, by their keys.
var Flashes = map[string]Text{
	"saved":      {"已保存。", "已儲存。", "Saved."},
	"signed_out": {"您已退出登录。", "您已登出。", "You are signed out."},
	"code_sent":  {"新的验证码已发送。", "新的驗證碼已發送。", "A new code has been sent."},
	"welcome":    {"欢迎加入！", "歡迎加入！", "Welcome to the club!"},

	"claim_approved": {"已通过认证，并已通知会员。", "已通過認證，並已通知會員。", "The claim is approved, and the member has been told."},
	"claim_refused":  {"已记录不通过的原因，并已通知会员。", "已記錄不通過的原因，並已通知會員。", "The claim is refused, and the member has been told why."},

	"claimed":       VoucherFlash,
	"home_verified": {"房产已认证，您现在是业主会员。", "物業已認證，您現在是業主會員。", "Your home is verified. You are now an owner."},
	"home_waiting":  {"已提交。工作人员核验后会通知您。", "已提交。職員核驗後會通知您。", "Sent. Our staff check it and will tell you."},
	"home_rivals":   {"已提交。这套房产已有其他会员认证，工作人员会核实后通知您。", "已提交。這套物業已有其他會員認證，職員會核實後通知您。", "Sent. Other members are verified for this home already, so our staff will look into it and tell you."},
	"session_ended": {"那台设备已退出。", "那部裝置已登出。", "That device is signed out."},

	"note_added":     {"已写入记录。", "已寫入記錄。", "It is on the record."},
	"note_corrected": {"已更正。", "已更正。", "Corrected."},
	"note_struck":    {"已划去，原文保留。", "已劃去，原文保留。", "Struck through. The text stays."},
	"step_done":      {"已完成。", "已完成。", "Done."},
	"step_opened":    {"已重新打开。", "已重新打開。", "Open again."},
	"step_planned":   {"已保存安排。", "已儲存安排。", "The plan is saved."},

	"job_resent":      {"已重新排入发送。", "已重新排入發送。", "It is on its way again."},
	"job_gone":        {"这条消息已经重新发送，或已不再保留。", "這則訊息已經重新發送，或已不再保留。", "That message has been sent again already, or is kept no more."},
	"till_added":      {"已添加收银员。", "已加入收銀員。", "The till staff member has been added."},
	"till_ended":      {"已取消权限。", "已取消權限。", "The right to redeem has been removed."},
	"register_same":   {"没有需要导入的，名册没有变化。", "沒有需要匯入的，名冊沒有變化。", "There was nothing to import. The register is as it was."},
	"register_drop":   {"已放弃这个文件，没有任何改动。", "已放棄這個檔案，沒有任何改動。", "The file has been dropped. Nothing was changed."},
	"change_accepted": {"名册已改为新的业主。", "名冊已改為新的業主。", "The register now names the new owners."},
	"change_refused":  {"已保持原样。", "已保持原樣。", "The register stays as it was."},
}
