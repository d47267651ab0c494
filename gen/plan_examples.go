package gen

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file plans which examples become tests. A file of testdata holds the
// examples of one page, a table has a row for each operation that is called.

// An exampleRow is one row of the table: how to call an operation.
type exampleRow struct {
	method   *methodPlan
	request  examplePart
	response examplePart
}

// An exampleFilePlan is one file of examples.
type exampleFilePlan struct {
	name    string // in testdata
	entries []*examplePlan
}

// An examplePlan is one example.
type examplePlan struct {
	op      string      // dotted name of the operation, "" if nobody knows which it is for
	method  *methodPlan // of that operation
	example *model.Example
	call    callPlan
	verdict
	broken []string // the rules that the request breaks
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
	partType                  // *typ
	partAny                   // what newFunc returns
	partPage                  // *Page[typ]
	partValue                 // *replayValue[typ]
	partRaw                   // *json.RawMessage
)

// fillExamples plans the examples of all pages.
func (p *planner) fillExamples() {
	ends := make(map[*model.Endpoint]*endpoint, len(p.endpoint))
	for _, e := range p.endpoint {
		for _, u := range e.uses {
			ends[u.endpoint()] = e
		}
	}
	ops := slices.SortedFunc(slices.Values(p.api.Operations), func(a, b *model.Op) int { return strings.Compare(a.ID, b.ID) })
	plans := make([][]*examplePlan, len(ops))
	p.beside(len(ops), func(p *planner, i int) {
		for _, example := range ops[i].Examples {
			plans[i] = append(plans[i], p.planExample(ops[i], example, ends))
		}
	})
	rows := make(map[string]*exampleRow)
	files := make(map[string]*exampleFilePlan)
	for i, op := range ops {
		if len(plans[i]) == 0 {
			continue
		}
		name := exampleFile(op.ID) + ".json"
		if files[name] == nil {
			files[name] = &exampleFilePlan{name: name}
		}
		files[name].entries = append(files[name].entries, plans[i]...)
		for _, plan := range plans[i] {
			if m := plan.method; m != nil && rows[plan.op] == nil {
				rows[plan.op] = &exampleRow{method: m, request: requestPart(m), response: responsePart(m)}
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(files)) {
		p.examples = append(p.examples, files[key])
	}
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		p.exampleRows = append(p.exampleRows, rows[key])
	}
}

// planExample plans an example on the page of op. ends are the endpoints by
// their request lines.
func (p *planner) planExample(op *model.Op, example *model.Example, ends map[*model.Endpoint]*endpoint) *examplePlan {
	plan := &examplePlan{example: example, verdict: firstVerdict(example)}
	if e := ends[exampleLine(op, example)]; e != nil {
		p.planCalled(plan, e)
	} else if plan.excluded == "" {
		like := likeliest(op, example)
		if like < 0 {
			plan.excluded = plan.noCall
			return plan
		}
		plan.noCall = cmp.Or(plan.noCall, model.NoCallEndpoint)
		p.planBodiesOnly(plan, ends[op.Endpoints[like]])
	}
	return plan
}

// exampleLine returns the request line that an example sends, nil if there is
// none. Of part of an API it may be missing.
func exampleLine(op *model.Op, example *model.Example) *model.Endpoint {
	if i := example.Endpoint; i >= 0 && i < len(op.Endpoints) {
		return op.Endpoints[i]
	}
	return example.Elsewhere
}

// planCalled plans an example that is for e.
func (p *planner) planCalled(plan *examplePlan, e *endpoint) {
	plan.is(e)
	plan.verdict = p.judge(e, plan.example)
	if plan.excluded != "" || plan.noCall != "" {
		return
	}
	if plan.call, plan.noCall = p.planCall(e, plan.example); plan.noCall == "" && requestPart(e.plan).form != partNone && !plan.other {
		plan.broken = p.brokenRules(e, plan.example)
	}
}

// planBodiesOnly plans an example whose request is none that its page documents,
// which was reported. Its bodies are held against what e takes and returns, and
// left out if they are something else.
func (p *planner) planBodiesOnly(plan *examplePlan, e *endpoint) {
	known, noCall := p.diags, plan.noCall
	plan.verdict = p.judge(e, plan.example)
	p.diags = known
	if plan.noCall = noCall; plan.excluded != "" {
		plan.excluded = noCall
		return
	}
	plan.is(e)
}

// is notes which operation the example is for.
func (plan *examplePlan) is(e *endpoint) { plan.op, plan.method = e.plan.op.dotted, e.plan }

// likeliest returns the index of the request line whose types an example has
// though its request is another: the first with its method, -1 if there is
// none. What a page returns for one path it also returns for others.
func likeliest(op *model.Op, example *model.Example) int {
	return slices.IndexFunc(op.Endpoints, func(e *model.Endpoint) bool {
		return example.Request == nil || strings.EqualFold(e.Method, example.Request.Method)
	})
}

// agreesOnResult reports whether what u's page says is returned is what e
// returns.
func (e *endpoint) agreesOnResult(u use) bool {
	own := e.findResult([]use{u})
	return own.form == e.result.form && isKindOf(own.ref, e.result.ref)
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
	// A page may be called "#x" or "aux".
	out := strings.TrimLeft(b.String(), ".")
	if len(out) > names.MaxLen || out == "" {
		return strings.ToLower(names.Unique("", id))
	}
	if stem, _, _ := strings.Cut(out, "."); names.IsDevice(stem) {
		return "_" + out
	}
	return out
}

// requestPart returns what the body that m sends decodes into.
func requestPart(m *methodPlan) examplePart {
	switch {
	case m.body == bodyAny:
		return examplePart{form: partRaw}
	case m.body != bodyType && m.body != bodyFields:
		return examplePart{}
	case m.bodyFunc != "":
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
	case m.result == resultRaw:
		return examplePart{form: partRaw}
	}
	return examplePart{}
}
