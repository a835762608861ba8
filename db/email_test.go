package db

import (
	"strings"
	"testing"
)

func TestParseEmail(t *testing.T) {
	for in, want := range map[string]string{
		"chen@example.com": "chen@example.com", " Chen.Wei+club@Example.COM ": "Chen.Wei+club@example.com",
		"ｃｈｅｎ＠ｑｑ．ｃｏｍ": "chen@qq.com", "\u200bchen@163.com": "chen@163.com", "o'neil@mail.example.co.uk": "o'neil@mail.example.co.uk",
		"": "", "chen": "", "@example.com": "", "chen@": "", "chen@localhost": "", "Chen <chen@example.com>": "", "<chen@example.com>": "",
		"chen@example.com, wei@example.com": "", "chen@@example.com": "", `"chen wei"@example.com`: "", "chen@[127.0.0.1]": "", "chen@1.2.3.4": "",
		"chen@exa_mple.com": "", "chen@-example.com": "", "chen@example..com": "", "chen@example.com.": "", "陈@example.com": "", "chen@例子.com": "",
		"chen wei@example.com": "", "chen(x)@example.com": "", "chen@example.com\r\nBcc: x@example.com": "",
		strings.Repeat("a", 65) + "@example.com": "", "a@" + strings.Repeat("a", 64) + ".com": "", "a@" + strings.Repeat("abc.", 70) + "com": "",
	} {
		if got, ok := ParseEmail(in); got != want || ok != (want != "") {
			t.Errorf("ParseEmail(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	if EmailKey("Chen.Wei@example.com") != EmailKey("chen.wei@example.com") {
		t.Error("case tells addresses apart")
	}
}

func TestMaskEmail(t *testing.T) {
	for in, want := range map[string]string{
		"chen@example.com": "c***n@example.com", "ab@example.com": "a***@example.com", "a@example.com": "a***@example.com", "": "***", "x": "***",
	} {
		if got := MaskEmail(in); got != want {
			t.Errorf("MaskEmail(%q) = %q, want %q", in, got, want)
		}
	}
}
