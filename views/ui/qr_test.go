package ui

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rsc.io/qr/coding"
)

var samples = []string{
	"12345678",
	"HTTPS://CLUB.EXAMPLE/C/7K3M9QTX2WPA7K3M9QTX2WPA",
	"https://club.example/v/K3M97QTX2WPA",
	strings.Repeat("云栖会 long text ", 12),
}

// TestQRIsRead draws what the path says, not what the encoder made, and has it read by another program.
func TestQRIsRead(t *testing.T) {
	reader, err := exec.LookPath("zbarimg")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("zbarimg is not installed")
		}
		t.Skip("skipped: zbarimg is not installed")
	}
	for _, text := range samples {
		code, err := encode(text)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "qr.png")
		draw(t, string(appendRuns(nil, code)), code.Size+2*quiet, file)
		out, err := exec.Command(reader, "--quiet", "--raw", "-Sbinary", file).Output() //nolint:gosec // a program of the test
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := strings.TrimSuffix(string(out), "\n"); got != text {
			t.Errorf("read %q, want %q", got, text)
		}
	}
}

// draw fills the boxes of a path made of m, h, v and z, eight pixels to the module.
func draw(t *testing.T, path string, side int, file string) {
	t.Helper()
	const scale = 8
	img := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	x, y := 0, 0
	for box := range strings.SplitSeq(strings.TrimSuffix(path, "z"), "z") {
		move, run, _ := strings.Cut(box[1:], "h")
		dx, dy := pair(t, move)
		x, y = x+dx, y+dy
		width, _, _ := strings.Cut(run, "v")
		for px := x * scale; px < (x+number(t, width))*scale; px++ {
			for py := y * scale; py < (y+1)*scale; py++ {
				img.SetGray(px, py, color.Gray{})
			}
		}
	}
	f, err := os.Create(file) //nolint:gosec // in the test's own folder
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

func pair(t *testing.T, s string) (int, int) {
	t.Helper()
	if a, b, ok := strings.Cut(s, " "); ok {
		return number(t, a), number(t, b)
	}
	i := strings.LastIndex(s, "-")
	return number(t, s[:i]), number(t, s[i:])
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, sign := 0, 1
	for _, r := range s {
		if r == '-' {
			sign = -1
			continue
		}
		if r < '0' || r > '9' {
			t.Fatalf("not a number: %q", s)
		}
		n = n*10 + int(r-'0')
	}
	return sign * n
}

func TestQRIsBlackOnWhiteWithItsMargin(t *testing.T) {
	var b bytes.Buffer
	if err := QR(`a "label"`, "HTTPS://CLUB.EXAMPLE").Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`fill="#000"`, `fill="#fff"`, `viewBox="0 0 29 29"`, `aria-label="a &#34;label&#34;"`, `d="M4 4h7`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in %.200s", want, b.String())
		}
	}
	if err := QR("x", strings.Repeat("x", 4000)).Render(context.Background(), io.Discard); err == nil {
		t.Error("a text too long must be an error")
	}
	if _, err := encode(strings.Repeat("x", coding.Version(coding.MaxVersion).DataBytes(coding.M)-3)); err != nil {
		t.Errorf("the longest text: %v", err)
	}
}

func BenchmarkQR(b *testing.B) {
	c := QR("QR code", "HTTPS://CLUB.EXAMPLE/C/7K3M9QTX2WPA7K3M9QTX2WPA")
	b.ReportAllocs()
	for b.Loop() {
		_ = c.Render(context.Background(), io.Discard)
	}
}
