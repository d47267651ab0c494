// Package model holds what documentation says: a [Page] is what one page
// claims before any other is consulted, an [API] is what all pages say
// together. They are to each other as go/ast and go/types are.
package model

import "github.com/docmill/docmill/model/diag"

// PageKind says what a page documents.
type PageKind string

const (
	ResourcePage    PageKind = "resource"    // one or more types
	OperationPage   PageKind = "operation"   // one operation, several endpoints
	EnumerationPage PageKind = "enumeration" // one or more enums, no type
	ConceptPage     PageKind = "concept"     // prose: nothing to model
)

// A Page is what one documentation page says.
type Page struct {
	Path      string // slash-separated, relative to the docs root
	Name      string // of the file without extension, or of the page that a saved page is a copy of
	Address   string // the path at which the page was published, of a saved page that says it, else ""
	Kind      PageKind
	Title     string // of the level-1 heading, markup removed
	Namespace string // of the Namespace line, "" if there is none
	Locale    string // of the vocabulary it was read with, e.g., "pt-br"; "" for English
	Pos       diag.Pos
	Types     []*TypeClaim
	Enums     []*EnumClaim
	Ops       []*OpClaim // one, or one for each repetition of the section set
	Methods   []MethodClaim
	Clouds    []CloudClaim
	At        At // the Namespace line
}

// A CloudClaim says whether one deployment of the service has what the page is
// about: a column of the table of national clouds, or what an include of such a
// table, whose file is missing, says by its name.
type CloudClaim struct {
	Name      string // canonical: "China operated by 21Vianet"; as titled if the vocabulary has no such cloud
	Root      string // its service root without a version, "" if not known
	Supported Tri
	Pos       diag.Pos // of the cell with the mark, or of the include without a file
	At        At       // where the page says so again
}

// UnknownLocale is the locale of a page in a language that no vocabulary is for
// (BCP 47: undetermined).
const UnknownLocale = "und"

// Tri is what a page says about a yes-or-no question. A page that is silent
// and a page that says no state different facts.
type Tri int8

const (
	Unknown Tri = iota
	No
	Yes
)

// TriOf returns Yes or No.
func TriOf(b bool) Tri {
	if b {
		return Yes
	}
	return No
}

// Bool reports whether t is Yes.
func (t Tri) Bool() bool { return t == Yes }

// A TypeExpr is a type as a page spells it, e.g. "[user](user.md) collection".
type TypeExpr struct {
	// Name is canonical for primitives ("Edm.String", "Edm.DateTimeOffset",
	// "Json") and as spelt for all others ("recipient",
	// "microsoft.graph.callRecords.media"). It is "" where the page names none.
	Name       string
	Link       string // target as written, reference links resolved; "" if none
	Collection bool
	Enum       bool       // the page says "enum" beside the name
	Or         []TypeExpr // further alternatives of "X or Y"
	Raw        string     // the text of the cell
	Pos        diag.Pos
}

// At are the places that a claim is read from beside its Pos: the paragraph of
// a description, an annotation, further cells of a row. In no order.
type At []diag.Pos

// Add adds a place if it is one.
func (a *At) Add(pos diag.Pos) {
	if pos.IsValid() {
		*a = append(*a, pos)
	}
}

// IsZero reports whether e says nothing.
func (e TypeExpr) IsZero() bool { return e.Name == "" && e.Link == "" }

// Source says where on a page a claim stands; the later in this list, the
// more it is trusted when claims contradict each other.
type Source int8

const (
	FromExample    Source = iota + 1 // a value in an example or JSON representation
	FromProse                        // a sentence
	FromTitle                        // a heading or file name
	FromTable                        // a table cell
	FromAnnotation                   // a JSON annotation in a comment
)

// A TypeClaim is one structured type that a page documents.
type TypeClaim struct {
	Name     string // "microsoft.graph.group", or as titled ("group") if no annotation says
	NameFrom Source
	NamePos  diag.Pos // of Name in an annotation, zero if it stands elsewhere
	Titled   string   // the name in the heading, "" if none; may differ from Name
	Doc      string
	Pos      diag.Pos
	Bases    []BaseClaim
	Derived  []TypeExpr // "Resources that derive from x include:"
	Key      string     // keyProperty of the annotation, "" if not stated
	KeyPos   diag.Pos   // where Key is stated
	Abstract Tri
	Open     Tri
	Fields   []*FieldClaim
	JSON     *JSONSample // the JSON representation, nil if none
	// HasMethods and HasRelationships are the signs of an entity (a type with
	// identity) as opposed to a complex type.
	HasMethods, HasRelationships bool
	Complex                      bool // the page calls it a complex type
	Deprecated                   bool
	At                           At // the description, what says that it is deprecated, annotations
}

// A BaseClaim is one place that states what a type derives from.
type BaseClaim struct {
	Type TypeExpr
	From Source
}

// A FieldClaim is one row of a property, relationship or body table.
type FieldClaim struct {
	Name       string
	Pos        diag.Pos
	Type       TypeExpr
	Doc        string        // the description as plain text
	Group      string        // the group row it stands under, "" if none
	Inherited  *TypeExpr     // "Inherited from [x](x.md)", nil if it is not said
	Values     []ValueClaim  // the inline list of possible values
	Rules      []*Constraint // further rules, each with its sentence
	Several    bool          // a value may be several of Values, joined by commas
	Nav        bool          // from a relationships table
	Deprecated bool
	ReadOnly   Tri
	Nullable   Tri
	Required   Tri
}

// A ValueClaim is one possible value in a list in prose.
type ValueClaim struct {
	Name string
	Pos  diag.Pos
	Code bool // in back-quotes: translators leave those alone
}

// An EnumClaim is one list of members.
type EnumClaim struct {
	Name     string // "microsoft.graph.importance", or as titled ("importance")
	NameFrom Source
	Anchor   string // of its section, "" for a page of its own
	Doc      string
	Pos      diag.Pos
	Members  []*MemberClaim
	Flags    Tri
	At       At // the description, annotations
}

// A MemberClaim is one row of a members table.
type MemberClaim struct {
	Name  string
	Value *int64 // nil where the page gives none
	Doc   string
	Pos   diag.Pos
}

// A MethodClaim is one row of a resource's Methods table.
type MethodClaim struct {
	Title  string
	Link   string // to the operation's page, "" if none
	Path   string // the path of its request, as written, "" if the table has none
	Return TypeExpr
	Doc    string
	Pos    diag.Pos
}

// A JSONSample is a JSON text on a page. Text is as written; Err says why it
// does not parse, nil if it does.
type JSONSample struct {
	Text    string
	Err     error
	Members []JSONMember // of the top-level object, in order
	Pos     diag.Pos
}

// A JSONMember is one member of a sample object.
type JSONMember struct {
	Name string
	Pos  diag.Pos // of the name
	// Type is what the sample value tells: "String (timestamp)" gives
	// Edm.DateTimeOffset, {"@odata.type": "x"} gives x.
	Type SampleType
}

// A SampleType is the type that a sample value tells; the zero SampleType is none. It
// has what of a [TypeExpr] a value can tell, for most members are of examples.
type SampleType struct {
	Name             string
	Collection, Enum bool
}

// IsZero reports whether the value tells no type.
func (t SampleType) IsZero() bool { return t.Name == "" }

// Expr returns t as a type expression that stands nowhere.
func (t SampleType) Expr() TypeExpr {
	return TypeExpr{Name: t.Name, Collection: t.Collection, Enum: t.Enum}
}
