package db

import (
	"bytes"
	"encoding/csv"
	"slices"
	"testing"
)

func TestParseRegisterRow(t *testing.T) {
	m := RegisterMapping{Columns: map[string]int{}}
	for i, field := range RegisterFields {
		m.Columns[field] = i
	}
	const a, b = "+8613800138000", "+8613900139000"
	for _, c := range []struct {
		owner, phone string
		want         []RegisterOwner
		field        string
		reason       Reason
	}{
		{"王伟", "13800138000", []RegisterOwner{{"王伟", a}}, "", ""},
		{"王伟、李芳", "13800138000；139 0013 9000", []RegisterOwner{{"王伟", a}, {"李芳", b}}, "", ""},
		{"王伟　李芳", "13800138000 13900139000", []RegisterOwner{{"王伟", a}, {"李芳", b}}, "", ""},
		{"王伟\n李芳", "138 0013 8000 139 0013 9000", []RegisterOwner{{"王伟", a}, {"李芳", b}}, "", ""},
		{"王伟｜李芳，", "13800138000／13900139000，", []RegisterOwner{{"王伟", a}, {"李芳", b}}, "", ""},
		{"'王　伟", "13800138000.0", []RegisterOwner{{"王伟", a}}, "", ""},
		{"欧阳 锋", "1.3800138001E+10", []RegisterOwner{{"欧阳锋", "+8613800138001"}}, "", ""},
		{"John  Smith", "13800138000", []RegisterOwner{{"John Smith", a}}, "", ""},
		{"买买提·艾力 李芳", "13800138000/13900139000", []RegisterOwner{{"买买提·艾力", a}, {"李芳", b}}, "", ""},
		{"Harbour Co., Ltd.", "13800138000", []RegisterOwner{{"Harbour Co., Ltd.", a}}, "", ""},
		{"深圳市某某贸易有限公司（王伟）", "13800138000", []RegisterOwner{{"深圳市某某贸易有限公司(王伟)", a}}, "", ""},
		{"王伟", "13800138000/13900139000", []RegisterOwner{{"王伟", a}, {"王伟", b}}, "", ""},
		{"王伟/李芳", "13800138000", []RegisterOwner{{"王伟", a}, {"李芳", ""}}, "", ""},
		{"王伟/李芳", "13800138000/13900139000/13700137000", nil, "phone", RowPhoneCount},
		{"王伟/李芳", "/13900139000", nil, "phone", RowPhoneMissing},
		{"王伟//李芳", "13800138000/13900139000", nil, "owner", RowOwnerMissing},
		{"王伟/李芳", "13800138000/1390013", nil, "phone", RowPhoneBad},
		{"王伟", "1.38001E+10", nil, "phone", RowPhoneBad}, // a spreadsheet dropped digits
		{"王伟", "", nil, "phone", RowPhoneMissing},
		{"王伟", "　", nil, "phone", RowPhoneMissing},
		{"待补", "13800138000", nil, "owner", RowOwnerMissing},
		{"-", "13800138000", nil, "owner", RowOwnerMissing},
		{" ", "1", nil, "owner", RowOwnerMissing}, // the owner is told before the phone
	} {
		row, fault := parseRegisterRow([]string{"四季花城", "深圳", "3", "1", "101", c.owner, c.phone, "123x", "HT1", ""}, m)
		if c.reason != "" {
			if fault == nil || *fault != (RegisterRefusal{0, c.field, c.reason, "HT1"}) {
				t.Errorf("%q, %q: %+v", c.owner, c.phone, fault)
			}
		} else if fault != nil || !slices.Equal(row.Owners, c.want) || row.ID4 != "123X" {
			t.Errorf("%q, %q: %+v, %+v", c.owner, c.phone, row, fault)
		}
	}

	for _, c := range []struct {
		cells  []string
		field  string
		reason Reason
	}{
		{[]string{"", "深圳", "3", "1", "101", "王伟", "13800138000"}, "room", RowCommunityMissing},
		{[]string{"四季花城", "", "3", "1", "101", "王伟", "13800138000"}, "room", RowCityMissing},
		{[]string{"四季花城", "深圳", "3", "1", "'", "", "1", "", "", "2月30日"}, "room", RowRoomMissing},
		{[]string{"四季花城", "深圳"}, "room", RowRoomMissing},
		{[]string{"四季花城", "深圳", "", "", "101", "王伟", "13800138000", "", "", "2月30日"}, "date", RowDateBad},
	} {
		if _, fault := parseRegisterRow(c.cells, m); fault == nil || fault.Field != c.field || fault.Reason != c.reason {
			t.Errorf("%q: %+v", c.cells, fault)
		}
	}
}

