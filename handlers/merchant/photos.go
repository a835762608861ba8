package merchant

import (
	"errors"
	"image"
	_ "image/jpeg" // the two kinds of photo that are read
	_ "image/png"
	"io"
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/image/draw"
)

// Why no code was read from a photo.
var (
	errNoPhoto    = errors.New("not a photo")
	errPhotoLarge = errors.New("the photo has too many pixels")
	errNoQR       = errors.New("no QR code in the photo")
)

const mostPixels = 24_000_000

// photoSides are the longest sides to which a larger photo is scaled down before it is read, the likeliest first: at
// 1600 one sharp code in thirty is missed that is found at 2400; at 800 those are found that are blurred or very large.
var photoSides = []int{1600, 2400, 800}

// reading lets two photos be decoded at a time: each may take a hundred megabytes for a moment.
var reading = make(chan struct{}, 2)

// Photo looks up the QR code in a photo, for who has no scripts.
func (d Door) Photo(c *web.Context) error {
	f, _, err := c.File("photo")
	if err != nil {
		return err
	}
	sentence := i18n.TillPhotoNone
	if f != nil {
		defer f.Close()
		text, err := readQR(f)
		switch {
		case err == nil:
			return d.lookUp(c, try{text: text})
		case errors.Is(err, errNoPhoto):
			sentence = i18n.TillPhotoNot
		case errors.Is(err, errPhotoLarge):
			sentence = i18n.TillPhotoLarge
		case errors.Is(err, errNoQR):
			sentence = i18n.TillPhotoBlank
		default:
			return err
		}
	}
	return d.rescan(c, http.StatusUnprocessableEntity, try{}, "photo", c.T(sentence))
}

// PhotoTooLarge says so on the scanner's page.
func (d Door) PhotoTooLarge(c *web.Context) error {
	return d.rescan(c, http.StatusRequestEntityTooLarge, try{}, "photo", i18n.TillPhotoHeavy.Format(c.Locale, mostPhoto>>20))
}

// readQR answers the text of the QR code in a JPEG or PNG.
func readQR(f io.ReadSeeker) (string, error) {
	head, format, err := image.DecodeConfig(f)
	if err != nil || format != "jpeg" && format != "png" || head.Width <= 0 || head.Height <= 0 {
		return "", errNoPhoto
	}
	if int64(head.Width)*int64(head.Height) > mostPixels {
		return "", errPhotoLarge
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	reading <- struct{}{}
	defer func() { <-reading }()
	img, _, err := image.Decode(f)
	if err != nil {
		return "", errNoPhoto
	}
	if y, ok := img.(*image.YCbCr); ok { // a code is read from the light alone, which a JPEG holds apart
		img = &image.Gray{Pix: y.Y, Stride: y.YStride, Rect: y.Rect}
	}
	for _, side := range photoSides {
		if text, ok := findQR(scaled(img, side)); ok {
			return text, nil
		}
	}
	return "", errNoQR
}

// scaled answers img with no side longer than most.
func scaled(img image.Image, most int) image.Image {
	b := img.Bounds()
	long := max(b.Dx(), b.Dy())
	if long <= most {
		return img
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()*most/long), max(1, b.Dy()*most/long)))
	draw.BiLinear.Scale(small, small.Bounds(), img, b, draw.Src, nil)
	return small
}

// findQR looks for a QR code. A picture on which the reader stumbles holds none.
func findQR(img image.Image) (text string, ok bool) {
	defer func() {
		if recover() != nil {
			text, ok = "", false
		}
	}()
	bits, err := gozxing.NewBinaryBitmap(gozxing.NewHybridBinarizer(gozxing.NewLuminanceSourceFromImage(img)))
	if err != nil {
		return "", false
	}
	found, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "", false
	}
	return found.GetText(), true
}
