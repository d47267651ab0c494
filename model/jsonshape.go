package model

// This file declares what [API.WriteJSON] writes, member by member. Change it
// together with model.schema.json; a test compares them.

// jsonVersion is the version of the form. It changes when a member changes its
// meaning or goes away.
const jsonVersion = 1

type jsonAPI struct {
	Version    int         `json:"version"`
	BaseURL    string      `json:"baseURL,omitzero"`
	Clouds     []jsonCloud `json:"clouds,omitempty"`
	Types      []jsonType  `json:"types"`
	Enums      []jsonEnum  `json:"enums"`
	Operations []jsonOp    `json:"operations"`
	Files      []File      `json:"files,omitempty"`
}

type jsonCloud struct {
	Name    string `json:"name"`
	BaseURL string `json:"baseURL,omitzero"`
}

type jsonType struct {
	FullName   string      `json:"fullName"`
	Kind       string      `json:"kind"`
	Base       *string     `json:"base"`
	Abstract   bool        `json:"abstract"`
	Open       bool        `json:"open"`
	Deprecated bool        `json:"deprecated,omitzero"`
	Key        *string     `json:"key"`
	KeyPos     string      `json:"keyPos,omitzero"`
	Page       string      `json:"page"`
	Pages      []string    `json:"pages"`
	Paths      []string    `json:"paths"`
	Doc        string      `json:"description,omitzero"`
	Pos        string      `json:"pos"`
	Properties []jsonField `json:"properties"`
}

// jsonRef is embedded where a type is referred to.
type jsonRef struct {
	Type       string `json:"type"`
	Collection bool   `json:"collection"`
}

type jsonField struct {
	Name string `json:"name"`
	jsonRef
	Nav         bool       `json:"nav"`
	Nullable    *bool      `json:"nullable,omitempty"`
	ReadOnly    *bool      `json:"readOnly,omitempty"`
	Required    *bool      `json:"required,omitempty"`
	Deprecated  bool       `json:"deprecated,omitzero"`
	Inherited   string     `json:"inheritedFrom,omitzero"`
	Values      []string   `json:"values,omitempty"`
	AnyValue    bool       `json:"anyValue,omitzero"`
	Rules       []jsonRule `json:"rules,omitempty"`
	Description string     `json:"description"`
	Pos         string     `json:"pos"`
}

type jsonRule struct {
	Kind     string   `json:"kind"`
	Min      *float64 `json:"min,omitempty"`
	Max      *float64 `json:"max,omitempty"`
	Text     string   `json:"text,omitzero"`
	Sentence string   `json:"sentence"`
	Pos      string   `json:"pos"`
}

type jsonEnum struct {
	FullName string       `json:"fullName"`
	Flags    bool         `json:"flags"`
	Page     string       `json:"page"`
	Path     string       `json:"path"`
	Source   string       `json:"source"`
	Doc      string       `json:"description,omitzero"`
	Pos      string       `json:"pos"`
	Members  []jsonMember `json:"members"`
}

type jsonMember struct {
	Name        string `json:"name"`
	Value       *int64 `json:"value,omitempty"`
	Description string `json:"description,omitzero"`
	Pos         string `json:"pos"`
}

type jsonOp struct {
	ID               string         `json:"id"`
	Page             string         `json:"page"`
	Path             string         `json:"path"`
	Title            string         `json:"title"`
	Doc              string         `json:"description,omitzero"`
	Deprecated       bool           `json:"deprecated,omitzero"`
	Pos              string         `json:"pos"`
	Endpoints        []jsonEndpoint `json:"endpoints"`
	Implied          []jsonImplied  `json:"impliedEndpoints,omitempty"`
	Permissions      jsonScopes     `json:"permissions"`
	PermissionSets   []jsonScopeSet `json:"permissionSets,omitempty"`
	PermissionTables []jsonTable    `json:"permissionTables,omitempty"`
	Parameters       []jsonParam    `json:"parameters,omitempty"`
	Headers          []jsonHeader   `json:"headers,omitempty"`
	RequestBody      *jsonBody      `json:"requestBody,omitempty"`
	Responses        []jsonResponse `json:"responses"`
	Options          *[]string      `json:"queryOptions,omitempty"`
	OptionsPos       string         `json:"optionsPos,omitzero"`
	Excluded         []string       `json:"excludedOptions,omitempty"`
	Unavailable      []string       `json:"unavailable,omitempty"`
	Examples         []jsonExample  `json:"examples,omitempty"`
}

