package i18n

// Brands
var (
	DeskBrandTitle       = Text{"品牌", "品牌", "Brands"}
	DeskBrandIntro       = Text{"开发商的品牌。子品牌归在母品牌之下，楼盘归在品牌之下。", "發展商的品牌。子品牌歸在母品牌之下，屋苑歸在品牌之下。", "The developer's brands. A sub-brand belongs to its parent brand, and a community to its brand."}
	DeskBrandNew         = Text{"新增品牌", "新增品牌", "New brand"}
	DeskBrandEmpty       = Text{"还没有品牌。先新增一个，楼盘才有归属。", "還沒有品牌。先新增一個，屋苑才有歸屬。", "There are no brands yet. Add one, so that communities can belong to it."}
	DeskBrandName        = Text{"品牌名称", "品牌名稱", "Brand name"}
	DeskBrandParent      = Text{"母品牌", "母品牌", "Parent brand"}
	DeskBrandNoParent    = Text{"没有，它自己就是母品牌", "沒有，它自己就是母品牌", "None: it stands on its own"}
	DeskBrandCommunities = Text{"楼盘", "屋苑", "Communities"}
	DeskBrandEnded       = Text{"已停用", "已停用", "No longer in use"}
	DeskBrandEndedHint   = Text{"不能再为它新增楼盘；原有的楼盘和会员不受影响。", "不能再為它新增屋苑；原有的屋苑和會員不受影響。", "It takes no new communities. Those it has, and their members, stay as they are."}
	DeskBrandSave        = Text{"保存品牌", "儲存品牌", "Save brand"}
)

// What the catalog's pages share
var (
	DeskNameHint   = Text{"简体中文必填；其他语言留空时，会员看到简体。", "簡體中文必填；其他語言留空時，會員看到簡體。", "Simplified Chinese is required. Where another language is empty, members see the Simplified text."}
	DeskState      = Text{"状态", "狀態", "State"}
	DeskActive     = Text{"使用中", "使用中", "In use"}
	DeskEnded      = Text{"已停用", "已停用", "Ended"}
	DeskEdit       = Text{"编辑", "編輯", "Edit"}
	DeskApply      = Text{"筛选", "篩選", "Filter"}
	DeskAll        = Text{"全部", "全部", "All"}
	DeskNotWritten = Text{"未填写", "未填寫", "Not written yet"}
)

// Communities
var (
	DeskCommunityTitle        = Text{"楼盘", "屋苑", "Communities"}
	DeskCommunityIntro        = Text{"会员在这里认证房产。导入业主名册时，新楼盘会自动加入。", "會員在這裡認證物業。匯入業主名冊時，新屋苑會自動加入。", "Where members verify their homes. Importing the owners' register adds communities that are new."}
	DeskCommunityNew          = Text{"新增楼盘", "新增屋苑", "New community"}
	DeskCommunityEmpty        = Text{"还没有楼盘。可以新增，也可以直接导入业主名册。", "還沒有屋苑。可以新增，也可以直接匯入業主名冊。", "There are no communities yet. Add one, or import the owners' register."}
	DeskCommunityName         = Text{"楼盘名称", "屋苑名稱", "Community name"}
	DeskCommunityCity         = Text{"城市", "城市", "City"}
	DeskCommunityBrand        = Text{"品牌", "品牌", "Brand"}
	DeskCommunityHomes        = Text{"名册房产", "名冊物業", "Homes on the register"}
	DeskCommunityRegister     = Text{"名册中的写法", "名冊中的寫法", "In the register"}
	DeskCommunityRegisterHint = Text{"业主名册靠这两项找到楼盘。留空则与简体名称、城市相同。", "業主名冊靠這兩項找到屋苑。留空則與簡體名稱、城市相同。", "The owners' register finds the community by these two. Left empty, they are the Simplified name and city."}
	DeskCommunityRegisterName = Text{"名册中的楼盘名", "名冊中的屋苑名", "Name in the register"}
	DeskCommunityRegisterCity = Text{"名册中的城市", "名冊中的城市", "City in the register"}
	DeskCommunityEnded        = Text{"已停用", "已停用", "No longer in use"}
	DeskCommunityEndedHint    = Text{"会员不能再选择它来认证房产；已认证的业主不受影响。", "會員不能再選擇它來認證物業；已認證的業主不受影響。", "Members can no longer choose it to verify a home. Verified owners stay as they are."}
	DeskCommunitySave         = Text{"保存楼盘", "儲存屋苑", "Save community"}
	DeskCommunityNoBrand      = Text{"楼盘要归在品牌之下，请先新增品牌。", "屋苑要歸在品牌之下，請先新增品牌。", "A community belongs to a brand. Add a brand first."}
	DeskCommunityFind         = Text{"名称或城市", "名稱或城市", "Name or city"}
)

