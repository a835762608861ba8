package merchant

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"
	"rsc.io/qr"
)

// qrPicture draws the QR code of text with so many pixels a module.
func qrPicture(t *testing.T, text string, scale int) image.Image {
	t.Helper()
	code := must(qr.Encode(text, qr.M))(t)
	code.Scale = scale
	return code.Image()
}

func asPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 70}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// photographed lays a QR code into a large noisy picture, as a phone would take it.
func photographed(code image.Image, wide, high int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	noise := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = byte(120 + noise.IntN(60))
	}
	side := high / 2
	at := image.Rect(wide/3, high/4, wide/3+side, high/4+side)
	draw.BiLinear.Scale(img, at, code, code.Bounds(), draw.Src, nil)
	return img
}

func TestPhoto(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.till(mainTill)
	code := w.voucher(nil)
	link := base + "/v/" + code
	page := "/merchant/vouchers/" + code

	b.photo(asPNG(t, qrPicture(t, link, 8))).want(t, "a screenshot", 303, page)
	b.photo(asPNG(t, qrPicture(t, code, 3))).want(t, "a small bare code", 303, page)
	b.photo(asJPEG(t, photographed(qrPicture(t, link, 8), 4000, 3000))).want(t, "12 megapixels", 303, page)
	b.photo(asPNG(t, qrPicture(t, base+"/c/"+w.card(), 6))).want(t, "a card", 200, "欧*玲", page)
	b.photo(asPNG(t, qrPicture(t, "https://other.example/", 6))).want(t, "foreign", 422, "这不是本会的二维码")

	b.photo(asJPEG(t, cat())).want(t, "a cat", 422, "没有找到二维码", "qr-scan", "f-photo-error")
	b.photo(nil).want(t, "no file", 422, "请先选择一张照片")
	b.photo([]byte("%PDF-1.7 nothing to see")).want(t, "not a photo", 422, "这个文件不是照片")
	b.photo(asPNG(t, qrPicture(t, link, 8))[:200]).want(t, "torn", 422, "这个文件不是照片")
	var moving bytes.Buffer
	gif.Encode(&moving, qrPicture(t, link, 4), nil)
	b.photo(moving.Bytes()).want(t, "another kind", 422, "这个文件不是照片")
	b.photo(asPNG(t, image.NewGray(image.Rect(0, 0, 6000, 4001)))).want(t, "too many pixels", 422, "2400 万像素")
	b.photo(make([]byte, mostPhoto+1)).want(t, "too many bytes", 413, "超过 8 MB", "f-photo-error", "/merchant/signout")
	nothingPersonal(t, b)
}

// Codes that the reader misses at the first size that it tries.
func TestPhotoOfAHardCode(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"MJMWX7QQXQJE", "MJ08A33781YV"} {
		link := base + "/v/" + code
		photo := asJPEG(t, photographed(qrPicture(t, link, 8), 4000, 3000))
		if text, err := readQR(bytes.NewReader(photo)); err != nil || text != link {
			t.Errorf("%s: read %q, %v", code, text, err)
		}
	}
}

// cat is what a camera sees when it sees no code: shapes and fur.
func cat() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 900, 700))
	noise := rand.New(rand.NewPCG(3, 4))
	for y := range 700 {
		for x := range 900 {
			v := uint8(90 + (x*x/700+y*3)%80 + noise.IntN(30))
			if (x-300)*(x-300)+(y-300)*(y-300) < 2500 || (x-550)*(x-550)+(y-300)*(y-300) < 2500 {
				v = 15
			}
			img.Set(x, y, color.RGBA{v, v - 20, v / 2, 255})
		}
	}
	return img
}
