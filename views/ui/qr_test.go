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
	"regexp"
	"strconv"
	"strings"
	"testing"

	"rsc.io/qr/coding"
)

var samples = []string{
	"12345678",
	"HTTPS://CLUB.EXAMPLE/C/7K3M9QTX2WPA7K3M9QTX2WPA",
	strings.Repeat("WIDE ", 600), // more than one word a row
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
		draw(t, string(appendRuns(nil, code)), len(code)+2*quiet, file)
		out, err := exec.Command(reader, "--quiet", "--raw", "-Sbinary", file).Output() //nolint:gosec // a program of the test
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := strings.TrimSuffix(string(out), "\n"); got != text {
			t.Errorf("read %q, want %q", got, text)
		}
	}
}

// draw follows a path of absolute and relative moves and level lines of width one, eight pixels to the module.
func draw(t *testing.T, path string, side int, file string) {
	t.Helper()
	const scale = 8
	img := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	x, y := 0.0, 0.0
	for _, step := range regexp.MustCompile(`[Mmh][^Mmh]*`).FindAllString(path, -1) {
		dx, dy := pair(t, step[1:])
		switch step[0] {
		case 'M':
			x, y = dx, dy
		case 'm':
			x, y = x+dx, y+dy
		case 'h':
			for px := (x + quiet) * scale; px < (x+quiet+dx)*scale; px++ {
				for py := (y + quiet) * scale; py < (y+quiet+1)*scale; py++ {
					img.SetGray(int(px), int(py), color.Gray{})
				}
			}
			x += dx
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

// pair answers the one or two numbers of a step.
func pair(t *testing.T, s string) (a, b float64) {
	t.Helper()
	first, second, both := strings.Cut(s, " ")
	a, err := strconv.ParseFloat(first, 64)
	if err == nil && both {
		b, err = strconv.ParseFloat(second, 64)
	}
	if err != nil {
		t.Fatalf("not a path: %q", s)
	}
	return a, b
}

func TestQRIsBlackOnWhiteWithItsMargin(t *testing.T) {
	var b bytes.Buffer
	if err := QR(`a "label"`, "HTTPS://CLUB.EXAMPLE").Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`stroke="#000"`, `fill="#fff"`, `viewBox="-4 -4.5 29 29"`, `aria-label="a &#34;label&#34;"`, `d="M0 0h7m`} {
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

// A filled layout is the code that the library makes, in every version.
func TestFillAsLibrary(t *testing.T) {
	t.Parallel()
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		text := coding.String(strings.Repeat("Clubhouse 会 ", 300)[:v.DataBytes(coding.M)-3])
		plan, err := coding.NewPlan(v, coding.M, 0)
		if err != nil {
			t.Fatal(err)
		}
		want, err := plan.Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		l, err := layoutOf(v)
		if err != nil {
			t.Fatal(err)
		}
		got, err := l.fill(text)
		if err != nil || len(got) != want.Size {
			t.Fatalf("version %d: %d rows, want %d (%v)", v, len(got), want.Size, err)
		}
		for y := range got {
			for x := range got {
				m := at(x, y)
				if black := got[m.row][m.word]>>m.left&1 == 1; black != want.Black(x, y) {
					t.Fatalf("version %d: module %d, %d is black: %v", v, x, y, black)
				}
			}
		}
	}
}
