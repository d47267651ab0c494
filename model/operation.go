package model

import (
	"slices"

	"github.com/docmill/docmill/model/diag"
)

// An OpClaim is one operation as its page describes it.
type OpClaim struct {
	Title       string
	Doc         string
	Pos         diag.Pos
	Deprecated  bool
	Variant     string // "v1.0" where a page repeats its sections "(v1.0)", else ""
	Endpoints   []*Endpoint
	Permissions []*PermissionTable
	Params      []*ParamClaim // function, path and query parameters
	Headers     []*HeaderClaim
	Body        BodyClaim
	Responses   []*ResponseClaim
	Options     OptionsClaim
	Examples    []*Example
	At          At // the description, what says that it is deprecated
}

// An Endpoint is one request line: a method and a path template.
type Endpoint struct {
	Method string // upper case
	Path   Path
	Pos    diag.Pos
	Label  string // the prose or heading that introduces the line, "" if none
}

// A Path is a path template, cut into segments. It starts at the service
// root: host, version and query string are cut off.
type Path struct {
	Raw      string // as written, host and version removed
	Segments []Segment
	Query    []QueryParam // of a query string in the template
}

// A Segment is one part of a path between slashes (or the parts of OneDrive's
// ":/path:" form).
type Segment struct {
	Kind SegmentKind
	Text string // Literal, Function: the name; Key: the parameter's name as written, "id | userPrincipalName"
	// Args are the arguments of a Function ("period" of
	// getX(period='{period}')), or the names of a Key's alternatives.
	Args []Arg
	// Paren is set for a Key in OData's form: companies({id}), not companies/{id}.
	Paren bool
}

// SegmentKind says what a path segment is.
type SegmentKind int8

const (
	Literal  SegmentKind = iota // messages, $ref, $value, microsoft.graph.user
	Key                         // {id}, {id | name}, ({id}), <id>
	Function                    // getX(period='{period}'), delta()
	ItemPath                    // {item-path} of root:/{item-path}: (Text as written between the colons, less the braces of a single placeholder)
)

// An Arg is one argument in parentheses.
type Arg struct {
	Name   string // parameter name; "" where the template gives a bare value
	Param  string // placeholder name, "" if the value is a constant
	Const  string // the constant
	Quoted bool   // the template quotes the value: an OData string literal
	Enum   string // the type in front of the quotes of an enum literal: "ns.color" of (c=ns.color'{c}')
}

// A QueryParam is a name=value pair of a template's query string.
type QueryParam struct {
	Name  string
	Param string // placeholder name, "" if Const
	Const string
}

// Scheme is a way to be authorized.
type Scheme int8

const (
	DelegatedWork Scheme = iota
	DelegatedPersonal
	Application
)

// Schemes lists all schemes in the order of the tables.
var Schemes = [...]Scheme{DelegatedWork, DelegatedPersonal, Application}

var schemeNames = [...]string{"delegatedWork", "delegatedPersonal", "application"}

// String returns the scheme's name in JSON, e.g. "delegatedWork".
func (s Scheme) String() string { return schemeNames[s] }

// A PermissionTable is one permissions table, or one part of a table that is
// divided by rows, by columns or inside of its cells.
type PermissionTable struct {
	For    string // path, resource or feature it is for, "" for all
	Pos    diag.Pos
	Grants [3]Grant // by Scheme
	// Cell is the end of For that a cell says ("user" of "For user: A, B"), where
	// the division is inside of cells and not between tables, rows or columns.
	Cell string
	// Tie says how the page tells which endpoints the table is for.
	Tie Tie
	// Endpoints are the indexes in OpClaim.Endpoints this table is for; nil with
	// Untied and TiedToNone.
	Endpoints []int
	At        At // the cells it is read from, labels too
}

// A Tie is a way in which pages tell for which endpoints a permission table is.
type Tie string

const (
	// Untied is a table that is for all endpoints: the only one, or one of
	// several that are for cases which no request line tells apart.
	Untied        Tie = ""
	TiedByPath    Tie = "path"    // it names the path
	TiedByActor   Tie = "actor"   // it is for acting on oneself, /me, or on others
	TiedByName    Tie = "name"    // it names a segment of the path
	TiedByLabel   Tie = "label"   // it names what the text above the request lines names
	TiedBySection Tie = "section" // it stands above its own section of request lines
	TiedToNone    Tie = "none"    // other tables are tied, this one fits no request line
)

// Covers reports whether the table is for the endpoint with index i.
func (t *PermissionTable) Covers(i int) bool {
	return t.Tie == Untied || slices.Contains(t.Endpoints, i)
}