type jsonEndpoint struct {
	Method string      `json:"method"`
	Path   string      `json:"path"`
	Query  []jsonQuery `json:"query,omitempty"`
	Label  string      `json:"label,omitzero"`
	Pos    string      `json:"pos"`
}

// A jsonQuery is one part of the query string of a template.
type jsonQuery struct {
	Name  string `json:"name"`
	Param string `json:"param,omitzero"`
	Value string `json:"value,omitzero"`
}

// A jsonImplied is a request line that only examples show.
type jsonImplied struct {
	jsonEndpoint
	Body      *jsonBody      `json:"requestBody,omitempty"`
	Responses []jsonResponse `json:"responses,omitempty"`
}

// jsonScopes lists the scopes of each scheme.
type jsonScopes struct {
	DelegatedWork     []string `json:"delegatedWork"`
	DelegatedPersonal []string `json:"delegatedPersonal"`
	Application       []string `json:"application"`
}

// A jsonScopeSet is a table, or the row or column that is for one resource.
type jsonScopeSet struct {
	jsonScopePart
	Parts []jsonScopePart `json:"parts,omitempty"`
}

// A jsonScopePart is a set, or what its cells say for one of several resources.
type jsonScopePart struct {
	Label string `json:"label"`
	jsonScopes
	Tie       Tie    `json:"tie,omitempty"`
	Endpoints []int  `json:"endpoints,omitzero"` // nil: all
	Pos       string `json:"pos"`
}

// A jsonTable is a permissions table as it stands in the model.
type jsonTable struct {
	Label             string    `json:"label"`
	Cell              string    `json:"cell,omitzero"`
	Tie               Tie       `json:"tie,omitempty"`
	Endpoints         []int     `json:"endpoints,omitzero"` // nil: all
	DelegatedWork     jsonGrant `json:"delegatedWork"`
	DelegatedPersonal jsonGrant `json:"delegatedPersonal"`
	Application       jsonGrant `json:"application"`
	Pos               string    `json:"pos"`
}

type jsonGrant struct {
	Supported *bool      `json:"supported,omitempty"`
	AnyOf     [][]string `json:"anyOf"`
	Note      string     `json:"note,omitzero"`
	Pos       string     `json:"pos"`
}

type jsonHeader struct {
	Name        string `json:"name"`
	Value       string `json:"value,omitzero"`
	Type        string `json:"type,omitzero"`
	Required    *bool  `json:"required,omitempty"`
	Description string `json:"description,omitzero"`
	Pos         string `json:"pos"`
}

type jsonParam struct {
	Name string `json:"name"`
	In   string `json:"in"`
	jsonRef
	Required    *bool  `json:"required,omitempty"`
	Description string `json:"description,omitzero"`
	Pos         string `json:"pos"`
}

type jsonBody struct {
	Kind       string      `json:"kind"`
	Type       string      `json:"type,omitzero"`
	Collection bool        `json:"collection,omitzero"`
	Properties []jsonField `json:"properties"`
	Complete   bool        `json:"complete,omitzero"`
	Pos        string      `json:"pos"`
}

type jsonResponse struct {
	Status     int      `json:"status"`
	Type       string   `json:"type,omitzero"`
	Collection bool     `json:"collection"`
	None       bool     `json:"none,omitzero"`
	Stream     bool     `json:"stream,omitzero"`
	Prose      *jsonRef `json:"prose,omitempty"`
	Block      *jsonRef `json:"block,omitempty"`
	Pos        string   `json:"pos"`
}

// A jsonExample is an example without its bodies.
type jsonExample struct {
	Title    string       `json:"title,omitzero"`
	Request  *jsonRequest `json:"request,omitempty"`
	Response *jsonAnswer  `json:"response,omitempty"`
	Excluded string       `json:"excluded,omitzero"`
	Digest   string       `json:"digest"`
}

type jsonRequest struct {
	Method string `json:"method"`
	URL    string `json:"url"`
	Pos    string `json:"pos"`
}

type jsonAnswer struct {
	Status int    `json:"status"`
	Pos    string `json:"pos"`
}
