package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// Surnames and given names in both scripts, Simplified before the stroke.
var (
	surnames = strings.Fields("陈/陳 林/林 黄/黃 李/李 王/王 张/張 刘/劉 吴/吳 周/周 杨/楊 何/何 郑/鄭 梁/梁 谢/謝 罗/羅 冯/馮 邓/鄧 叶/葉 许/許 曾/曾 彭/彭 苏/蘇 卢/盧 蔡/蔡 " +
		"蒋/蔣 余/余 杜/杜 程/程 魏/魏 吕/呂 丁/丁 任/任 沈/沈 姚/姚 钟/鍾 江/江 谭/譚 陆/陸 汪/汪 范/范 石/石 廖/廖 方/方 邹/鄒 熊/熊 孟/孟 秦/秦 白/白")
	givenNames = strings.Fields("嘉欣/嘉欣 志强/志強 美玲/美玲 建国/建國 晓岚/曉嵐 子轩/子軒 雅雯/雅雯 俊杰/俊傑 文静/文靜 海峰/海峰 思远/思遠 雪莹/雪瑩 伟明/偉明 丽华/麗華 国栋/國棟 秀英/秀英 " +
		"家辉/家輝 慧敏/慧敏 浩然/浩然 若琳/若琳 启航/啟航 雨晴/雨晴 立新/立新 敏仪/敏儀 振宇/振宇 诗韵/詩韻 永康/永康 佩珊/佩珊 学文/學文 月华/月華 明哲/明哲 心怡/心怡 " +
		"耀东/耀東 婉婷/婉婷 泽宇/澤宇 凤仪/鳳儀 冠华/冠華 咏诗/詠詩 德昌/德昌 芷晴/芷晴 柏年/柏年 淑芬/淑芬 景行/景行 可儿/可兒 世安/世安 乐怡/樂怡 子墨/子墨 兰心/蘭心 " +
		"安/安 宁/寧 颖/穎 涛/濤 琪/琪 斌/斌 敏/敏 静/靜 磊/磊 倩/倩 昊/昊 婷/婷")
	foreigners = []string{"Daniel Fraser", "Priya Nair", "Sophie Lambert", "Kenji Morita", "Grace Holloway", "Marco Bianchi"}
)

// demoName answers a name; hant writes it as in Hong Kong.
func demoName(r *rand.Rand, hant bool) string {
	pick := func(list []string) string {
		hans, t, _ := strings.Cut(list[r.IntN(len(list))], "/")
		if hant {
			return t
		}
		return hans
	}
	return pick(surnames) + pick(givenNames)
}

// demoPhone answers the n-th invented phone: Mainland numbers of a range that no operator has, Hong Kong ones of the
// right form.
func demoPhone(hongKong bool, n int) string {
	scattered := (n*7919 + 104729) % 1_000_000 // neighbours should not look like neighbours
	if hongKong {
		return fmt.Sprintf("+8525%07d", 1_000_000+scattered*3)
	}
	return fmt.Sprintf("+86154%08d", 10_000_000+scattered*7)
}

// demoHome is one home of the demo's register.
type demoHome struct {
	place                 *demoPlace
	building, stair, room string
	owners                []demoOwner
	id4, contract         string
	handover              time.Time
}

type demoOwner struct{ name, phone string }

func (p *demoPlace) hongKong() bool { return p.city == "香港" }

// demoHomes makes the register of all communities. phone answers a phone that nobody has yet.
func demoHomes(r *rand.Rand, phone func(hongKong bool) string) []*demoHome {
	var homes []*demoHome
	for i := range demoPlaces {
		p := &demoPlaces[i]
		var all [][3]string
		for b := 1; b <= p.buildings; b++ {
			for stair := min(p.stairs, 1); stair <= p.stairs; stair++ {
				for floor := 2; floor <= p.floors; floor++ {
					for flat := 1; flat <= p.flats; flat++ {
						unit := [3]string{strconv.Itoa(b), "", fmt.Sprintf("%d%02d", floor, flat)}
						if p.stairs > 0 {
							unit[1] = strconv.Itoa(stair)
						}
						if p.letters {
							unit[2] = fmt.Sprintf("%d%c", floor, 'A'+flat-1)
						}
						all = append(all, unit)
					}
				}
			}
		}
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for n, unit := range all[:p.homes] {
			h := &demoHome{place: p, building: unit[0], stair: unit[1], room: unit[2], id4: fmt.Sprintf("%04d", r.IntN(10000))}
			if r.IntN(11) == 0 {
				h.id4 = h.id4[:3] + "X"
			}
			b, _ := strconv.Atoi(h.building)
			h.handover = time.Date(p.since+(b-1)/3, time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
			h.contract = fmt.Sprintf("CR-%s-%d-%04d", strings.ToUpper(p.key[:2]), h.handover.Year()-1, n+1)
			for range 1 + min(r.IntN(10)/6, 1) + r.IntN(14)/13 { // one owner, often two, seldom three
				name := demoName(r, p.hongKong())
				if r.IntN(120) == 0 {
					name = foreigners[r.IntN(len(foreigners))]
				}
				h.owners = append(h.owners, demoOwner{name, phone(p.hongKong())})
			}
			homes = append(homes, h)
		}
	}
	return homes
}

// registerCSV writes homes as a developer's sales system exports them: spellings differ from community to community.
// faulty adds rows that an import refuses, as every real file has some.
func registerCSV(homes []*demoHome, faulty bool) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"项目名称", "城市", "楼栋", "单元", "房号", "业主姓名", "联系电话", "证件号后四位", "合同编号", "交付日期"})
	for _, h := range homes {
		var names, phones []string
		for _, o := range h.owners {
			names = append(names, o.name)
			phone := strings.TrimPrefix(o.phone, "+86")
			if h.place.hongKong() {
				phone = o.phone[:4] + " " + o.phone[4:8] + " " + o.phone[8:]
			}
			phones = append(phones, phone)
		}
		building, date, between := h.building+"栋", "2006-01-02", "、"
		switch h.place.key {
		case "gardens":
			building, date = h.building+"#", "2006/1/2"
		case "terrace", "bay":
			building, between = h.building+"座", ";"
		case "riverside":
			date = "2006年1月2日"
		}
		stair := h.stair
		if stair != "" {
			stair += "单元"
		}
		_ = w.Write([]string{h.place.register, h.place.city, building, stair, h.room, strings.Join(names, between), strings.Join(phones, between), h.id4, h.contract, h.handover.Format(date)})
	}
	if faulty {
		for _, row := range [][]string{
			{"云栖港湾", "深圳市", "4栋", "1单元", "", "赵文博", "15410000017", "2218", "CR-HA-2017-9001", "2018-06-30"},
			{"泊澜花园", "深圳市", "2#", "2单元", "1402", "郭雅琴", "1541000002", "604X", "CR-GA-2014-9002", "2015/9/20"},
			{"砚山里", "上海市", "7栋", "1单元", "603", "顾晨曦", "15410000033", "0912", "CR-LA-2016-9003", "2017-02-30"},
		} {
			_ = w.Write(row)
		}
	}
	w.Flush()
	return b.Bytes()
}
