package web

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"io"
	"math"
	"mime/multipart"
	"net/http"

	"clubhouse/db"
)

// MostDocumentUpload is the largest photo of a document that is read, in bytes: a phone's of 48 megapixels has up to fifteen
// million.
const MostDocumentUpload = 16 << 20

const (
	mostDocumentPixels = 52_000_000
	mostDecodedBytes   = 256 << 20 // that decoding one may take
	documentSide       = 2000      // of the longer side as it is kept: a page of A4 at 170 dots an inch
)

// decodingDocument lets one photo of a document be decoded at a time: it may take a quarter of a gigabyte for a moment.
var decodingDocument = make(chan struct{}, 1)

// PrivatePicture answers a picture to whoever may see it, to be kept nowhere on its way or in a browser.
func (c *Context) PrivatePicture(p *db.Picture) error {
	h := c.Response().Header()
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", "inline")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	return c.Blob(http.StatusOK, p.Type, p.Body)
}

// Files answers the files that were sent in a field, without those that a browser sends for a field left empty.
func (c *Context) Files(field string) ([]*multipart.FileHeader, error) {
	if err := parseForm(c.Request()); err != nil {
		return nil, err
	}
	if c.Request().MultipartForm == nil {
		return nil, nil
	}
	var out []*multipart.FileHeader
	for _, h := range c.Request().MultipartForm.File[field] {
		if h.Size > 0 || h.Filename != "" {
			out = append(out, h)
		}
	}
	return out, nil
}

// ReadDocuments reads the photos of a field as ReadDocument does; the first that is refused refuses them all.
func ReadDocuments(field string, files []*multipart.FileHeader) ([]*db.Picture, error) {
	var out []*db.Picture
	for i, h := range files {
		p, err := readDocument(field, i+1, h)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func readDocument(field string, nth int, h *multipart.FileHeader) (*db.Picture, error) {
	f, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if h.Size > MostDocumentUpload {
		return nil, &db.Error{Kind: db.Refused, Field: field, Reason: db.PhotoHeavy, Args: []any{nth, MostDocumentUpload >> 20}}
	}
	return ReadDocument(field, nth, f)
}

// ReadDocument reads a photo of a document, the nth of its field, and makes it anew as a JPEG that stands upright and can be
// read: what a camera or somebody hostile has put beside the pixels is gone. Refused, as of the field, each with nth first:
// PhotoEmpty, PhotoHEIC, PhotoNot, PhotoBroken, PhotoPixels.
func ReadDocument(field string, nth int, f io.ReadSeeker) (*db.Picture, error) {
	refuse := func(r db.Reason, args ...any) error {
		return &db.Error{Kind: db.Refused, Field: field, Reason: r, Args: append([]any{nth}, args...)}
	}
	body, err := io.ReadAll(io.LimitReader(f, MostDocumentUpload+1))
	if err != nil {
		return nil, err
	}
	switch {
	case len(body) > MostDocumentUpload:
		return nil, refuse(db.PhotoHeavy, MostDocumentUpload>>20)
	case len(body) == 0:
		return nil, refuse(db.PhotoEmpty)
	case isHEIC(body):
		return nil, refuse(db.PhotoHEIC)
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil || format != "png" && format != "jpeg" && format != "webp" || head.Width <= 0 || head.Height <= 0 {
		if looksLikePhoto(body) {
			return nil, refuse(db.PhotoBroken)
		}
		return nil, refuse(db.PhotoNot)
	}
	pixels := int64(head.Width) * int64(head.Height)
	if most := min(mostDocumentPixels, mostDecodedBytes/bytesPerPixel(format, body)); pixels > most {
		return nil, refuse(db.PhotoPixels, most/1_000_000)
	}
	turn := 1
	if format == "jpeg" {
		turn = orientation(body)
	}
	decodingDocument <- struct{}{}
	defer func() { <-decodingDocument }()
	img, ok := decode(bytes.NewReader(body))
	if !ok {
		return nil, refuse(db.PhotoBroken)
	}
	small := turned(shrunk(img, documentSide), turn)
	for _, try := range []struct{ side, quality int }{{documentSide, 82}, {documentSide, 70}, {1800, 66}, {1600, 64}, {1400, 60}, {1200, 55}, {1000, 50}, {800, 40}} {
		out := small
		if max(out.Rect.Dx(), out.Rect.Dy()) > try.side {
			out = shrunk(small, try.side)
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, out, &jpeg.Options{Quality: try.quality}); err != nil {
			return nil, err
		}
		if b.Len() <= db.MostPicture {
			return &db.Picture{Type: "image/jpeg", Width: out.Rect.Dx(), Height: out.Rect.Dy(), Body: b.Bytes()}, nil
		}
	}
	return nil, refuse(db.PhotoBroken) // no photo of a page: noise in every pixel
}

// isHEIC tells a file of the kind that an iPhone keeps its photos in, which few others read.
func isHEIC(body []byte) bool {
	if len(body) < 12 || string(body[4:8]) != "ftyp" {
		return false
	}
	switch string(body[8:12]) {
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis":
		return true
	}
	return false
}

// looksLikePhoto tells by its first bytes a file that would be a photo if it were whole.
func looksLikePhoto(body []byte) bool {
	return bytes.HasPrefix(body, []byte("\xff\xd8\xff")) || bytes.HasPrefix(body, []byte("\x89PNG\r\n\x1a\n")) ||
		len(body) >= 12 && string(body[:4]) == "RIFF" && string(body[8:12]) == "WEBP"
}

// bytesPerPixel bounds what decoding takes of memory: a progressive JPEG is held as numbers of four bytes before it is one.
func bytesPerPixel(format string, body []byte) int64 {
	switch format {
	case "png":
		if len(body) > 24 && body[24] == 16 { // bits of a sample
			return 8
		}
		return 5
	case "webp":
		return 8
	}
	if progressive(body) {
		return 15
	}
	return 4
}

// segments calls each for the segments of a JPEG up to its pixels, until it answers false.
func segments(body []byte, each func(marker byte, data []byte) bool) {
	for at := 2; at+4 <= len(body) && body[at] == 0xff; {
		marker := body[at+1]
		if marker == 0xff { // filled up
			at++
			continue
		}
		n := int(binary.BigEndian.Uint16(body[at+2:]))
		if n < 2 || at+2+n > len(body) || marker == 0xda || !each(marker, body[at+4:at+2+n]) {
			return
		}
		at += 2 + n
	}
}

func progressive(body []byte) (found bool) {
	segments(body, func(marker byte, _ []byte) bool {
		found = found || marker == 0xc2
		return !found
	})
	return found
}

// orientation answers how a JPEG's pixels lie by its Exif: 1 to 8, 1 upright.
func orientation(body []byte) int {
	turn := 1
	segments(body, func(marker byte, data []byte) bool {
		if marker != 0xe1 || !bytes.HasPrefix(data, []byte("Exif\x00\x00")) {
			return true
		}
		tiff := data[6:]
		if len(tiff) < 8 {
			return false
		}
		var order binary.ByteOrder = binary.LittleEndian
		if tiff[0] == 'M' {
			order = binary.BigEndian
		}
		at := int64(order.Uint32(tiff[4:]))
		if at+2 > int64(len(tiff)) {
			return false
		}
		n := int64(order.Uint16(tiff[at:]))
		for i := range n {
			entry := at + 2 + 12*i
			if entry+12 > int64(len(tiff)) {
				break
			}
			if order.Uint16(tiff[entry:]) == 0x0112 {
				if v := int(order.Uint16(tiff[entry+8:])); v >= 1 && v <= 8 {
					turn = v
				}
				break
			}
		}
		return false
	})
	return turn
}

// turned answers the picture upright, of which Exif says how it lies.
func turned(img *image.RGBA, turn int) *image.RGBA {
	if turn == 1 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if turn >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			to := [...][2]int{2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y}, 5: {y, x}, 6: {h - 1 - y, x}, 7: {h - 1 - y, w - 1 - x}, 8: {y, w - 1 - x}}[turn]
			copy(out.Pix[out.PixOffset(to[0], to[1]):][:4], img.Pix[img.PixOffset(x, y):][:4])
		}
	}
	return out
}

