package cell

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads what stands in braces, parentheses, after ":/" and after
// "?" of a path template. See path.go for the grammar.

// key reads {id}, {id | name}, <id> or '{id}'; name is what stood before it
// and "=", if anything did.
func (p *pathParser) key(name string) model.Segment {
	at := p.i
	quoted := p.peek() == '\''
	if quoted {
		p.i++
	}
	if c := p.peek(); c != '{' && c != '<' {
		p.fatal(at, "want a placeholder, found %q", p.s[at:])
		return model.Segment{}
	}
	text := p.braced()
	if quoted && p.peek() == '\'' {
		p.i++
	}
	seg := model.Segment{Kind: model.Key, Text: text}
	for alt := range strings.SplitSeq(text, "|") {
		seg.Args = append(seg.Args, model.Arg{Name: name, Param: markdown.Fold(alt), Quoted: quoted})
	}
	return seg
}

// notInName are what no name of a placeholder has.
var notInName = bytesOf("{}<>/()?:,=&")

// braced reads a placeholder in braces or angle brackets and returns its
// text, white space folded, never empty.
func (p *pathParser) braced() string {
	at := p.i
	closing := byte('}')
	if p.peek() == '<' {
		closing = '>'
	}
	p.i++
	from := p.i
	for p.i < len(p.s) && !notInName[p.peek()] {
		p.i++
	}
	text := p.placeholderName(p.s[from:p.i], at)
	switch p.peek() {
	case closing:
		p.i++
		if p.peek() == closing {
			p.fault(p.i, "one %q too many", closing)
			p.i++
		}
	case '/', 0, ')':
		p.fault(at, "%q lacks its closing brace", p.s[at:p.i])
	default:
		p.fatal(at, "%q is no placeholder", p.s[at:])
	}
	return text
}

// isPlaceholder reports whether s, whose white space is folded, can stand in braces.
func isPlaceholder(s string) bool {
	for i := range len(s) {
		if notInName[s[i]] {
			return false
		}
	}
	return s != "" && s == strings.Trim(s, aroundName)
}

// aroundName is what a placeholder's name neither begins nor ends with.
const aroundName = "'\" |"

// placeholderName cleans a placeholder's text: {'id'} is {id}, and no name
// may be empty.
func (p *pathParser) placeholderName(s string, at int) string {
	name := strings.Trim(markdown.Fold(s), aroundName)
	if name != markdown.Fold(s) {
		p.fault(at, "%q is no name of a placeholder", s)
	}
	if name == "" {
		p.fault(at, "a placeholder without a name")
		return "id"
	}
	return name
}

// parenAlone reads "(id)" in place of "{id}", or "({id})" after a slash.
func (p *pathParser) parenAlone() {
	at := p.i
	if p.i > p.start && p.s[p.i-1] != '/' || len(p.segs) == 0 {
		p.fatal(at, "unexpected ( in a path")
		return
	}
	p.i++
	args := p.args()
	if len(args) != 1 || args[0].Name != "" || args[0].Param+args[0].Const == "" {
		p.fatal(at, "unexpected ( in a path")
		return
	}
	p.fault(at, "parentheses in place of braces")
	p.add(placeholder(args[0].Param + args[0].Const))
}

// call reads the parentheses after a name: a function's arguments, or a key.
func (p *pathParser) call(name string) {
	at := p.i
	p.i++
	args := p.args()
	if len(args) != 1 || args[0].Name != "" || args[0].Enum != "" {
		p.add(model.Segment{Kind: model.Function, Text: name, Args: args})
		return
	}
	arg := args[0]
	if arg.Const == "id" && !arg.Quoted {
		p.fault(at, "%q lacks its braces", arg.Const)
		arg = model.Arg{Param: arg.Const}
	}
	if arg.Param == "" || !isKey(name, arg.Param) {
		p.add(model.Segment{Kind: model.Function, Text: name, Args: []model.Arg{arg}})
		return
	}
	p.add(model.Segment{Text: name})
	seg := model.Segment{Kind: model.Key, Text: arg.Param, Paren: true}
	for alt := range strings.SplitSeq(arg.Param, "|") {
		seg.Args = append(seg.Args, model.Arg{Param: markdown.Fold(alt), Quoted: arg.Quoted})
	}
	p.add(seg)
}

