package db

import (
	"slices"
	"testing"
)

// A name is found as its surname is read, not as its character mostly is, and in each way where there are two.
func TestNameRead(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"王小明": {"wx", "xm", "wxm", "wang", "wangxiaoming"}, "曾志强": {"zzq", "zeng", "zengzhiqiang"}, "單玉": {"sy", "shan", "dan", "dy"},
		"區樂怡": {"oyy", "oly", "ou", "qu", "qly"}, "解军": {"xj", "xie", "jie", "jj"}, "仇英": {"qiu", "chou"}, "查良镛": {"zha", "zly", "cly"},
		"任平": {"ren", "rp"}, "華安": {"hua"}, "朴信": {"piao", "pu", "px"}, "覃海": {"qin", "tan", "qh", "th"}, "吕布": {"lv", "lu", "lb"},
		"尉遲恭": {"yuchi", "weichi", "ycg", "wcg", "yuchigong"}, "长孙无忌": {"zhangsun", "zswj", "zsw", "swj"}, "歐陽修": {"ouyang", "oyx", "ouyangxiu"}, "欧阳": {"ou", "oy", "ouyang"},
		"司马相如": {"sima", "smxr"}, "盛": {"sheng"}, "翟天臨": {"zhai", "di", "ztl"}, "古丽·买买提": {"gl", "glm", "glmmt"}, "Anna 王": {"anna", "wang"},
	} {
		terms := nameTerms(Fold(name))
		for _, term := range want {
			if !slices.Contains(terms, term) {
				t.Errorf("%s is not found by %s: %v", name, term, terms)
			}
		}
	}
	for name, not := range map[string]string{"曾志强": "ceng", "單玉": "chan", "长孙无忌": "zhang", "龘": "?", "王小明": "w", "Daniel": "d?"} {
		if slices.Contains(nameTerms(Fold(name)), not) {
			t.Errorf("%s is found by %s", name, not)
		}
	}
	if n := len(nameTerms(Fold("區樂怡"))); n > 30 {
		t.Errorf("%d terms for one name", n)
	}
}

// Each syllable and each character of the table stands there once, and what a name folds to is in it.
func TestReadingsWhole(t *testing.T) {
	t.Parallel()
	r := readings()
	n := 0
	for i, of := range r.of {
		if of == 0 {
			continue
		}
		n++
		if c := string(rune(firstHan + i)); Fold(c) != c {
			t.Errorf("%s is read, but folds to %s", c, Fold(c))
		}
	}
	if len(r.all) != 410 || n < 17_000 {
		t.Errorf("%d readings of %d characters", len(r.all), n)
	}
}
