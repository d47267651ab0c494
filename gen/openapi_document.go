package gen

// This file declares the part of OpenAPI 3.1 that docmill writes, member by
// member, with its own members, which begin with "x-docmill-". They hold what
// OpenAPI has no place for; docs/openapi.md lists them.

import (
	"bytes"
	"encoding/json"
)

type oaDocument struct {
	OpenAPI    string                 `json:"openapi"`
	Info       oaInfo                 `json:"info"`
	Servers    []oaServer             `json:"servers,omitempty"`
	Tags       []oaTag                `json:"tags,omitempty"`
	Paths      map[string]*oaPathItem `json:"paths"`
	Components oaComponents           `json:"components"`
	// Clouds are those whose service root is not known: no server can stand for
	// them.
	Clouds []string `json:"x-docmill-clouds,omitempty"`
}

type oaInfo struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Version     string `json:"version"`
}

type oaServer struct {
	URL         string `json:"url"`
	Description string `json:"description,omitempty"`
}

type oaTag struct {
	Name string `json:"name"`
}

// An oaPathItem has the operations of a path by HTTP method in lower case.
type oaPathItem map[string]*oaOperation

type oaOperation struct {
	OperationID string               `json:"operationId"`
	Summary     string               `json:"summary,omitempty"`
	Description string               `json:"description,omitempty"`
	Tags        []string             `json:"tags,omitempty"`
	Deprecated  bool                 `json:"deprecated,omitempty"`
	Parameters  []*oaParameter       `json:"parameters,omitempty"`
	RequestBody *oaBody              `json:"requestBody,omitempty"`
	Responses   map[string]*oaAnswer `json:"responses"`
	// Security is nil where the pages name no permission; each member is one
	// alternative.
	Security    []oaRequirement `json:"security,omitempty"`
	Source      []string        `json:"x-docmill-source"`
	Requests    []string        `json:"x-docmill-requests"`
	Implied     bool            `json:"x-docmill-implied,omitempty"`
	Permissions []oaPermission  `json:"x-docmill-permissions,omitempty"`
	// Options are the OData options that the pages name; nil if they name none
	// and do not say that there are none.
	Options     *[]string `json:"x-docmill-options,omitempty"`
	NoOptions   []string  `json:"x-docmill-excluded-options,omitempty"`
	Unavailable []string  `json:"x-docmill-unavailable,omitempty"`
	// Accepted are the members that the operation's own table lists, where that
	// is complete.
	Accepted []string `json:"x-docmill-accepted,omitempty"`
	Rules    []oaRule `json:"x-docmill-rules,omitempty"`
}

// An oaRequirement has the scopes that are needed together, by security scheme.
type oaRequirement map[string][]string

type oaParameter struct {
	Ref         string    `json:"$ref,omitempty"`
	Name        string    `json:"name,omitempty"`
	In          string    `json:"in,omitempty"`
	Description string    `json:"description,omitempty"`
	Required    bool      `json:"required,omitempty"`
	Schema      *oaSchema `json:"schema,omitempty"`
	// Explode is set to false for lists with commas between their items.
	Explode *bool  `json:"explode,omitempty"`
	Example string `json:"example,omitempty"`
	// Slashes is set if the value is a path, whose slashes stay.
	Slashes bool   `json:"x-docmill-slashes,omitempty"`
	Source  string `json:"x-docmill-source,omitempty"`
}

type oaBody struct {
	Description string             `json:"description,omitempty"`
	Required    bool               `json:"required,omitempty"`
	Content     map[string]oaMedia `json:"content"`
}

type oaAnswer struct {
	Ref         string             `json:"$ref,omitempty"`
	Description string             `json:"description,omitempty"`
	Headers     map[string]any     `json:"headers,omitempty"`
	Content     map[string]oaMedia `json:"content,omitempty"`
	Source      []string           `json:"x-docmill-source,omitempty"`
}

type oaMedia struct {
	Schema   *oaSchema            `json:"schema,omitempty"`
	Examples map[string]oaExample `json:"examples,omitempty"`
}

type oaExample struct {
	Summary string          `json:"summary,omitempty"`
	Value   json.RawMessage `json:"value"`
	Source  string          `json:"x-docmill-source,omitempty"`
}

