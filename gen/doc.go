package gen

import (
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
	var d comment.Doc
	for _, text := range paragraphs {
		d.Content = append(d.Content, blocks(text)...)
	}
	endSentences(d.Content)
	if line, ok := oneLine(d.Content); ok {
		return line
	}
	printer := comment.Printer{TextPrefix: "// ", TextWidth: lineWidth - len("// ")}
	out := string(printer.Text(&d))
	for strings.Contains(out, " \n") {
		out = strings.ReplaceAll(out, " \n", "\n")
	}
	return strings.TrimRight(out, "\n")
}

// oneLine returns the comment of a single paragraph that needs no second line,
// and whether it is one. Most fields have such a comment, and to find the best
// place to break a line costs more than all else about it.
func oneLine(content []comment.Block) (string, bool) {
	if len(content) != 1 {
		return "", false
	}
	p, ok := content[0].(*comment.Paragraph)
	if !ok {
		return "", false
	}
	text := string(p.Text[0].(comment.Plain))
	return "// " + text, text != "" && len(text) <= lineWidth-len("// ")
}

// endSentences puts a full stop behind paragraphs of several that have none:
// gofmt takes such a line for a heading.
func endSentences(content []comment.Block) {
	if len(content) < 2 {
		return
	}
	for _, b := range content {
		p, ok := b.(*comment.Paragraph)
		if !ok {
			continue
		}
		text := p.Text[0].(comment.Plain)
		if last, _ := utf8.DecodeLastRuneInString(string(text)); (unicode.IsLetter(last) || unicode.IsDigit(last)) && !strings.HasPrefix(string(text), "Source: ") {
			p.Text[0] = text + "."
		}
	}
}

// blocks returns text as paragraphs and lists. Blank lines separate, lines that
// begin with a bullet are items.
func blocks(text string) []comment.Block {
	var out []comment.Block
	var para []string
	var list *comment.List
	flush := func() {
		if len(para) > 0 {
			out = append(out, paragraph(strings.Join(para, " ")))
		}
		para = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = cleanLine(line)
		item, isItem := cutBullet(line)
		switch {
		case line == "":
			flush()
			list = nil
		case isItem:
			flush()
			if list == nil {
				list = &comment.List{}
				out = append(out, list)
			}
			list.Items = append(list.Items, &comment.ListItem{Content: []comment.Block{paragraph(item)}})
		case list != nil:
			last := list.Items[len(list.Items)-1]
			last.Content = append(last.Content[:0:0], paragraph(plainOf(last)+" "+line))
		default:
			para = append(para, line)
		}
	}
	flush()
	return out
}

func paragraph(text string) *comment.Paragraph {
	return &comment.Paragraph{Text: []comment.Text{comment.Plain(text)}}
}

func plainOf(item *comment.ListItem) string {
	return string(item.Content[0].(*comment.Paragraph).Text[0].(comment.Plain))
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
