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
	"home_rivals":   {"已提交。这套房产已有其他会员认证，工作人员会核实后通知您。", "已提交。這個物業已有其他會員認證，職員會核實後通知您。", "Sent. Other members are verified for this home already, so our staff will look into it and tell you."},
	"notices_read":  NoticesAllDone,
	"session_ended": {"那台设备已退出。", "那部裝置已登出。", "That device is signed out."},

	"card_renewed": {"其他设备已退出，会员卡已换新。", "其他裝置已登出，會員卡已更換。", "The other devices are signed out, and your card is new."},
	"phone_lost":   {"会员的设备已全部退出，会员卡已换新，并已通知会员。", "會員的裝置已全部登出，會員卡已更換，並已通知會員。", "The member's devices are signed out, the card is new, and the member has been told."},

	"runs_too_many":  {"您已有几项导出正在进行。请等它们完成，或停止其中一项。", "您已有幾項匯出正在進行。請等它們完成，或停止其中一項。", "Several of your exports are running. Wait for them, or stop one."},
	"run_over":       {"它已经结束了。", "它已經結束了。", "It had already ended."},
	"batch_empty":    {"没有选中任何行。请先勾选。", "沒有選中任何項目。請先勾選。", "No row is selected. Tick some first."},
	"batch_too_many": {"一次最多处理 500 行。请缩小筛选范围。", "一次最多處理 500 項。請縮小篩選範圍。", "At most 500 rows at once. Narrow the filters."},
	"view_dropped":   {"视图已删除。", "檢視已刪除。", "The view has been deleted."},
	"view_gone":      {"这个视图已经不在了。", "這個檢視已經不在了。", "That view has already been deleted."},
	"text_published": {"已发布。", "已發佈。", "Published."},
	"undone":         {"已撤销。", "已復原。", "Undone."},
	"note_added":     {"已写入记录。", "已寫入記錄。", "Added to the record."},
	"note_corrected": {"已更正。", "已更正。", "Corrected."},
	"note_struck":    {"已划去，原文保留。", "已劃去，原文保留。", "Struck out. The text stays."},
	"row_done":       {"已完成。", "已完成。", "Done."},
	"step_done":      {"已完成。", "已完成。", "Done."},
	"step_opened":    {"已重新打开。", "已重新打開。", "Reopened."},
	"step_planned":   {"已保存安排。", "已儲存安排。", "Saved."},

	"job_resent":      {"已重新排入发送。", "已重新排入發送。", "It has been queued again."},
	"job_gone":        {"这条消息已经重新发送，或已不再保留。", "這則訊息已經重新發送，或已不再保留。", "That message has already been sent again, or is no longer kept."},
	"staff_invited":   {"邀请已排入发送。", "邀請已排入發送。", "The invitation is on its way."},
	"staff_sent":      {"新的链接已排入发送，旧的不再有效。", "新的連結已排入發送，舊的不再有效。", "A new link is on its way. Older ones no longer work."},
	"staff_withdrawn": {"链接已撤回。", "連結已撤回。", "The link has been withdrawn."},
	"staff_granted":   {"已授予角色。", "已授予角色。", "The role has been given."},
	"staff_ended":     {"已收回角色。", "已收回角色。", "The role has been taken back."},
	"staff_disabled":  {"已停用，所有登录已结束。请看看是否有工作需要移交。", "已停用，所有登入已結束。請看看是否有工作需要移交。", "Disabled and signed out everywhere. See whether there is work to hand over."},
	"staff_enabled":   {"已重新启用。", "已重新啟用。", "Enabled again."},
	"staff_reset":     {"验证器已重置，新的链接已排入发送。", "驗證器已重設，新的連結已排入發送。", "The authenticator is reset, and a link is on its way."},
	"staff_handed":    {"工作已移交，数目见下方记录。", "工作已移交，數目見下方記錄。", "The work has been handed over. The record below says how much."},
	"till_added":      {"已添加收银员。", "已加入收銀員。", "The till staff member has been added."},
	"till_ended":      {"已取消权限。", "已取消權限。", "The right to redeem has been removed."},
	"register_same":   {"没有需要导入的，名册没有变化。", "沒有需要匯入的，名冊沒有變化。", "There was nothing to import. The register is unchanged."},
	"register_drop":   {"已放弃这个文件，没有任何改动。", "已放棄這個檔案，沒有任何改動。", "The file has been discarded. Nothing was changed."},
}
