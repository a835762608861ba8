package db

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// refusals answers record, column and reason of each.
func refusals(list []RefusedRow) string {
	var out []string
	for _, r := range list {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s %s %s", r.Record, r.Field, r.Reason, strings.Trim(fmt.Sprint(r.Args), "[]"))))
	}
	return strings.Join(out, "; ")
}

// Spellings that other systems and spreadsheets use.
func TestMemberSpellings(t *testing.T) {
	t.Parallel()
	read := func(file string) (*memberFile, error) {
		return readMembers(bytes.NewReader([]byte(file)), int64(len(file)), "CN", "YQ", "2026-11-21")
	}
	for text, want := range map[string]Tier{
		"金卡会员": Gold, "玉卡會員": Jade, "銀卡": Silver, "金会员卡": Gold, "雅卡 会员": Classic, "Gold Card": Gold, "JADE CARD MEMBER": Jade, "Silver member": Silver, "": Classic,
		"钻石": "", "Gold Plus": "", "卡金": "",
	} {
		f := must(read("name,phone,tier\n甲,13600000001," + text + "\n"))(t)
		if ok := len(f.rows) == 1; ok != (want != "") || ok && f.rows[0].tier != want {
			t.Errorf("tier %q: %+v, want %q", text, f, want)
		}
	}
	for text, want := range map[string]int64{"1200.00": 1200, "1200.0": 1200, `"1,200.00"`: 1200, "0.00": 0, "": 0, "1200.50": -1, "1200.0.0": -1, ".00": -1, "-1.00": -1} {
		f := must(read("name,phone,points\n甲,13600000001," + text + "\n"))(t)
		if ok := len(f.rows) == 1; ok != (want >= 0) || ok && f.rows[0].points != want {
			t.Errorf("points %q: %+v, want %d", text, f, want)
		}
	}
	for text, want := range map[string]Birthday{
		"3月5日": {"03-05", 0}, "3/5": {"03-05", 0}, "12/24": {"12-24", 0}, "03-05": {"03-05", 0}, "3.5": {"03-05", 0}, "１２月２４號": {"12-24", 0}, "2月29日": {"02-29", 0},
		"1970年3月5日": {"03-05", 1970}, "13/5": {}, "2/30": {}, "3月": {}, "5": {},
	} {
		if got, err := parseBirthday(text, "CN", "2026-11-21"); got != want || (err != nil) != (want == Birthday{}) {
			t.Errorf("birthday %q: %+v %v", text, got, err)
		}
	}
	for text, want := range map[string]Birthday{"3/5": {}, "3.5": {}, "24/12": {"12-24", 0}, "5/5": {"05-05", 0}, "3/24": {"03-24", 0}, "03-05": {"03-05", 0}, "3月5日": {"03-05", 0}, "1970-3-5": {"03-05", 1970}} {
		if got, err := parseBirthday(text, "HK", "2026-11-21"); got != want || (ReasonOf(err) == RowDayUnclear) != (want == Birthday{}) {
			t.Errorf("birthday %q in Hong Kong: %+v %v", text, got, err)
		}
	}
	for _, head := range []string{"联系方式", "聯繫方式", "流動電話", "移动电话"} {
		f := must(read("name," + head + "\n甲,13600000001\n"))(t)
		if len(f.rows) != 1 || f.rows[0].phone != "+8613600000001" {
			t.Errorf("the column %s: %+v", head, f)
		}
	}
	f := must(read("姓名,联系方式,手机\n甲,jia@example.com,13600000001\n"))(t)
	if len(f.rows) != 1 || f.rows[0].phone != "+8613600000001" {
		t.Errorf("the plainer name of two: %+v", f)
	}
	f = must(read("姓名,联系方式\n甲,13600000001\n乙,yi@Example.com\n丙,@\n"))(t)
	if got := refusals(f.refused); len(f.rows) != 2 || f.rows[1].email != "yi@example.com" || got != "4 email email_wrong" {
		t.Errorf("a column of either: %+v", f)
	}
	_, err := read("name,tier\n甲,gold\n")
	wantReason(t, "neither phones nor e-mails", err, MembersNoColumn)
	f = must(read("name,phone,email,number\n甲,13600000001,a@example.com,\n乙,13600000002,a@example.com,\n丙,13600000001,,\n" +
		"丁,13600000004,,YQ 8602 1147 3\n戊,13600000005,,YQ 8602 1147 3\n"))(t)
	if got := refusals(f.refused); got != "3 email row_twice 2; 4 phone row_twice 2; 6 number row_twice 5" {
		t.Errorf("doubles: %s", got)
	}
}