// shrunk answers the picture on white with no side longer than most. Each of its pixels is the mean of those that it stands
// for, so that small print stays readable, and it is made row by row: beside the picture itself it takes hardly any memory.
func shrunk(img image.Image, most int) *image.RGBA {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	ow, oh := w, h
	if long := max(w, h); long > most {
		ow, oh = max(1, w*most/long), max(1, h*most/long)
	}
	out := image.NewRGBA(image.Rect(0, 0, ow, oh))
	row, sum := make([]float32, 3*ow), make([]float32, 3*ow)
	down := float64(h) / float64(oh)
	y := 0
	for oy := range oh {
		top, bottom := float64(oy)*down, float64(oy+1)*down
		clear(sum)
		for y = int(top); y < h && float64(y) < bottom; y++ {
			weight := float32(min(bottom, float64(y+1)) - max(top, float64(y)))
			if weight <= 1e-6 {
				continue
			}
			meanRow(img, b.Min.X, b.Min.Y+y, w, row)
			for i, v := range row {
				sum[i] += v * weight
			}
		}
		for x := range ow {
			to := out.Pix[out.PixOffset(x, oy):]
			for i := range 3 {
				to[i] = uint8(math.Round(min(255, float64(sum[3*x+i])/down)))
			}
			to[3] = 255
		}
	}
	return out
}

// meanRow fills row with the means of a row of w pixels, red, green and blue of each.
func meanRow(img image.Image, x0, y, w int, row []float32) {
	clear(row)
	across := float64(w) / float64(len(row)/3)
	fast, _ := img.(image.RGBA64Image)
	for x := range w {
		var r, g, b, a uint32
		if fast != nil {
			c := fast.RGBA64At(x0+x, y)
			r, g, b, a = uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A)
		} else {
			r, g, b, a = img.At(x0+x, y).RGBA()
		}
		white := 0xffff - a
		red, green, blue := float32(r+white)/257, float32(g+white)/257, float32(b+white)/257
		for left, right := float64(x), float64(x+1); left < right; {
			i := min(int(left/across), len(row)/3-1)
			end := min(right, float64(i+1)*across)
			if end <= left { // rounding
				break
			}
			weight := float32((end - left) / across)
			row[3*i] += red * weight
			row[3*i+1] += green * weight
			row[3*i+2] += blue * weight
			left = end
		}
	}
}
