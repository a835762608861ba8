package db

import (
	"strconv"
	"testing"
)

func TestHanNumber(t *testing.T) {
	for in, want := range map[string]string{
		"一": "1", "八": "8", "十": "10", "十二": "12", "二十": "20", "廿": "20", "廿一": "21", "卅二": "32", "一十": "10", "九十九": "99",
		"〇": "0", "零三": "03", "二〇一": "201", "三二零四": "3204",
		"": "", "栋": "", "3": "", "三A": "", "一期三": "", "十十": "", "二十零": "", "〇十": "", "十二三": "", "二三十": "", "一百": "", "一百零一": "", "两": "", "一 二": "",
	} {
		if got, ok := hanNumber(in); ok != (want != "") || ok && got != want {
			t.Errorf("hanNumber(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
	for n := 1; n <= 99; n++ {
		if got, ok := hanNumber(hanSpelling(strconv.Itoa(n))); !ok || got != strconv.Itoa(n) {
			t.Errorf("%d is spelled %q, which reads %q", n, hanSpelling(strconv.Itoa(n)), got)
		}
	}
	for _, s := range []string{"", "0", "100", "03", "A", "一", "+3"} {
		if got := hanSpelling(s); got != s {
			t.Errorf("hanSpelling(%q) = %q", s, got)
		}
	}
}