// A Grant is what one scheme needs.
type Grant struct {
	Support Tri // No: "Not supported."; Unknown: not documented
	// AnyOf lists the sets of scopes of which any one suffices, least
	// privileged first; the scopes of a set are needed together.
	AnyOf [][]string
	Note  string // what the cell says beside scopes, "" if nothing
	Pos   diag.Pos
}

// ParamIn says where a parameter goes.
type ParamIn string

const (
	InPath     ParamIn = "path"
	InQuery    ParamIn = "query"
	InFunction ParamIn = "function"
)

// A ParamClaim is one row of a parameter table.
type ParamClaim struct {
	Name     string
	In       ParamIn
	Type     TypeExpr
	Required Tri
	Doc      string
	Values   []ValueClaim
	Pos      diag.Pos
	// Again are further rows that list it.
	Again []*ParamClaim
}

// A HeaderClaim is one row of a header table.
type HeaderClaim struct {
	Name     string
	Value    string
	Type     string // as written; the value of a header is text
	Required Tri
	Doc      string
	Pos      diag.Pos
	At       At // the cells of the value and the description
}

// BodyKind says what a request carries.
type BodyKind int8

const (
	BodyUnknown  BodyKind = iota // the page does not say
	BodyNone                     // "Do not supply a request body"
	BodyResource                 // a JSON representation of Type
	BodyFields                   // a JSON object with Fields: parameters of an action
	BodyStream                   // bytes: a file, an image
	BodyJSON                     // JSON that the page describes otherwise
)

// A BodyClaim is what the Request body section says.
type BodyClaim struct {
	Kind   BodyKind
	Type   TypeExpr
	Fields []*FieldClaim // the table, if there is one
	// Complete is set if the table lists all that the operation takes, not only
	// what is required or most used.
	Complete bool
	Pos      diag.Pos
	At       At // the sentences that say so
}

// A ResponseClaim is one outcome that the Response section documents.
type ResponseClaim struct {
	Status int // 0 where the page gives none
	Type   TypeExpr
	None   bool // no body
	Stream bool // bytes, not JSON
	From   Source
	Pos    diag.Pos
	At     At // further places that say the same
}

// OptionsClaim says which OData query options a page supports.
type OptionsClaim struct {
	Known    bool     // the page names options, or says there are none
	Names    []string // "$select", "$filter", …, sorted
	Excluded []string // named as not supported
	Pos      diag.Pos
	// Rows are those of tables, with what they say about an option.
	Rows []*ParamClaim
	At   At // the texts that name options
}

// An Example is one request of a page with its response.
type Example struct {
	Title    string
	Request  *Message // nil where the page shows a response alone
	Response *Message // nil where the page shows none
	// Excluded says why the generated tests leave the example out, "" if they
	// do not. Set by linking; always goes with a diagnostic.
	Excluded string
	// Lenient is set if Excluded is not "" only because members have values of
	// another JSON kind than documented. Lenient decoding keeps such a member as
	// it is.
	Lenient bool
	// Reshaped is set if the response is a collection where the page documents
	// one object. Set by linking, with a diagnostic.
	Reshaped bool
	// NoCall says why the generated tests cannot send the request, though they
	// read the bodies; "" if they can. Set by linking, with a diagnostic.
	NoCall string
	// Endpoint is the index in Op.Endpoints of the request line that the request
	// is for: the one with its method whose template its path fits, the most
	// literal if several do. -1 if there is none. Set by linking.
	Endpoint int
	// Elsewhere is the request line that the request is for where its own page
	// has none: another page's, or that of an operation in Op.Implied; else nil.
	// Set by linking, with a diagnostic.
	Elsewhere *Endpoint
	// Values are what the request has for the placeholders of that template, in
	// order. Set by linking.
	Values []URLValue

	// Sum is the digest where the messages were not read; see Digest.
	Sum string
}

// Reasons in Example.Excluded and Example.NoCall.
const (
	ExcludedJSON   = "the JSON does not parse"
	ExcludedMember = "a value contradicts the documented type" // with Lenient
	ExcludedBody   = "a body is not what the page documents"
	ExcludedHost   = "the request goes to another server"
	NoCallRequest  = "the example shows no request"
	NoCallEndpoint = "the request is none that the page documents"
	NoCallURL      = "a value in the URL is not what the page documents"
)

// A Message is an HTTP message in an example.
type Message struct {
	Name      string // of the annotation
	Method    string // request
	URL       string // request, as written
	Path      string // of URL, below the service root, as written; "" if URL is none
	Query     string // of URL, as written, without "?"
	Status    int    // response; 0 where the page gives none
	Header    [][2]string
	Body      string // as written
	JSON      *JSONSample
	Type      TypeExpr // of the annotation
	Truncated bool
	Pos       diag.Pos // of the first line
	BodyPos   diag.Pos
	At        At // the annotation above it
}
