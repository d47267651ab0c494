package gen

import (
	"bytes"
	"go/doc/comment"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docmill/docmill/gen/names"
)

// This file turns text of documentation into Go doc comments. The text may say
// anything: it must neither end the comment, nor become a directive or a build
// constraint, nor show otherwise than it is compiled. So every line starts with
// "// " (directives have no blank there), control characters and those that
// change the direction of text are dropped, and the first word of a line is
// never "+build".

// lineWidth is where comments wrap, indentation of fields not counted.
const lineWidth = 80

// A docText is what a comment says. The plan has it, and its emitter, one of
// several at work, lays it out.
type docText struct {
	text []string // paragraphs
	code string   // a line of code behind them, "" for none
	more []string // paragraphs behind that
}

// comment returns the comment, "" if it is empty.
func (d docText) comment() string {
	if d.code == "" {
		return docComment(d.text...)
	}
	parts := []string{docComment(d.text...), codeBlock(d.code), docComment(d.more...)}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "\n//\n")
}

// docComment returns the paragraphs as one comment, lines joined by newlines
// and none at the end, "" if all paragraphs are empty.
func docComment(paragraphs ...string) string {
	var content []docBlock
	for _, text := range paragraphs {
		content = blocks(content, text)
	}
	endSentences(content)
	if len(content) == 1 && content[0].isLine() {
		return "// " + content[0].text
	}
	var out []byte
	for i, b := range content {
		if i > 0 && b.items == nil {
			out = append(out, "//\n"...)
		}
		out = b.print(out)
	}
	return string(bytes.TrimRight(out, "\n"))
}

// A docBlock is a paragraph or, with items, a list.
type docBlock struct {
	text  string
	items []string
}

// isLine reports whether b is a paragraph that needs no second line. Most are,
// and to find the best places to break lines costs more than all else about a
// comment.
func (b docBlock) isLine() bool { return b.items == nil && len(b.text) <= lineWidth-len("// ") }

// print appends the lines of b to out.
func (b docBlock) print(out []byte) []byte {
	if b.isLine() {
		return append(append(append(out, "// "...), b.text...), '\n')
	}
	var block comment.Block = paragraph(b.text)
	if b.items != nil {
		list := new(comment.List)
		for _, item := range b.items {
			list.Items = append(list.Items, &comment.ListItem{Content: []comment.Block{paragraph(item)}})
		}
		block = list
	}
	printer := comment.Printer{TextPrefix: "// ", TextWidth: lineWidth - len("// ")}
	return append(out, printer.Text(&comment.Doc{Content: []comment.Block{block}})...)
}

func paragraph(text string) *comment.Paragraph {
	return &comment.Paragraph{Text: []comment.Text{comment.Plain(text)}}
}

// endSentences puts a full stop behind paragraphs of several that have none:
// gofmt takes such a line for a heading.
func endSentences(content []docBlock) {
	if len(content) < 2 {
		return
	}
	for i, b := range content {
		if b.items != nil {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(b.text); (unicode.IsLetter(last) || unicode.IsDigit(last)) && !strings.HasPrefix(b.text, "Source: ") {
			content[i].text += "."
		}
	}
}

// blocks appends text to out as paragraphs and lists. Blank lines separate, lines
// that begin with a bullet are items.
func blocks(out []docBlock, text string) []docBlock {
	open := false // the last of out goes on
	for line := range strings.SplitSeq(text, "\n") {
		line = cleanLine(line)
		item, isItem := cutBullet(line)
		switch {
		case line == "":
			open = false
		case isItem && open && out[len(out)-1].items != nil:
			b := &out[len(out)-1]
			b.items = append(b.items, item)
		case isItem:
			out, open = append(out, docBlock{items: []string{item}}), true
		case !open:
			out, open = append(out, docBlock{text: line}), true
		case out[len(out)-1].items != nil:
			b := out[len(out)-1]
			b.items[len(b.items)-1] += " " + line
		default:
			out[len(out)-1].text += " " + line
		}
	}
	return out
}

// cutBullet returns line without its bullet, and whether it had one.
func cutBullet(line string) (string, bool) {
	for _, bullet := range []string{"- ", "* ", "• ", "+ "} {
		if item, ok := strings.CutPrefix(line, bullet); ok && strings.TrimSpace(item) != "" {
			return strings.TrimSpace(item), true
		}
	}
	return line, false
}

// doubled are quotes that gofmt would replace by typographic ones.
var doubled = regexp.MustCompile("``+|''+")

// gap is the end of a sentence that went on with text from a file that is not
// at hand ("a customer in [!INCLUDE[x](x.md)]."): a blank before the full stop,
// and before it a word that needs another behind it.
var gap = regexp.MustCompile(`(?: (?:by|for|from|in|of|on|to|with))+ ([.,;](?: |$))`)

// cleanLine returns line with single blanks and without characters that are
// not seen. A "#" at the start would make it a heading, "[x]:" a link
// definition that gofmt moves: both lose that meaning.
func cleanLine(line string) string {
	if isClean(line) {
		return strings.TrimLeft(line, "# ")
	}
	line = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, line)
	if strings.Contains(line, "``") || strings.Contains(line, "''") {
		line = doubled.ReplaceAllString(line, "\"")
	}
	words := strings.Fields(line)
	for i, w := range words {
		if strings.HasPrefix(w, "+build") || i == 0 && strings.HasPrefix(w, "[") && strings.HasSuffix(w, "]:") {
			words[i] = `"` + w + `"`
		}
	}
	line = strings.Join(words, " ")
	if strings.Contains(line, " .") || strings.Contains(line, " ,") || strings.Contains(line, " ;") {
		line = gap.ReplaceAllString(line, "$1")
	}
	return strings.TrimLeft(line, "# ")
}

// isClean reports whether there is nothing in line that cleanLine would change
// but the start: printable ASCII with single blanks, as nearly all lines are.
func isClean(line string) bool {
	last := byte(' ')
	for i := range len(line) {
		c := line[i]
		switch {
		case c < ' ' || c > '~':
			return false
		case c != last: // the rest is about pairs
		case c == ' ' || c == '`' || c == '\'':
			return false
		}
		if last == ' ' && (c == '.' || c == ',' || c == ';' || c == '+' || c == '[' && i == 0) {
			return false
		}
		last = c
	}
	return last != ' ' || line == ""
}

// firstSentence cuts text behind its first sentence.
func firstSentence(text string) (sentence, rest string) {
	for i, r := range text {
		if r != '.' && r != '!' && r != '?' {
			continue
		}
		after := text[i+1:]
		if after == "" || unicode.IsSpace(rune(after[0])) && !isAbbreviation(text[:i+1]) {
			return text[:i+1], after
		}
	}
	return text, ""
}

// isAbbreviation reports whether text ends in a word whose dot ends no
// sentence.
func isAbbreviation(text string) bool {
	for _, a := range []string{"e.g.", "i.e.", "etc.", "vs.", "No."} {
		if strings.HasSuffix(text, a) {
			return true
		}
	}
	return false
}

// lowerFirst returns text with its first word in lower case, unless the word is
// an abbreviation or has capitals inside (iOS, NDES, OneDrive).
func lowerFirst(text string) string {
	word, rest, _ := strings.Cut(text, " ")
	if word == "A" || names.Exported(strings.ToLower(word)) == word {
		word = strings.ToLower(word)
	}
	if rest == "" {
		return word
	}
	return word + " " + rest
}
