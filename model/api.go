package model

import "github.com/docmill/docmill/model/diag"

// An API is the documented API. Every Ref resolves, full names are unique,
// slices are sorted by name.
type API struct {
	Types      []*Type
	Enums      []*Enum
	Operations []*Op
	Pages      []*Page // all pages read, sorted by path; see DropClaims
	// Files are all files read, pages and what they include, sorted by path; nil
	// if nobody asked for them.
	Files []File
	// BaseURL is the service root that most example requests start with, e.g.
	// "https://graph.microsoft.com/v1.0"; "" if no example shows one.
	BaseURL string
	// Clouds are the national clouds that pages name, sorted by name.
	Clouds []*Cloud
}

// DropClaims lets go of what pages claim, which is half of what an API holds when
// it has just been linked: nobody needs it who does not link again. What each page
// is stays.
func (api *API) DropClaims() {
	for i, p := range api.Pages {
		api.Pages[i] = &Page{Path: p.Path, Name: p.Name, Address: p.Address, Kind: p.Kind, Title: p.Title, Namespace: p.Namespace, Locale: p.Locale, Pos: p.Pos}
	}
}

// A Cloud is a deployment of the service: the global one or a national one.
type Cloud struct {
	Name string
	// BaseURL is its service root: that of the API at the cloud's own host. ""
	// where the host, or the API's root at another cloud, is not known.
	BaseURL string
}

// A Ref is a resolved type reference: one of [Prim], [*Type], [*Enum] or
// [*List].
type Ref interface{ ref() }

// A Prim is a primitive type.
type Prim string

const (
	String         Prim = "Edm.String"
	Boolean        Prim = "Edm.Boolean"
	Byte           Prim = "Edm.Byte"
	SByte          Prim = "Edm.SByte"
	Int16          Prim = "Edm.Int16"
	Int32          Prim = "Edm.Int32"
	Int64          Prim = "Edm.Int64"
	Single         Prim = "Edm.Single"
	Double         Prim = "Edm.Double"
	Decimal        Prim = "Edm.Decimal"
	GUID           Prim = "Edm.Guid"
	Date           Prim = "Edm.Date"
	DateTimeOffset Prim = "Edm.DateTimeOffset"
	TimeOfDay      Prim = "Edm.TimeOfDay"
	Duration       Prim = "Edm.Duration"
	Binary         Prim = "Edm.Binary"
	Stream         Prim = "Edm.Stream"
	JSON           Prim = "Json"
	// Any is what an unresolved type becomes: any JSON value.
	Any Prim = "any"
)

// A List is a collection.
type List struct{ Elem Ref }

func (Prim) ref()  {}
func (*Type) ref() {}
func (*Enum) ref() {}
func (*List) ref() {}

// A Type is an entity or complex type.
type Type struct {
	Name     string // full, e.g. "microsoft.graph.group"
	Entity   bool
	Abstract bool
	Open     bool
	// Deprecated is set if the page it is mainly described on says so.
	Deprecated bool
	Base       *Type    // nil for none
	Key        string   // property name, "" where no page states one
	KeyPos     diag.Pos // where the page states Key
	Doc        string
	Page       string   // the page it is mainly described on
	Pages      []string // all pages that describe it, sorted
	Pos        diag.Pos
	// Fields are the rows of the type's own pages in page order, including
	// inherited ones where a page repeats them. Names are unique.
	Fields []*Field
	// Derived are the direct descendants, sorted by name.
	Derived []*Type
	// JSON are the JSON representations of its pages.
	JSON []*JSONSample
}

// A Field is a property or navigation property.
type Field struct {
	Name       string
	Type       Ref
	Nav        bool
	Doc        string
	Deprecated bool
	ReadOnly   Tri
	Nullable   Tri
	Required   Tri
	Inherited  *Type    // the base that declares it, nil if the type itself or unknown
	Values     []string // possible values listed in prose, where Type is not an Enum
	Rules      []*Constraint
	// AnyValue is set if values of an enum are not checked against its members.
	AnyValue bool
	Pos      diag.Pos
}

// An Enum is a closed list of names, open to the future.
type Enum struct {
	Name    string
	Flags   bool
	Doc     string
	Page    string
	Pos     diag.Pos
	Members []*Member
	Source  string // "page", "table" or "inline"
}

// A Member is one name of an Enum.
type Member struct {
	Name  string
	Value *int64
	Doc   string
	Pos   diag.Pos
}

// An Op is an operation: what one page under api/ documents.
type Op struct {
	ID          string // page's file name without .md, plus "#" and the variant if any
	Page        string
	Title       string
	Doc         string
	Deprecated  bool
	Pos         diag.Pos
	Endpoints   []*Endpoint
	Permissions []*PermissionTable
	Params      []*Param
	Headers     []*HeaderClaim
	Body        Body
	Responses   []*Response
	Options     OptionsClaim
	Examples    []*Example
	// Unavailable are the clouds in which the page says that it does not hold,
	// in the page's order.
	Unavailable []*Cloud
	// Implied are operations that examples of the page show and its request
	// lines leave out. Each has one request line, which follows from one of the
	// page's; the examples that send it, which are among the page's, too; and
	// permissions only where those of the page's line hold. Clients can call
	// them, but they do not count as documented.
	Implied []*Op
	// IsImplied is set if the operation is one of those.
	IsImplied bool
	// Whole is the operation that this one is a part of, cut down to some of its
	// request lines; nil if it is whole.
	Whole *Op
}

// Callable returns the documented operations and the implied ones, each behind
// the one whose page implies it.
func (a *API) Callable() []*Op {
	out := make([]*Op, 0, len(a.Operations))
	for _, o := range a.Operations {
		out = append(append(out, o), o.Implied...)
	}
	return out
}

// A Param is a parameter of an operation.
type Param struct {
	Name     string
	In       ParamIn
	Type     Ref
	Required Tri
	Doc      string
	Pos      diag.Pos
}

// A Body is what a request carries.
type Body struct {
	Kind   BodyKind
	Type   Ref      // BodyResource: the type; otherwise nil
	Fields []*Field // the page's own table: what this operation accepts
	// Complete is set if Fields are all that the operation accepts.
	Complete bool
	Pos      diag.Pos
}

// A Response is one documented outcome.
type Response struct {
	Status int
	Type   Ref // nil for none or stream
	None   bool
	Stream bool
	Pos    diag.Pos
	// Prose and Block are what the Response text and the example's annotation
	// say, where they say anything; Type is settled from them.
	Prose, Block Ref
}
