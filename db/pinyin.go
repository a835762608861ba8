package db

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed pinyin.txt
var pinyinText string

const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// readings holds for each Han character the number of its commonest reading, from 1, and the readings. A map of them
// would cost a process at rest two megabytes.
var readings = sync.OnceValue(func() (r struct {
	of  [lastHan - firstHan + 1]uint16
	all []string
}) {
	for line := range strings.Lines(pinyinText) {
		syllable, signs, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		r.all = append(r.all, syllable)
		for _, sign := range signs {
			r.of[sign-firstHan] = uint16(len(r.all))
		}
	}
	return r
})

// inNames are the readings of characters that names read otherwise than texts do, or in two ways, the likeliest first.
var inNames = pairs(`曾zeng 单shan,dan 解xie,jie 仇qiu,chou 区ou,qu 查zha,cha 朴piao,pu 覃qin,tan 乐yue,le 翟zhai,di 盖ge,gai 尉wei,yu 缪miao,mu
	折she,zhe 种chong,zhong 重chong,zhong 吕lv,lu 员yun,yuan 祭zhai,ji 谌chen,shen 薄bo 隗wei,kui 能nai,neng 宓mi,fu 句gou,ju 阚kan 隽juan,jun
	召shao,zhao 秘bi,mi 冼xian 洗xian,xi 繁po,fan 郇xun,huan 牟mu,mou 柏bai,bo 么yao,me 藏zang,cang 粘nian,zhan 黑he,hei 晟sheng,cheng
	茜qian,xi 莘xin,shen 蔚wei,yu 参shen,can 朝chao,zhao 长chang,zhang 行xing,hang 亘gen,xuan 伽jia,qie`)

// compound are the surnames of two characters, with their readings where they are not those of the characters.
var compound = pairs(`欧阳 司马 上官 诸葛 夏侯 东方 皇甫 公孙 慕容 司徒 令狐 宇文 端木 南宫 独孤 轩辕 呼延 钟离 闻人 太史 申屠 濮阳 淳于 鲜于 亓官 司空 赫连 拓跋 西门
	东郭 公冶 宗政 公羊 太叔 仲孙 左丘 梁丘 谷梁 百里 第五 南门 归海 纳兰 完颜 叶赫 长孙zhang sun 尉迟yu chi,wei chi 万俟mo qi 澹台tan tai 单于chan yu 令狐ling hu`)

// pairs reads Han words, each with its readings behind it.
func pairs(s string) map[string][]string {
	m := map[string][]string{}
	word := ""
	for _, f := range strings.Fields(s) {
		if i := strings.IndexFunc(f, func(r rune) bool { return r < utf8.RuneSelf }); i < 0 {
			m[f], word = nil, ""
		} else if i > 0 {
			word = f[:i]
			m[word] = strings.Split(f[i:], ",")
		} else { // a further syllable of the readings
			list := strings.Split(f, ",")
			last := len(m[word]) - 1
			m[word][last] += " " + list[0]
			m[word] = append(m[word], list[1:]...)
		}
	}
	return m
}

const (
	mostSpellings = 4 // of a name whose characters are read in several ways
	mostReadSigns = 8 // of a name are read; what is longer is mostly a company's
)

// spelling is a way to read a name: its syllables, of which the first ones are the surname's.
type spelling struct {
	syllables []string
	surname   int
}

// spellings answers how the Han characters of a folded name may be read, the likeliest first; none where one of them is
// not known.
func spellings(folded string) []spelling {
	var signs []string
	for _, r := range folded {
		if unicode.Is(unicode.Han, r) && len(signs) < mostReadSigns {
			signs = append(signs, string(r))
		}
	}
	if len(signs) == 0 {
		return nil
	}
	out := []spelling{{surname: 1}}
	if len(signs) > 2 {
		if list, known := compound[signs[0]+signs[1]]; known {
			out[0].surname = 2
			if len(list) > 0 {
				out = nil
				for _, s := range list {
					out = append(out, spelling{strings.Fields(s), 2})
				}
				signs = signs[2:]
			}
		}
	}
	for _, sign := range signs {
		list := inNames[sign]
		if list == nil {
			r, _ := utf8.DecodeRuneInString(sign)
			if r < firstHan || r > lastHan || readings().of[r-firstHan] == 0 {
				return nil
			}
			list = readings().all[readings().of[r-firstHan]-1:][:1]
		}
		var longer []spelling
		for _, reading := range list {
			for _, s := range out {
				if len(longer) < mostSpellings {
					longer = append(longer, spelling{append(slices.Clone(s.syllables), reading), s.surname})
				}
			}
		}
		out = longer
	}
	return out
}

// pinyinTerms answers by what a name in Han characters is found in Latin letters: its initials, each two and three that
// stand together and all of them; the surname; and the whole.
func pinyinTerms(folded string) (terms []string) {
	add := func(t string) {
		if len(t) > 1 && !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	for _, s := range spellings(folded) {
		var initials []rune
		for _, syllable := range s.syllables {
			initials = append(initials, rune(syllable[0]))
		}
		for _, t := range pieces(initials) {
			add(t)
		}
		add(string(initials))
		add(strings.Join(s.syllables[:s.surname], ""))
		add(strings.Join(s.syllables, ""))
	}
	return terms
}
