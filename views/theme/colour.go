package theme

import (
	"fmt"
	"math"
	"strconv"
)

// rgb is a colour as a screen takes it, 0 to 255 each.
type rgb [3]uint8

func parse(hex string) (c rgb) {
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		panic(err) // one of our own
	}
	return rgb{uint8(n >> 16), uint8(n >> 8), uint8(n)}
}

func (c rgb) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

func (c rgb) linear() (out [3]float64) {
	for i, v := range c {
		if s := float64(v) / 255; s <= 0.04045 {
			out[i] = s / 12.92
		} else {
			out[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return out
}

// luminance is the relative luminance as WCAG counts it.
func (c rgb) luminance() float64 { return luminance(c.linear()) }

func luminance(l [3]float64) float64 { return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] }

// contrast is WCAG's, 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// chroma is that of OKLCH.
func (c rgb) chroma() float64 {
	l := c.linear()
	x := math.Cbrt(0.4122214708*l[0] + 0.5363325363*l[1] + 0.0514459929*l[2])
	y := math.Cbrt(0.2119034982*l[0] + 0.6806995451*l[1] + 0.1073969566*l[2])
	z := math.Cbrt(0.0883024619*l[0] + 0.2817188376*l[1] + 0.6299787005*l[2])
	return math.Hypot(1.9779984951*x-2.4285922050*y+0.4505937099*z, 0.0259040371*x+0.7827717662*y-0.8086757660*z)
}

// oklch answers a colour of OKLCH's coordinates in linear light, whether or not a screen can show it.
func oklch(l, c float64, hue int) [3]float64 {
	a, b := c*math.Cos(float64(hue)*math.Pi/180), c*math.Sin(float64(hue)*math.Pi/180)
	x, y, z := l+0.3963377774*a+0.2158037573*b, l-0.1055613458*a-0.0638541728*b, l-0.0894841775*a-1.2914855480*b
	x, y, z = x*x*x, y*y*y, z*z*z
	return [3]float64{4.0767416621*x - 3.3077115913*y + 0.2309699292*z, -1.2684380046*x + 2.6097574011*y - 0.3413193965*z, -0.0041960863*x - 0.7034186147*y + 1.7076147010*z}
}

// solve answers the colour of the hue that is so light, and as strong as asked for or as a screen can show.
func solve(light, chroma float64, hue int) rgb {
	weak, strong := 0.0, chroma
	out, ok := solveAt(light, strong, hue)
	for range 12 {
		if ok && weak == 0 {
			break // it can be shown as strong as asked for
		}
		mid := (weak + strong) / 2
		if l, fits := solveAt(light, mid, hue); fits {
			weak, out = mid, l
		} else {
			strong = mid
		}
	}
	if weak == 0 && !ok {
		out, _ = solveAt(light, 0, hue)
	}
	return screen(out)
}

// solveAt answers the colour of that luminance, chroma and hue, and whether a screen can show it.
func solveAt(light, chroma float64, hue int) (out [3]float64, fits bool) {
	low, high := 0.0, 1.0
	for range 24 {
		mid := (low + high) / 2
		if out = oklch(mid, chroma, hue); luminance(out) < light {
			low = mid
		} else {
			high = mid
		}
	}
	const slack = 0.0005
	for _, v := range out {
		if v < -slack || v > 1+slack {
			return out, false
		}
	}
	return out, true
}

func screen(l [3]float64) (c rgb) {
	for i, v := range l {
		v = min(max(v, 0), 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		c[i] = uint8(math.Round(v * 255))
	}
	return c
}
