package ui

import (
	"strings"
	"testing"
)

// A text of the staff's becomes headings, paragraphs and lists; whatever else they typed is shown as they typed it.
func TestProse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"一\n二\n\n三":                     "<p>一<br>二</p><p>三</p>",
		"# Who\nAnyone\n- a\n- b\nends": "<h2>Who</h2><p>Anyone</p><ul><li>a</li><li>b</li></ul><p>ends</p>",
		"- a\n\n- b":                    "<ul><li>a</li></ul><ul><li>b</li></ul>",
		"#no\n-no\n# ":                  "<p>#no<br>-no<br>#</p>",
		"# <script>x</script>":          "<h2>&lt;script&gt;x&lt;/script&gt;</h2>",
		"[a](javascript:x) **b**":       "<p>[a](javascript:x) **b**</p>",
		"":                              "",
	} {
		var b strings.Builder
		if err := Prose(text).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		got := strings.NewReplacer(`<div class="text">`, "", "</div>", "", "> ", ">", " <", "<").Replace(b.String())
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