// isKey reports whether a lone placeholder in parentheses is a key, as in
// companies({id}) and worksheets(<id|name>), and not the argument of a
// function, as in range(<address>): a collection has a plural name, and a key
// is called an id.
func isKey(name, param string) bool {
	last := strings.ToLower(param)
	if strings.Contains(param, "|") || strings.HasSuffix(name, "s") {
		return true
	}
	return strings.HasSuffix(last, "id") || strings.HasSuffix(last, "number") || strings.HasSuffix(last, "code")
}

// args reads arguments up to and with the closing parenthesis.
func (p *pathParser) args() []model.Arg {
	open := p.i - 1
	var args []model.Arg
	for !p.dead {
		p.spaces()
		switch c := p.peek(); c {
		case ')':
			p.i++
			return args
		case ',':
			p.i++
		case '}':
			p.fault(p.i, "%q lacks its opening brace", "}")
			p.i++
		case '/', '?', 0:
			p.fault(open, "%q lacks its closing parenthesis", p.s[open:p.i])
			return args
		default:
			args = append(args, p.arg())
		}
	}
	return args
}

func (p *pathParser) spaces() {
	rest := strings.TrimLeftFunc(p.s[p.i:], markdown.IsSpace)
	p.i = len(p.s) - len(rest)
}

// arg reads one argument: a value, or name=value.
func (p *pathParser) arg() model.Arg {
	at := p.i
	var a model.Arg
	if n := strings.IndexAny(p.s[p.i:], "={}<'(),/?"); n > 0 && p.s[p.i+n] == '=' {
		if name := markdown.Fold(p.s[p.i : p.i+n]); isPlaceholder(name) {
			a.Name = name
			p.i += n + 1
			p.spaces()
		}
	}
	p.value(&a)
	if p.i == at {
		p.fatal(at, "unexpected %q in parentheses", p.s[at:])
	}
	p.spaces()
	return a
}

// value reads an argument's value: {x}, <x>, 'x', '{x}', ns.enum'x', or a
// bare constant.
func (p *pathParser) value(a *model.Arg) {
	at := p.i
	n := strings.IndexAny(p.s[p.i:], "{<'),/?}")
	if n < 0 {
		n = len(p.s) - p.i
	}
	bare := markdown.Fold(p.s[p.i : p.i+n])
	p.i += n
	switch c := p.peek(); {
	case c == '{' || c == '<':
		if bare != "" {
			p.fatal(at, "%q before a placeholder", bare)
			return
		}
		a.Param = p.braced()
	case c == '\'':
		a.Enum = bare
		p.quoted(a)
	case c == '}' && !isPlaceholder(bare):
		p.fatal(at, "%q is no placeholder", bare+"}")
	case c == '}':
		p.fault(at, "%q lacks its opening brace", bare+"}")
		p.i++
		a.Param = bare
	case a.Name != "" && standsFor(bare, a.Name):
		a.Param = a.Name
	default:
		a.Const = bare
	}
}

// quoted reads an OData string literal, in which a doubled quote is a quote.
func (p *pathParser) quoted(a *model.Arg) {
	at := p.i
	a.Quoted = true
	for p.i++; ; p.i++ {
		n := strings.IndexByte(p.s[p.i:], '\'')
		if n < 0 {
			p.fatal(at, "%q lacks its closing quote", p.s[at:])
			return
		}
		p.i += n + 1
		if p.peek() != '\'' {
			break
		}
	}
	text := p.s[at+1 : p.i-1]
	open, closing := strings.IndexAny(text, "{<"), strings.IndexAny(text, "}>")
	switch {
	case open == 0 && closing == len(text)-1 && !markdown.IsBlank(text[1:closing]):
		a.Param = markdown.Fold(text[1:closing])
	case a.Name != "" && standsFor(text, a.Name):
		a.Param = a.Name
	default:
		a.Const = text
	}
}

