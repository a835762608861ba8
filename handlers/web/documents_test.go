package web

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"runtime"
	"testing"

	"clubhouse/db"
)

// page draws a page with a black corner at its upper left, by which one sees how it lies.
func page(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{240, 240, 240, 255}
			if x < w/4 && y < h/4 {
				c = color.RGBA{0, 0, 0, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withExif puts an Exif with that orientation into a JPEG, and a word that nobody should keep.
func withExif(body []byte, turn uint16, order binary.ByteOrder) []byte {
	tiff := []byte("II*\x00")
	if order == binary.BigEndian {
		tiff = []byte("MM\x00*")
	}
	entry := make([]byte, 4+2+12)
	order.PutUint32(entry, 8)
	order.PutUint16(entry[4:], 1)
	order.PutUint16(entry[6:], 0x0112)
	order.PutUint16(entry[8:], 3)
	order.PutUint32(entry[10:], 1)
	order.PutUint16(entry[14:], turn)
	data := append(append([]byte("Exif\x00\x00"), append(tiff, entry...)...), "GPS 22.5N 113.9E"...)
	segment := []byte{0xff, 0xe1, 0, 0}
	binary.BigEndian.PutUint16(segment[2:], uint16(len(data)+2))
	return append(append(append([]byte{}, body[:2]...), append(segment, data...)...), body[2:]...)
}

// A photo is kept upright, however its camera was held, and without what stood beside the pixels.
func TestDocumentUpright(t *testing.T) {
	t.Parallel()
	upright := page(80, 120)
	for turn := 1; turn <= 8; turn++ {
		lying := turned(upright, map[int]int{6: 8, 8: 6}[turn]|map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 7: 7}[turn])
		for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
			p, err := ReadDocument("photos", 1, bytes.NewReader(withExif(asJPEG(t, lying), uint16(turn), order)))
			if err != nil {
				t.Fatal(turn, err)
			}
			img, err := jpeg.Decode(bytes.NewReader(p.Body))
			if err != nil || p.Width != 80 || p.Height != 120 || img.Bounds().Dx() != 80 || p.Type != "image/jpeg" {
				t.Fatalf("%d: %+v %v", turn, img.Bounds(), err)
			}
			for at, dark := range map[image.Point]bool{{5, 5}: true, {75, 5}: false, {5, 115}: false, {75, 115}: false} {
				if r, _, _, _ := img.At(at.X, at.Y).RGBA(); (r < 0x8000) != dark {
					t.Errorf("%d: %v is of %x", turn, at, r)
				}
			}
			if bytes.Contains(p.Body, []byte("GPS")) || bytes.Contains(p.Body, []byte("Exif")) {
				t.Errorf("%d: what the camera told is kept", turn)
			}
		}
	}
}

// headOf answers a JPEG or PNG that says to be so large and holds nothing.
func headOf(format string, w, h int) []byte {
	if format == "png" {
		data := make([]byte, 17)
		copy(data, "IHDR")
		binary.BigEndian.PutUint32(data[4:], uint32(w))
		binary.BigEndian.PutUint32(data[8:], uint32(h))
		data[12], data[13] = 8, 2
		out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), data...)
		return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(data))
	}
	out := append([]byte{0xff, 0xd8, 0xff, 0xe0, 0, 16}, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"...)
	out = append(out, 0xff, 0xc0, 0, 17, 8, byte(h>>8), byte(h), byte(w>>8), byte(w), 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0)
	if format == "progressive" {
		out[21] = 0xc2
	}
	return out
}