func TestUnit(t *testing.T) {
	for in, want := range map[string]string{
		"3栋": "3", "3座": "3", "3#": "3", "第3栋": "3", "03": "3", "3号楼": "3", "3號": "3", "4单元": "4", "4單元": "4", "3.0": "3", "a座": "A", "A3座": "A3",
		"Block 3": "3", "Tower B": "B", "Flat A": "A", "1203室": "1203", "栋": "栋", "0": "0", "": "", "12-3": "12-3", "Roomy": "ROOMY",
		"三栋": "3", "第八座": "8", "二单元": "2", "二單元": "2", "十二号楼": "12", "廿一棟": "21", "九十九": "99", "零三": "3", "二〇一室": "201", "三A座": "三A", "一期三栋": "一期三",
	} {
		if got := unit(in); got != want {
			t.Errorf("unit(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLast4(t *testing.T) {
	for in, want := range map[string]string{
		"7309": "7309", "994x": "994X", "844": "0844", "44.0": "0044", "11010519900307123X": "123X", "1234/5678": "1234", "A123456(7)": "4567", "": "", "无": "",
	} {
		if got := last4(in); got != want {
			t.Errorf("last4(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestGuessMapping(t *testing.T) {
	for _, c := range []struct {
		header []string
		want   map[string]int
	}{
		{[]string{"小区", "楼号", "室号", "业主电话", "业主"}, map[string]int{"community": 0, "building": 1, "room": 2, "phone": 3, "owner": 4}},
		{[]string{"屋苑", "座數", "單位", "業主", "聯絡電話"}, map[string]int{"community": 0, "building": 1, "room": 2, "owner": 3, "phone": 4}},
		{[]string{"Estate", "Tower", "Unit", "Flat", "Name of owner", "Mobile no."}, map[string]int{"community": 0, "building": 1, "stair": 2, "room": 3, "owner": 4, "phone": 5}},
		{[]string{"手机号（必填）", "身份证号", "交房日期 "}, map[string]int{"phone": 0, "id4": 1, "handover": 2}},
		{[]string{"", "备注"}, map[string]int{}},
	} {
		got := guessMapping(c.header).Columns
		if len(got) != len(c.want) {
			t.Errorf("%q: %v", c.header, got)
		}
		for field, i := range c.want {
			if at, ok := got[field]; !ok || at != i {
				t.Errorf("%q: %s in %d, want %d", c.header, field, at, i)
			}
		}
	}
}

// FuzzRegisterRow puts anything into the cells: what is accepted must be written and read back as it is.
func FuzzRegisterRow(f *testing.F) {
	f.Add("《四季花城》 ", "深圳市", "第3栋", "1203室", "王伟、李芳", "138 0013 8000/139-0013-9000", "123x", "=HT1", "2010/8/8")
	f.Add("'=a", "HK", "0.0.0", "Flat A", "A Co., Ltd./王 伟 李", "6123 4567\n9123 4567", "12", "'-", "38936")
	f.Add("－1", "澳門", "栋栋", "＝1", "\u200b王\ue000, ltd", "66123456;", "A123456(7)", "\"", "2019年3月4日")
	f.Fuzz(func(t *testing.T, community, city, building, room, owner, phone, id4, contract, handover string) {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		_ = w.Write(RegisterFields)
		_ = w.Write([]string{community, city, building, "1", room, owner, phone, id4, contract, handover})
		w.Flush()
		if file, err := readRegister(b.Bytes(), nil); err == nil {
			roundTrip(t, file)
		}
	})
}
