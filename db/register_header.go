package db

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// RegisterFields names the columns of an owners' register, in the order in which it is written.
var RegisterFields = []string{"community", "city", "building", "stair", "room", "owner", "phone", "id4", "contract", "handover"}

// RegisterMapping tells which column, counted from 0, holds which of the RegisterFields; a field without a column is
// left out. City is for a file that has no column of cities.
type RegisterMapping struct {
	Columns map[string]int `json:"columns"`
	City    string         `json:"city"`
}

// RegisterMissingColumn is the Reason for a mapping without a column that a register must have; the Error's Field
// names it.
const RegisterMissingColumn Reason = "register_missing_column"

// check refuses a mapping that lacks what identifies a home and its owner.
func (m RegisterMapping) check(columns int) error {
	for _, field := range []string{"community", "city", "room", "owner", "phone"} {
		if i, ok := m.Columns[field]; (!ok || i < 0 || i >= columns) && !(field == "city" && tidy(m.City) != "") {
			return refuseField(field, RegisterMissingColumn)
		}
	}
	return nil
}

// headerWords lists what sales systems call a column, in folded form without spaces and signs. The order matters to
// a second look, when no whole name fits: "业主电话" is a phone before it is an owner.
var headerWords = []struct {
	field string
	words []string
}{
	{"phone", words("联系电话 手机号码 手机号 手机 电话 联系方式 移动电话 phonenumber phone mobile telephone tel contactnumber")},
	{"id4", words("证件后四位 身份证后四位 证件号后四位 后四位 证件号码 证件号 身份证 idlast4 last4 id4 idnumber idno id")},
	{"contract", words("合同编号 合同号 合约编号 合约号 合同 contractnumber contractno contract agreementno")},
	{"handover", words("交付日期 交房日期 交楼日期 收楼日期 入伙日期 交付时间 交房时间 交楼时间 handoverdate handover deliverydate delivery possession")},
	{"community", words("项目名称 项目 小区名称 小区 楼盘名称 楼盘 社区 屋苑 屋邨 community project estate development")},
	{"city", words("城市 所在城市 city")},
	{"building", words("楼栋 栋号 楼号 楼座 座号 座数 幢号 栋 幢 座 building block tower")},
	{"stair", words("单元号 单元 梯号 stair staircase entrance")},
	{"room", words("房号 房间号 房间 房屋号 室号 室 门牌 roomno roomnumber room flat apartment")},
	{"owner", words("业主姓名 业主 客户姓名 客户名称 客户 买方 产权人 权利人 姓名 ownername owner customername customer buyer purchaser name")},
}

// unitWords mean the stair in the Mainland's English and the room elsewhere: the stair where a room stands beside.
var unitWords = words("unit unitno unitnumber 单位")

func words(s string) []string { return strings.Fields(s) }

var bracketed = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)

// headerName answers a header's letters, digits and Han characters, folded, without what stands in brackets.
func headerName(s string) string {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s)
	}
	s = Fold(s)
	if name := letters(bracketed.ReplaceAllString(s, "")); name != "" {
		return name
	}
	return letters(s)
}

// guessMapping answers what a header seems to say, in Chinese of either script or English. Whole names come first,
// then names that contain a known one; a column serves one field.
func guessMapping(header []string) RegisterMapping {
	m := RegisterMapping{Columns: map[string]int{}}
	used := make([]bool, len(header))
	take := func(field string, fits func(name string) bool) {
		if _, ok := m.Columns[field]; ok {
			return
		}
		for i, h := range header {
			if name := headerName(h); !used[i] && name != "" && fits(name) {
				m.Columns[field], used[i] = i, true
				return
			}
		}
	}
	for _, h := range headerWords {
		take(h.field, func(name string) bool { return slices.Contains(h.words, name) })
	}
	isUnit := func(name string) bool { return slices.Contains(unitWords, name) }
	if _, ok := m.Columns["room"]; ok {
		take("stair", isUnit)
	} else {
		take("room", isUnit)
	}
	for _, h := range headerWords {
		take(h.field, func(name string) bool {
			return slices.ContainsFunc(h.words, func(w string) bool { return len(w) > 3 && strings.Contains(name, w) })
		})
	}
	return m
}