// What is no photo, or no whole one, is refused, each with why.
func TestDocumentRefused(t *testing.T) {
	t.Parallel()
	whole, wholePNG := asJPEG(t, page(300, 400)), asPNG(t, page(300, 400))
	for name, c := range map[string]struct {
		body []byte
		want db.Reason
	}{
		"nothing":                   {nil, db.PhotoEmpty},
		"HTML":                      {[]byte("<!doctype html><script>alert(1)</script>"), db.PhotoNot},
		"an archive":                {[]byte("PK\x03\x04 and so on, for long enough"), db.PhotoNot},
		"a program":                 {[]byte("MZ\x90\x00 and so on, for long enough"), db.PhotoNot},
		"a PDF":                     {[]byte("%PDF-1.7 and so on"), db.PhotoNot},
		"SVG":                       {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), db.PhotoNot},
		"a GIF":                     {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), db.PhotoNot},
		"HEIC":                      {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), db.PhotoHEIC},
		"HEIC of several":           {[]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"), db.PhotoHEIC},
		"half a JPEG":               {whole[:len(whole)/2], db.PhotoBroken},
		"a JPEG's beginning":        {whole[:10], db.PhotoBroken},
		"half a PNG":                {wholePNG[:len(wholePNG)/2], db.PhotoBroken},
		"a JPEG's signs, then HTML": {append([]byte("\xff\xd8\xff\xe0"), "<html><script>alert(1)</script></html>"...), db.PhotoBroken},
		"100 megapixels":            {headOf("jpeg", 10000, 10000), db.PhotoPixels},
		"100 megapixels, PNG":       {headOf("png", 10000, 10000), db.PhotoPixels},
		"48 megapixels, held twice": {headOf("progressive", 8064, 6048), db.PhotoPixels},
		"heavy":                     {bytes.Repeat([]byte("x"), MostDocumentUpload+1), db.PhotoHeavy},
	} {
		p, err := ReadDocument("photos", 2, bytes.NewReader(c.body))
		e, _ := err.(*db.Error)
		if p != nil || e == nil || e.Reason != c.want || e.Field != "photos" || e.Args[0] != 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What hides behind or within a photo's pixels is not kept.
func TestDocumentOfTwoKinds(t *testing.T) {
	t.Parallel()
	const hidden = "<script>alert(1)</script>"
	comment := append([]byte{0xff, 0xfe, 0, byte(len(hidden) + 2)}, hidden...)
	body := asJPEG(t, page(300, 400))
	body = append(append(append([]byte{}, body[:2]...), append(comment, body[2:]...)...), "PK\x03\x04"+hidden...)
	p, err := ReadDocument("photos", 1, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(p.Body, []byte("script")) || bytes.Contains(p.Body, []byte("PK\x03\x04")) {
		t.Error("it is kept")
	}
}

// A phone's photo of 48 megapixels is read within bounded memory, and one that is noise all over still fits.
func TestDocumentLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it decodes 48 megapixels")
	}
	img := image.NewYCbCr(image.Rect(0, 0, 8064, 6048), image.YCbCrSubsampleRatio420)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range img.Y {
		img.Y[i] = 128 + uint8(r.UintN(64)) // the grain of a camera in the dark
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 128, 128
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	img = nil
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p, err := ReadDocument("photos", 1, bytes.NewReader(b.Bytes()[:min(b.Len(), MostDocumentUpload)]))
	runtime.ReadMemStats(&after)
	if b.Len() > MostDocumentUpload {
		t.Skipf("the noise weighs %d MB", b.Len()>>20)
	}
	if err != nil || max(p.Width, p.Height) != documentSide || len(p.Body) > db.MostPicture {
		t.Fatalf("%+v %v", p, err)
	}
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 256 {
		t.Errorf("it took %d MB", took)
	}
}

// The sides are kept in proportion, and a picture with holes stands on white.
func TestShrunk(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, most, ow, oh int }{{4000, 3000, 2000, 2000, 1500}, {100, 50, 2000, 100, 50}, {5000, 1, 2000, 2000, 1}, {2001, 2001, 2000, 2000, 2000}} {
		out := shrunk(black(c.w, c.h), c.most)
		if out.Rect.Dx() != c.ow || out.Rect.Dy() != c.oh {
			t.Errorf("%+v: %v", c, out.Rect)
		}
		for _, at := range []image.Point{{0, 0}, {c.ow - 1, c.oh - 1}, {c.ow / 2, c.oh / 2}} {
			if out.RGBAAt(at.X, at.Y) != (color.RGBA{0, 0, 0, 255}) {
				t.Errorf("%+v at %v: %v", c, at, out.RGBAAt(at.X, at.Y))
			}
		}
	}
	if c := shrunk(image.NewRGBA(image.Rect(0, 0, 10, 10)), 5).RGBAAt(2, 2); c != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("nothing is of %v", c)
	}
}

func black(w, h int) image.Image {
	img := image.NewGray(image.Rect(7, 9, 7+w, 9+h)) // not from 0, 0
	return img
}
