package gen

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file plans which examples become tests. A file of testdata holds the
// examples of one page that are for the same endpoint.

// An examplePlan is one row of the table of replayed examples.
type examplePlan struct {
	file     string // in testdata
	op       string // variable of the operation
	request  examplePart
	response examplePart
	examples []*model.Example
	broken   [][]string // for each example, the rules that its request breaks
}

// An examplePart says what a JSON body decodes into.
type examplePart struct {
	form    partForm
	typ     goType // without the pointer
	newFunc string
}

type partForm int8

const (
	partNone  partForm = iota // nothing, or not JSON of a known type
	partType                  // new(typ)
	partAny                   // anyOf(newFunc)
	partPage                  // pageOf[typ](newFunc)
	partValue                 // valueOf[typ]()
)

// fillExamples plans the examples of all pages.
func (p *planner) fillExamples() {
	ends := make(map[use]*endpoint)
	for _, e := range p.endpoint {
		for _, u := range e.uses {
			ends[u] = e
		}
	}
	byFile := make(map[string]*examplePlan)
	for _, op := range p.api.Operations {
		for _, example := range op.Examples {
			if index := matchEndpoint(op, example); index >= 0 && example.Excluded == "" {
				u := use{op, index}
				p.addExample(byFile, ends[u], u, example)
			}
		}
	}
	for _, e := range byFile {
		p.examples = append(p.examples, *e)
	}
	slices.SortFunc(p.examples, func(a, b examplePlan) int { return cmp.Compare(a.file, b.file) })
}

// addExample adds an example of one page. A page that says something else of the
// endpoint than was settled on shows messages that do not decode into its
// types.
func (p *planner) addExample(byFile map[string]*examplePlan, e *endpoint, u use, example *model.Example) {
	m := p.methods[e]
	file := exampleFile(u.op.ID) + ".json"
	if f := byFile[file]; f != nil && f.op != m.op.name {
		file = exampleFile(u.op.ID) + "." + strings.ToLower(m.op.name) + ".json"
	}
	if byFile[file] == nil {
		plan := &examplePlan{file: file, op: m.op.name}
		if e.agreesOnBody(u) {
			plan.request = requestPart(m)
		}
		if e.agreesOnResult(u) {
			plan.response = responsePart(m)
		}
		byFile[file] = plan
	}
	f := byFile[file]
	f.examples = append(f.examples, example)
	var broken []string
	if f.request.form != partNone {
		broken = p.brokenRules(e, example)
	}
	f.broken = append(f.broken, broken)
}

// agreesOnResult reports whether what u's page says is returned is what e
// returns.
func (e *endpoint) agreesOnResult(u use) bool {
	own := e.findResult([]use{u})
	return own.form == e.result.form && isKindOf(own.ref, e.result.ref)
}

// agreesOnBody reports whether what u's page says is sent is what e takes. A
// body that the page only implies was never compared with its examples.
func (e *endpoint) agreesOnBody(u use) bool {
	if kind := u.op.Body.Kind; kind != model.BodyResource && kind != model.BodyFields {
		return false
	}
	own := e.findBody([]use{u}, nil)
	if own.form == bodyFields {
		return e.body.form == bodyFields || e.body.form == bodyType
	}
	return own.form == e.body.form && isKindOf(own.ref, e.body.ref)
}

// isKindOf reports whether r is base or derives from it.
func isKindOf(r, base model.Ref) bool {
	if r == base {
		return true
	}
	t, ok := r.(*model.Type)
	b, ok2 := base.(*model.Type)
	return ok && ok2 && t.DerivesFrom(b)
}

// exampleFile returns the name of a page in characters that every file system
// takes.
func exampleFile(id string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(id) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		case r == '#':
			b.WriteByte('.')
		default:
			b.WriteByte('_')
		}
	}
	if b.Len() > names.MaxLen || b.Len() == 0 {
		return strings.ToLower(names.Unique("", id))
	}
	return b.String()
}

// requestPart returns what the body that m sends decodes into.
func requestPart(m *methodPlan) examplePart {
	if m.body != bodyType && m.body != bodyFields {
		return examplePart{}
	}
	if m.bodyFunc != "" {
		return examplePart{form: partAny, newFunc: m.bodyFunc}
	}
	return examplePart{form: partType, typ: *m.bodyType.elem}
}

// responsePart returns what the answer to m decodes into.
func responsePart(m *methodPlan) examplePart {
	switch {
	case m.result == resultType && m.newFunc != "":
		return examplePart{form: partAny, newFunc: m.newFunc}
	case m.result == resultType:
		return examplePart{form: partType, typ: *m.resultType.elem}
	case m.result == resultList, m.result == resultPage:
		return examplePart{form: partPage, typ: m.resultType, newFunc: m.newFunc}
	case m.result == resultValue:
		return examplePart{form: partValue, typ: m.resultType}
	}
	return examplePart{}
}

// matchEndpoint returns the index of the endpoint that an example is for: the
// one with its method whose path is most like the URL, -1 if there is none.
func matchEndpoint(op *model.Op, example *model.Example) int {
	best, bestScore := -1, -1
	if example.Request == nil {
		return best
	}
	path, _, _ := strings.Cut(example.Request.URL, "?")
	have := strings.Split(strings.ToLower(strings.Trim(path, "/")), "/")
	for i, line := range op.Endpoints {
		if !strings.EqualFold(line.Method, example.Request.Method) {
			continue
		}
		if score := likeness(line.Path, have); score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// likeness counts the segments from the end of path that agree with the
// segments of a URL.
func likeness(path model.Path, have []string) int {
	want := strings.Split(strings.Trim(strings.ToLower(path.String()), "/"), "/")
	score := 0
	for i := 1; i <= min(len(want), len(have)); i++ {
		w, h := want[len(want)-i], have[len(have)-i]
		function, _, _ := strings.Cut(w, "(")
		switch {
		case strings.HasPrefix(w, "{"):
			score++
		case w == h || function != "" && strings.HasPrefix(h, function+"("):
			score += 2
		default:
			return score
		}
	}
	if len(want) == len(have) {
		score++
	}
	return score
}