// An oaPermission is one permissions table.
type oaPermission struct {
	For               string   `json:"for,omitempty"`
	DelegatedWork     *oaGrant `json:"delegatedWork,omitempty"`
	DelegatedPersonal *oaGrant `json:"delegatedPersonal,omitempty"`
	Application       *oaGrant `json:"application,omitempty"`
	Source            string   `json:"source"`
}

type oaGrant struct {
	NotSupported bool       `json:"notSupported,omitempty"`
	AnyOf        [][]string `json:"anyOf,omitempty"`
	Note         string     `json:"note,omitempty"`
}

type oaComponents struct {
	Schemas         map[string]*oaSchema         `json:"schemas,omitempty"`
	Parameters      map[string]*oaParameter      `json:"parameters,omitempty"`
	Responses       map[string]*oaAnswer         `json:"responses,omitempty"`
	SecuritySchemes map[string]*oaSecurityScheme `json:"securitySchemes,omitempty"`
}

type oaSecurityScheme struct {
	Type        string            `json:"type"`
	Description string            `json:"description,omitempty"`
	Flows       map[string]oaFlow `json:"flows"`
}

type oaFlow struct {
	AuthorizationURL string            `json:"authorizationUrl,omitempty"`
	TokenURL         string            `json:"tokenUrl"`
	Scopes           map[string]string `json:"scopes"`
}

// An oaSchema without members is any JSON value.
type oaSchema struct {
	Ref           string           `json:"$ref,omitempty"`
	Type          any              `json:"type,omitempty"` // string, or []string with "null"
	Format        string           `json:"format,omitempty"`
	Encoding      string           `json:"contentEncoding,omitempty"`
	Description   string           `json:"description,omitempty"`
	Deprecated    bool             `json:"deprecated,omitempty"`
	ReadOnly      bool             `json:"readOnly,omitempty"`
	AllOf         []*oaSchema      `json:"allOf,omitempty"`
	AnyOf         []*oaSchema      `json:"anyOf,omitempty"`
	Discriminator *oaDiscriminator `json:"discriminator,omitempty"`
	Required      []string         `json:"required,omitempty"`
	Properties    oaMembers        `json:"properties,omitempty"`
	Items         *oaSchema        `json:"items,omitempty"`
	MaxItems      json.Number      `json:"maxItems,omitempty"`
	MaxLength     json.Number      `json:"maxLength,omitempty"`
	Minimum       json.Number      `json:"minimum,omitempty"`
	Maximum       json.Number      `json:"maximum,omitempty"`
	// Values are names that the pages know; there may be others.
	Values     []string   `json:"x-extensible-enum,omitempty"`
	Flags      bool       `json:"x-docmill-flags,omitempty"`
	Members    []oaMember `json:"x-docmill-members,omitempty"`
	Abstract   bool       `json:"x-docmill-abstract,omitempty"`
	Open       bool       `json:"x-docmill-open,omitempty"`
	Key        string     `json:"x-docmill-key,omitempty"`
	Navigation bool       `json:"x-docmill-navigation,omitempty"`
	Rules      []oaRule   `json:"x-docmill-rules,omitempty"`
	Source     string     `json:"x-docmill-source,omitempty"`
}

type oaDiscriminator struct {
	PropertyName string            `json:"propertyName"`
	Mapping      map[string]string `json:"mapping,omitempty"`
}

// An oaMember is a name of an enum.
type oaMember struct {
	Name        string `json:"name"`
	Value       *int64 `json:"value,omitempty"`
	Description string `json:"description,omitempty"`
}

// An oaRule is a documented rule that no keyword states.
type oaRule struct {
	Member   string `json:"member,omitempty"`
	Rule     string `json:"rule"` // as in docs/validators.md: "not-updatable"
	Sentence string `json:"sentence,omitempty"`
	Source   string `json:"source,omitempty"`
}

// oaMembers are the properties of a schema in the order of the page.
type oaMembers []oaProperty

type oaProperty struct {
	name   string
	schema *oaSchema
}

// MarshalJSON implements [json.Marshaler].
func (m oaMembers) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i, p := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(p.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(p.schema); err != nil {
			return nil, err
		}
	}
	return append(append([]byte("{"), b.Bytes()...), '}'), nil
}
