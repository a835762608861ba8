package web

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"clubhouse/db"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // read, and kept as another kind
)

// MostPictureUpload is the largest picture that is read, in bytes.
const MostPictureUpload = 4 << 20

const mostPicturePixels = 12_000_000

// decoding lets two pictures be decoded at a time: each may take fifty megabytes for a moment.
var decoding = make(chan struct{}, 2)

// ReadPicture reads a PNG, JPEG or WebP and makes it anew, with no side longer than most: what a camera or somebody
// hostile has put beside the pixels is gone. Refused, as of the field: PictureNot, PicturePixels, PictureTooWide.
func ReadPicture(field string, f io.ReadSeeker, most int) (*db.Picture, error) {
	refuse := func(r db.Reason, args ...any) error {
		return &db.Error{Kind: db.Refused, Field: field, Reason: r, Args: args}
	}
	head, format, err := image.DecodeConfig(f)
	if err != nil || format != "png" && format != "jpeg" && format != "webp" || head.Width <= 0 || head.Height <= 0 {
		return nil, refuse(db.PictureNot)
	}
	if int64(head.Width)*int64(head.Height) > mostPicturePixels {
		return nil, refuse(db.PicturePixels, mostPicturePixels/1_000_000)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	decoding <- struct{}{}
	defer func() { <-decoding }()
	img, ok := decode(f)
	if !ok {
		return nil, refuse(db.PictureNot)
	}
	for side := most; side >= 64; side /= 2 {
		p, err := encode(fit(img, side), format == "jpeg")
		if err != nil {
			return nil, err
		}
		if len(p.Body) <= db.MostPicture {
			return p, nil
		}
	}
	return nil, refuse(db.PictureTooWide, db.MostPicture>>10)
}

// decode answers the picture, and false for one on which the reader stumbles.
func decode(f io.Reader) (img image.Image, ok bool) {
	defer func() {
		if recover() != nil {
			img, ok = nil, false
		}
	}()
	img, _, err := image.Decode(f)
	return img, err == nil && !img.Bounds().Empty()
}

// fit answers the picture drawn anew, with no side longer than most.
func fit(img image.Image, most int) image.Image {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if long := max(w, h); long > most {
		w, h = max(1, w*most/long), max(1, h*most/long)
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Bounds(), img, b, draw.Src, nil)
	return out
}

// encode answers the picture as it is kept: a photo stays one, all else has every pixel as it is.
func encode(img image.Image, photo bool) (*db.Picture, error) {
	var b bytes.Buffer
	p := &db.Picture{Type: "image/png", Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}
	var err error
	if photo {
		p.Type, err = "image/jpeg", jpeg.Encode(&b, img, &jpeg.Options{Quality: 88})
	} else {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img)
	}
	p.Body = b.Bytes()
	return p, err
}
