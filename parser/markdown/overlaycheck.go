package markdown

// This file judges corrections: whether they are still needed, and whether what
// they replace is still what it was when they were made.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// Digest returns the digest of what a correction replaces: of a whole page
// without its front matter, of the sections, or of the rows. Ends of lines and
// blanks before them do not count. It is "" where there is nothing to replace.
// The error is about reading the page.
func (o *Overlays) Digest(c *Correction) (string, error) {
	old, _, err := o.replaced(c, new(diag.List))
	return old.digest(), err
}

// replaced returns what c replaces, a whole page as one edit; ok is false if
// there is no such page. Parts without a place on it are findings.
func (o *Overlays) replaced(c *Correction, misplaced *diag.List) (old edits, ok bool, err error) {
	page, ok, err := o.base(c)
	if err != nil || !ok {
		return nil, false, err
	}
	if c.Kind != WholePage {
		return c.edits(page, misplaced), true, nil
	}
	whole := segment{piece: c.body}
	top := diag.Pos{File: c.File(), Line: 1, Col: 1}
	return edits{{old: string(page.text()), with: segments{whole}, pos: top, old1: page[0].place(c.Name)}}, true, nil
}

// digest returns the digest of what the edits replace, "" if that is nothing.
func (e edits) digest() string {
	h := sha256.New()
	empty := true
	for _, x := range e {
		if text := levelled(x.old); text != "" {
			empty = false
			fmt.Fprintf(h, "%d\n%s", len(text), text)
		}
	}
	if empty {
		return ""
	}
	return "sha256-" + hex.EncodeToString(h.Sum(nil)[:16])
}

// levelled returns a text without what editors and checkouts change by
// themselves: the ends of lines, blanks before them, blank lines around.
func levelled(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \t\r\n") + "\n")
	}
	return strings.Trim(b.String(), "\n")
}

// Check reports corrections that are needless or stale, or have no page. Parts
// that have no place on their page are reported where that is read. The error is
// about reading pages.
func (o *Overlays) Check() (diag.List, error) {
	var all diag.List
	if o == nil {
		return nil, nil
	}
	for _, c := range o.all {
		l, _, err := o.check(c)
		if err != nil {
			return nil, err
		}
		all = append(all, l...)
	}
	return all, nil
}

// State returns what is wrong with one correction, and whether there is a page
// that it corrects. The error is about reading the page.
func (o *Overlays) State(c *Correction) (l diag.List, corrects bool, err error) {
	var misplaced diag.List
	if _, _, err := o.replaced(c, &misplaced); err != nil {
		return nil, false, err
	}
	l, corrects, err = o.check(c)
	return append(misplaced, l...), corrects, err
}

func (o *Overlays) check(c *Correction) (l diag.List, corrects bool, err error) {
	l = append(l, c.diags...)
	old, ok, err := o.replaced(c, new(diag.List))
	if err != nil {
		return nil, false, fmt.Errorf("page that %s corrects: %w", c.Name, err)
	}
	switch top := (diag.Pos{File: c.File(), Line: 1, Col: 1}); {
	case !ok && c.Kind != WholePage:
		l.Add(diag.OverlayPart, top, "there is no page of Markdown %s to put a part into", c.Name)
	case !ok && c.Base != "":
		l.Add(diag.OverlayStale, c.basePos, "the page that this one corrected is gone; remove the correction or, to keep it as a page of its own, the line %q", keyBase)
	case ok:
		c.checkStale(old, &l)
		if same, err := o.sameFront(c); err != nil {
			return nil, false, err
		} else if same {
			c.checkNeedless(old, &l)
		}
	}
	return l, ok, nil
}

// sameFront reports whether the front matter of a whole page is that of the page
// it corrects, but for what makes it a correction. That of a part says nothing
// else.
func (o *Overlays) sameFront(c *Correction) (bool, error) {
	if c.Kind != WholePage {
		return true, nil
	}
	_, below := o.parts(c.Name, c.Root+1)
	if below != nil {
		return frontText(below.data) == frontText(c.data), nil
	}
	data, err := fs.ReadFile(o.docs, c.Name)
	data, _ = diag.Text(data)
	data, _ = diag.Seen(data)
	return frontText(data) == frontText(c.data), err
}

// frontText returns the front matter of a page without the keys of corrections.
func frontText(page []byte) string {
	front, _ := frontMatter(page)
	var b strings.Builder
	for line := range bytes.Lines(front.text) {
		key, _, _ := bytes.Cut(line, []byte(":"))
		if !slices.Contains([]string{keyKind, keyBase, keyAdds}, string(key)) {
			b.Write(line)
		}
	}
	return levelled(b.String())
}

// checkStale compares the digest with what stands on the page now.
func (c *Correction) checkStale(old edits, l *diag.List) {
	now := old.digest()
	if c.Base == "" || c.Base == now {
		return
	}
	d := diag.Diag{Rule: diag.OverlayStale, Pos: c.basePos, Msg: fmt.Sprintf(
		`what this corrects has changed; when you have compared them: docmill overlay accept %s, or "%s: %s"`, c.Name, keyBase, now)}
	for _, x := range old {
		if x.old != "" {
			d.Related = append(d.Related, diag.Related{Pos: x.old1, Msg: "replaced by " + lines(x)})
		}
	}
	*l = append(*l, d)
}

// lines names the lines of a correction that an edit puts in.
func lines(x edit) string {
	n := 0
	for _, g := range x.with {
		if !g.made {
			n += bytes.Count(bytes.TrimRight(g.text, "\n\r \t"), newline)
		}
	}
	if x.with == nil {
		return fmt.Sprintf("nothing, by line %d", x.pos.Line)
	}
	if n == 0 {
		return fmt.Sprintf("line %d", x.pos.Line)
	}
	return fmt.Sprintf("lines %d to %d", x.pos.Line, x.pos.Line+n)
}

// checkNeedless reports what replaces a text by itself.
func (c *Correction) checkNeedless(old edits, l *diag.List) {
	for _, x := range old {
		var text strings.Builder
		for _, g := range x.with {
			if !g.made {
				text.Write(g.text)
			}
		}
		if x.old != "" && levelled(text.String()) == levelled(x.old) {
			l.AddRelated(diag.OverlayNeedless, x.pos, diag.Related{Pos: x.old1, Msg: "the page says the same"}, "this says what %s says; take it out", c.Name)
		}
	}
}
