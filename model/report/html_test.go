package report

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/docmill/docmill/model/diag"
)

// TestHTML checks what needs no browser: that the page refers to nothing
// outside it, and that text of pages cannot end the script that holds it.
func TestHTML(t *testing.T) {
	page := write(t, sample(), "html", options())
	for _, bad := range []string{"src=", "@import", "url(", "<link", "</script>|", "innerHTML", "\x1b"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if n := strings.Count(page, "</script>"); n != 1 {
		t.Errorf("the script ends %d times", n)
	}
	if !strings.Contains(page, "docs &lt;b&gt;") {
		t.Error("no title")
	}
}

// TestHTMLInBrowser opens reports in a browser without a window.
func TestHTMLInBrowser(t *testing.T) {
	browser := findBrowser()
	if browser == "" {
		t.Skip("no Chromium or Chrome in PATH: the HTML report is not opened")
	}
	list := sample()
	for i := range 500 {
		list.Add(diag.NoResponse, diag.Pos{File: fmt.Sprintf("api/page%d.md", i), Line: 1, Col: 1}, "no response %d", i)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(write(t, list, "html", options())), 0o666); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		view  string // what follows # in the address
		shown string // the heading over the list
		items int
		has   []string
	}{
		{"", "All 503", 200, []string{">Show more (303)<", `title="api"`, `href="a.md#L3"`, "no page documents type \"&lt;b&gt;\"", "→ ", "c%2Cd%3A%20e.md"}},
		{"rule=no-response", "500 of 503", 200, []string{"api/page199.md"}},
		{"level=error", "1 of 503", 1, []string{"|häuser", "<mark>", "aria-pressed=\"true\""}},
		{"folder=api&q=RESPONSE%20499", "1 of 503", 1, []string{"api/page499.md:1:1"}},
		{"q=nothing%20has%20this", "0 of 503", 0, nil},
	}
	for _, tt := range tests {
		dom := openInBrowser(t, browser, file, tt.view)
		if !strings.Contains(dom, ">"+tt.shown+"</h2>") {
			t.Errorf("#%s: the page does not show %q", tt.view, tt.shown)
		}
		if n := strings.Count(dom, "<li>"); n != tt.items {
			t.Errorf("#%s: %d findings, want %d", tt.view, n, tt.items)
		}
		for _, want := range tt.has {
			if !strings.Contains(dom, want) {
				t.Errorf("#%s: the page has no %s", tt.view, want)
			}
		}
	}
}

func findBrowser() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

// openInBrowser returns the document as the browser has it after its scripts
// ran.
func openInBrowser(t *testing.T, browser, file, view string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(), "--virtual-time-budget=5000", "--dump-dom", "file://"+file+"#"+view)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", browser, err)
	}
	_, body, _ := strings.Cut(string(out), "<body>")
	body, _, _ = strings.Cut(body, "<script>")
	return body
}
