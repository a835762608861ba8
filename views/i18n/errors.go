package i18n

// ErrorText is the page of an error: what happened, and what to do next.
type ErrorText struct{ Title, Text Text }

// The pages of errors.
var (
	ErrNotFound = ErrorText{Text{"找不到这个页面", "找不到這個頁面", "Page not found"},
		Text{"它可能已被移走，或者您无权查看。请检查网址，或返回首页。", "它可能已被移走，或者您無權查看。請檢查網址，或返回首頁。", "It may have moved, or it may not be yours to see. Check the address, or go back to the start."}}
	ErrMethod = ErrorText{Text{"不支持这种操作", "不支援這種操作", "That is not possible here"},
		Text{"请返回上一页，再试一次。", "請返回上一頁，再試一次。", "Go back to the page before and try again."}}
	ErrTooLarge = ErrorText{Text{"发送的内容太大", "傳送的內容太大", "That was too large"},
		Text{"内容没有保存。请换一个较小的文件或减少内容后再试。", "內容沒有儲存。請換一個較小的檔案或減少內容後再試。", "Nothing was saved. Try again with a smaller file or less text."}}
	ErrBroken = ErrorText{Text{"无法读取这个请求", "無法讀取這個請求", "This request could not be read"},
		Text{"没有任何改动。请返回上一页，再试一次。", "沒有任何改動。請返回上一頁，再試一次。", "Nothing was changed. Go back to the page before and try again."}}
	ErrSignedOut = ErrorText{Text{"您已退出登录", "您已登出", "You are signed out"},
		Text{"没有任何改动。请重新登录后再试。", "沒有任何改動。請重新登入後再試。", "Nothing was changed. Sign in again, then try once more."}}
	ErrForbidden = ErrorText{Text{"您没有这个权限", "您沒有這個權限", "Your role does not allow this"},
		Text{"如果工作需要，请联系管理员开通。", "如果工作需要，請聯絡管理員開通。", "If your work needs it, ask an administrator."}}
	ErrForeign = ErrorText{Text{"已拦截来自其他网站的请求", "已攔截來自其他網站的請求", "A request from another site was stopped"},
		Text{"没有任何改动。请直接打开本站页面，再试一次。", "沒有任何改動。請直接開啟本站頁面，再試一次。", "Nothing was changed. Open the page on this site and try again."}}
	ErrConflict = ErrorText{Text{"有人刚刚改动过", "有人剛剛改動過", "Somebody else was faster"},
		Text{"您的改动没有保存。请刷新页面，查看最新情况后再试。", "您的改動沒有儲存。請重新整理頁面，查看最新情況後再試。", "Your change was not saved. Reload the page, look at how things stand and try again."}}
	ErrRefused = ErrorText{Text{"这一步没有完成", "這一步沒有完成", "That was not done"},
		Text{"没有任何改动。请返回上一页，再试一次。", "沒有任何改動。請返回上一頁，再試一次。", "Nothing was changed. Go back to the page before and try again."}}
	ErrBusy = ErrorText{Text{"系统暂时繁忙", "系統暫時繁忙", "The club is busy for a moment"},
		Text{"没有任何改动。请几秒后再试一次。", "沒有任何改動。請幾秒後再試一次。", "Nothing was changed. Try again in a few seconds."}}
	ErrInternal = ErrorText{Text{"出错了", "出錯了", "Something went wrong"},
		Text{"这是我们的问题，没有任何改动。请稍后再试；如果仍然出错，请把下面的编号告诉我们。", "這是我們的問題，沒有任何改動。請稍後再試；如果仍然出錯，請把下面的編號告訴我們。", "The fault is ours, and nothing was changed. Try again later; if it happens again, tell us the reference below."}}

	ErrHome      = Text{"返回首页", "返回首頁", "Back to the start"}
	ErrReference = Text{"编号", "編號", "Reference"}
	SignIn       = Text{"登录", "登入", "Sign in"}
)