// Merchants, outlets, tills
var (
	DeskMerchantTitle     = Text{"商户", "商戶", "Merchants"}
	DeskMerchantIntro     = Text{"与会所合作的商户、它们的门店和收银员。", "與會所合作的商戶、它們的門店和收銀員。", "The club's partners, their outlets and the people at their tills."}
	DeskMerchantNew       = Text{"新增商户", "新增商戶", "New merchant"}
	DeskMerchantEmpty     = Text{"还没有商户。新增一家，再为它添加门店和优惠。", "還沒有商戶。新增一家，再為它加入門店和優惠。", "There are no merchants yet. Add one, then its outlets and offers."}
	DeskMerchantName      = Text{"商户名称", "商戶名稱", "Merchant name"}
	DeskMerchantKind      = Text{"类型", "類型", "Kind"}
	DeskMerchantPhone     = Text{"顾客电话", "顧客電話", "Phone for customers"}
	DeskMerchantPhoneHint = Text{"会员在优惠页看到，可带区号或分机。", "會員在優惠頁看到，可帶區號或內線。", "Members see it beside the offers. An area code or extension may be part of it."}
	DeskMerchantEnded     = Text{"合作已结束", "合作已結束", "No longer a partner"}
	DeskMerchantEndedHint = Text{"它的优惠不再展示，收银员不能再核销；历史记录保留。", "它的優惠不再展示，收銀員不能再兌換；歷史記錄保留。", "Its offers are no longer shown and its tills no longer redeem. What happened stays on record."}
	DeskMerchantSave      = Text{"保存商户", "儲存商戶", "Save merchant"}
	DeskMerchantFacts     = Text{"资料", "資料", "Details"}
	DeskMerchantOffers    = Text{"查看优惠", "查看優惠", "See its offers"}

	DeskOutletTitle     = Text{"门店", "門店", "Outlets"}
	DeskOutletNew       = Text{"新增门店", "新增門店", "New outlet"}
	DeskOutletEmpty     = Text{"还没有门店。添加门店后才能安排收银员核销。", "還沒有門店。加入門店後才能安排收銀員兌換。", "There are no outlets yet. Tills redeem at an outlet, so add one first."}
	DeskOutletName      = Text{"门店名称", "門店名稱", "Outlet name"}
	DeskOutletAddress   = Text{"地址", "地址", "Address"}
	DeskOutletEnded     = Text{"门店已停业", "門店已停業", "This outlet has closed"}
	DeskOutletEndedHint = Text{"会员不再看到它，收银员不能再在这里核销。", "會員不再看到它，收銀員不能再在這裡兌換。", "Members no longer see it, and its tills no longer redeem."}
	DeskOutletSave      = Text{"保存门店", "儲存門店", "Save outlet"}
	DeskOutletManage    = Text{"编辑门店与收银员", "編輯門店與收銀員", "Edit outlet and till staff"}

	DeskTillTitle   = Text{"收银员", "收銀員", "Till staff"}
	DeskTillIntro   = Text{"他们用验证码登录商户端，只能在这家门店核销。", "他們用驗證碼登入商戶端，只能在這家門店兌換。", "They sign in at the merchants' door with a one-time code and redeem at this outlet only."}
	DeskTillEmpty   = Text{"还没有收银员。", "還沒有收銀員。", "No till staff yet."}
	DeskTillAdd     = Text{"添加收银员", "加入收銀員", "Add till staff"}
	DeskTillName    = Text{"姓名", "姓名", "Name"}
	DeskTillTo      = Text{"手机或邮箱", "手機或電郵", "Mobile or e-mail"}
	DeskTillToHint  = Text{"内地以外的号码请带国家或地区代码，例如 +852。", "內地以外的號碼請帶國家或地區代碼，例如 +852。", "A number outside the mainland takes its country code, such as +852."}
	DeskTillSince   = Text{"%s起", "%s起", "since %s"}
	DeskTillEnd     = Text{"取消权限", "取消權限", "Remove"}
	DeskTillEndName = Text{"取消权限：%s", "取消權限：%s", "Remove %s"}
	DeskTillEndAsk  = Text{"%s将立即退出登录，不能再在这家门店核销。以往的核销记录保留。", "%s將立即登出，不能再在這家門店兌換。以往的兌換記錄保留。", "%s is signed out at once and can no longer redeem here. What they redeemed stays on record."}
	DeskTillClosed  = Text{"门店已停业，不能添加收银员。", "門店已停業，不能加入收銀員。", "The outlet has closed, so no till staff can be added."}
)