// standsFor reports whether a constant is a placeholder without braces, as in
// (startDateTime=startDateTime-value), (count=n) and (on='parameterValue').
func standsFor(value, name string) bool {
	switch value {
	case name, name + "-value", name + "_value", name + "Value", "n", "value", "parameterValue":
		return true
	}
	return false
}

// item reads OneDrive's ":/path:" and what closes it.
func (p *pathParser) item() {
	at := p.i
	p.i++
	if p.i >= len(p.s) || p.peek() == '?' {
		return // "root:" at the end: the colon says nothing
	}
	if p.peek() == '/' {
		p.i++
	}
	from := p.i
	for p.i < len(p.s) && p.peek() != ':' && p.peek() != '?' {
		p.i++
	}
	text := strings.Trim(markdown.Fold(p.s[from:p.i]), "/ ")
	if p.peek() == ':' {
		p.i++
	}
	item := itemPath(text)
	if item.Text == "" || len(p.segs) == 0 || p.segs[len(p.segs)-1].Kind == model.ItemPath || !inPairs(text) || !inPairs(item.Text) {
		p.fatal(at, "%q is no path to an item", p.s[at:])
		return
	}
	p.add(item)
}

// inPairs reports whether s has as many closing braces as opening ones.
func inPairs(s string) bool { return strings.Count(s, "{") == strings.Count(s, "}") }

func itemPath(text string) model.Segment {
	seg := model.Segment{Kind: model.ItemPath}
	for part := range strings.SplitSeq(text, "/") {
		part = markdown.Fold(part)
		arg := model.Arg{Const: part}
		if in, ok := inBraces(part); ok {
			arg, part = model.Arg{Param: in}, "{"+in+"}"
		}
		if part != "" {
			seg.Args = append(seg.Args, arg)
			seg.Text += "/" + part
		}
	}
	seg.Text = strings.TrimPrefix(seg.Text, "/")
	if len(seg.Args) == 1 && seg.Args[0].Param != "" {
		seg.Text = seg.Args[0].Param
	}
	return seg
}

// inBraces returns the text of s if s is one placeholder.
func inBraces(s string) (string, bool) {
	if len(s) < 3 || s[0] != '{' && s[0] != '<' {
		return "", false
	}
	in := s[1 : len(s)-1]
	if strings.ContainsAny(in, "{}<>") || !strings.ContainsAny(s[len(s)-1:], "}>") {
		return "", false
	}
	in = markdown.Fold(in)
	return in, in != ""
}

// query reads name=value pairs up to the end. "&" inside of parentheses or
// quotes separates nothing: $expand=x($filter=id eq '{id}').
func (p *pathParser) query() []model.QueryParam {
	var out []model.QueryParam
	for _, pair := range splitOutside(p.s[p.i:], '&') {
		name, value, ok := strings.Cut(pair, "=")
		if colon := strings.IndexByte(pair, ':'); !ok && colon > 0 {
			p.fault(p.i+colon, "want = in %q", pair)
			name, value = pair[:colon], pair[colon+1:]
		}
		q := model.QueryParam{Name: markdown.Fold(name), Const: markdown.Fold(value)}
		if q.Name == "" {
			continue
		}
		if in, ok := inBraces(q.Const); ok {
			q.Param, q.Const = in, ""
		}
		out = append(out, q)
	}
	p.i = len(p.s)
	return out
}

// splitOutside cuts s at each sep that stands outside of parentheses, braces
// and single quotes.
func splitOutside(s string, sep byte) []string {
	var out []string
	depth, quoted, from := 0, false, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '{':
			depth++
		case c == ')' || c == '}':
			depth--
		case c == sep && depth <= 0:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}
