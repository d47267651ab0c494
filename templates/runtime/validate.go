package runtime

// A ValidationError is one value that breaks a documented rule.
type ValidationError struct {
	Type     string
	Path     string
	Rule     Rule
	Value    any
	Message  string
	Sentence string // the page's own words, "" if unknown
	Page     string
	Warning  bool
}

func (e *ValidationError) Error() string { panic("TODO") }

// because adds the page's sentence that states the rule. e may be nil.
func (e *ValidationError) because(sentence, page string) { panic("TODO") }

// ValidationErrors is a list of broken rules.
type ValidationErrors []*ValidationError

func (e ValidationErrors) Error() string { panic("TODO") }

// A Rule is a kind of documented rule. errors.Is(err, RuleMaxLength) reports
// whether one is broken.
type Rule string

func (r Rule) Error() string { return string(r) }

const (
	RuleRequired  Rule = "required"
	RuleOneOf     Rule = "one-of"
	RuleEnum      Rule = "enum"
	RuleMaxLength Rule = "max-length"
	RuleRange     Rule = "range"
	RuleMaxItems  Rule = "max-items"
	RuleFormat    Rule = "format"
	RuleReadOnly  Rule = "read-only"
	RuleNotNull   Rule = "not-null"
	RuleExclusive Rule = "exclusive"
)

// A validation collects broken rules of one value. The rule methods return
// the broken rule, or nil, so that .because can be chained. value is an Opt,
// a slice, or a plain value; absent ones break only required.
type validation struct {
	typ  string
	errs ValidationErrors
}

func newValidation(typ string) *validation { return &validation{typ: typ} }

func (v *validation) err() error { panic("TODO") }

func (v *validation) required(name string, value any) *ValidationError { panic("TODO") }

func (v *validation) readOnly(name string, value any) *ValidationError { panic("TODO") }

func (v *validation) notNull(name string, value any) *ValidationError { panic("TODO") }

func (v *validation) oneOf(name string, value any, allowed ...string) *ValidationError { panic("TODO") }

func (v *validation) enum(name string, value any) *ValidationError { panic("TODO") }

func (v *validation) maxLength(name string, value any, max int) *ValidationError { panic("TODO") }

// between: use math.Inf for no bound.
func (v *validation) between(name string, value any, min, max float64) *ValidationError {
	panic("TODO")
}
func (v *validation) atLeast(name string, value any, min float64) *ValidationError { panic("TODO") }
func (v *validation) atMost(name string, value any, max float64) *ValidationError  { panic("TODO") }
func (v *validation) maxItems(name string, value any, max int) *ValidationError    { panic("TODO") }

// format: "guid", "url", "email", "date-time", "duration"
func (v *validation) format(name string, value any, format string) *ValidationError { panic("TODO") }

func (v *validation) exclusive(names []string, values ...any) *ValidationError { panic("TODO") }

func (v *validation) object(name string, value any) { panic("TODO") }

func (v *validation) objects(name string, value any) { panic("TODO") }
