package diff

import (
	"slices"

	"github.com/docmill/docmill/model/diag"
)

// This file lists every kind of change. A code is words, is never changed and
// never reused: people search for it. Class and Reason are those of the usual
// case; where a change is more or less than that, its own say so.

// A Kind is one kind of change.
type Kind struct {
	Code   string // stable, e.g. "property-removed"
	Class  Class
	Reason string // why; a sentence
	// Mirror is the code of the same change seen the other way round: "" for
	// Code itself.
	Mirror string
}

var kinds []*Kind

func kind(code string, class Class, mirror, reason string) *Kind {
	k := &Kind{Code: code, Class: class, Reason: reason, Mirror: mirror}
	kinds = append(kinds, k)
	return k
}

// change returns a change of the kind, of the usual class.
func (k *Kind) change(subject, from, to string, prev, next diag.Pos) Change {
	return Change{Kind: k, Class: k.Class, Reason: k.Reason, Subject: subject, From: from, To: to, Old: prev, New: next}
}

// Kinds returns all kinds, sorted by code.
func Kinds() []*Kind {
	return slices.SortedFunc(slices.Values(kinds), func(a, b *Kind) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
}

// Find returns the kind of a code, nil if there is none.
func Find(code string) *Kind {
	for _, k := range kinds {
		if k.Code == code {
			return k
		}
	}
	return nil
}

// Types and their properties.
var (
	TypeAdded   = kind("type-added", Addition, "type-removed", "The package has a type more.")
	TypeRemoved = kind("type-removed", Source|Wire, "type-added", "The Go type is gone, and values of it are no longer documented.")
	TypeRenamed = kind("type-renamed", Source|Wire, "", "The Go type has another name, and so has @odata.type.")
	// A type can be described on several pages, and on those of operations alone.
	TypeUndescribed = kind("type-undescribed", Documentation, "type-described", "The page of the type is gone; other pages still describe it.")
	TypeDescribed   = kind("type-described", Documentation, "type-undescribed", "The type has a page; others described it already.")
	TypeBase        = kind("type-base", Source|Wire, "", "A value is no longer what it was: the method that returns it as its base, and the members it inherits, are others.")
	TypeKind        = kind("type-kind", Source|Wire, "", "A struct and an enumeration are different Go types and different JSON.")
	TypeFlag        = kind("type-flag", Documentation, "", "Whether a type is an entity, abstract or open, or which property is its key, changes nothing in Go.")

	PropertyAdded      = kind("property-added", Addition, "property-removed", "The struct has a field more.")
	PropertyRemoved    = kind("property-removed", Source|Wire, "property-added", "The field of the Go struct is gone; what is sent under the name is no longer documented.")
	PropertyRenamed    = kind("property-renamed", Source|Wire, "", "The field of the Go struct and the member of the JSON have another name.")
	PropertyType       = kind("property-type", Source|Wire, "", "The field has another Go type, and the JSON has another form.")
	PropertyNullable   = kind("property-nullable", Behaviour, "", "Whether null may be sent and is to be expected is documented otherwise.")
	PropertyReadOnly   = kind("property-read-only", Behaviour, "", "Validators judge requests that set the property otherwise.")
	PropertyRequired   = kind("property-required", Behaviour, "", "Validators judge requests that leave the property out otherwise.")
	PropertyNavigation = kind("property-navigation", Behaviour, "", "A relationship is not part of the answer unless the request expands it; a property is.")

	RuleAdded     = kind("rule-added", Behaviour, "rule-removed", "Validators refuse values that they took.")
	RuleRemoved   = kind("rule-removed", Behaviour, "rule-added", "Validators take values that they refused.")
	RuleTightened = kind("rule-tightened", Behaviour, "rule-loosened", "Validators refuse values that they took.")
	RuleLoosened  = kind("rule-loosened", Behaviour, "rule-tightened", "Validators take values that they refused.")
	RuleChanged   = kind("rule-changed", Behaviour, "", "Validators refuse other values.")
	ValueAdded    = kind("value-added", Addition, "value-removed", "One more value is documented; validators take it.")
	ValueRemoved  = kind("value-removed", Behaviour, "value-added", "Validators refuse a value that they took.")
)

// Enumerations.
var (
	EnumAdded         = kind("enum-added", Addition, "enum-removed", "The package has a type more.")
	EnumRemoved       = kind("enum-removed", Source, "enum-added", "The Go type and its constants are gone.")
	EnumRenamed       = kind("enum-renamed", Source, "", "The Go type and its constants have other names; the values are the same.")
	EnumFlags         = kind("enum-flags", Source|Wire, "", "Whether a value can be several members at once decides which methods the Go type has, and what it looks like in JSON.")
	EnumMemberAdded   = kind("enum-member-added", Addition, "enum-member-removed", "There is a constant more; programs keep values that they do not know.")
	EnumMemberRemoved = kind("enum-member-removed", Source|Behaviour, "enum-member-added", "The Go constant is gone, and validators refuse the value.")
	EnumMemberRenamed = kind("enum-member-renamed", Source|Wire, "", "The Go constant and the value have another name.")
	EnumMemberValue   = kind("enum-member-value", Documentation, "", "The number behind a member is not in the JSON.")
)

// Operations.
var (
	OperationAdded   = kind("operation-added", Addition, "operation-removed", "The package has methods more.")
	OperationRemoved = kind("operation-removed", Source|Wire, "operation-added", "The methods are gone, and the service no longer documents the requests.")
	EndpointAdded    = kind("endpoint-added", Addition, "endpoint-removed", "The package has a method more.")
	EndpointRemoved  = kind("endpoint-removed", Source|Wire, "endpoint-added", "The method is gone, and the service no longer documents the request.")
	EndpointMethod   = kind("endpoint-method", Source|Wire, "", "The request has another HTTP method, after which the Go method is called.")
	EndpointPath     = kind("endpoint-path", Source|Wire, "", "The request has another path, after which services and methods are called.")
	PathParameter    = kind("path-parameter", Documentation, "", "Arguments are passed by position: only the name in the Go documentation is another.")

	BodyKind   = kind("body-kind", Source|Wire, "", "The method takes another kind of body.")
	BodyType   = kind("body-type", Source|Wire, "", "The method takes a body of another type.")
	BodyClosed = kind("body-complete", Behaviour, "", "Whether the table lists all that a request may set decides what validators refuse.")

	ParameterAdded    = kind("parameter-added", Addition, "parameter-removed", "One more parameter may be given.")
	ParameterRemoved  = kind("parameter-removed", Source|Wire, "parameter-added", "The parameter is gone from the Go struct or the arguments.")
	ParameterRenamed  = kind("parameter-renamed", Source|Wire, "", "The parameter has another name in Go and in the request.")
	ParameterType     = kind("parameter-type", Source|Wire, "", "The parameter has another Go type, and another form in the request.")
	ParameterRequired = kind("parameter-required", Behaviour, "", "Validators judge requests that leave the parameter out otherwise.")

	HeaderAdded    = kind("header-added", Addition, "header-removed", "One more request header may be set.")
	HeaderRemoved  = kind("header-removed", Behaviour, "header-added", "The service no longer documents what the header does.")
	HeaderValue    = kind("header-value", Behaviour, "", "The service expects another value.")
	HeaderRequired = kind("header-required", Behaviour, "", "Requests without the header are answered otherwise.")

	StatusChanged   = kind("status-changed", Behaviour, "", "Programs that look at the status code meet another.")
	ResponseAdded   = kind("response-added", Addition, "response-removed", "One more outcome is documented.")
	ResponseRemoved = kind("response-removed", Behaviour, "response-added", "An outcome is no longer documented.")
	ResponseType    = kind("response-type", Source|Wire, "", "The method returns another Go type, and the answer has another form.")

	QueryOptionAdded   = kind("query-option-added", Addition, "query-option-removed", "One more query option is documented.")
	QueryOptionRemoved = kind("query-option-removed", Behaviour, "query-option-added", "The service no longer documents that it takes the option.")

	PermissionAdded       = kind("permission-added", Addition, "permission-removed", "One more permission suffices.")
	PermissionRemoved     = kind("permission-removed", Behaviour, "permission-added", "A program that holds only this permission is refused.")
	PermissionRaised      = kind("permission-raised", Behaviour, "", "What sufficed is no longer documented to, something else does: a program may be refused.")
	PermissionOrder       = kind("permission-order", Behaviour, "", "The order says which permission is the least privileged, and MinimalScopes asks for that.")
	PermissionSupported   = kind("permission-supported", Addition, "permission-unsupported", "Programs that sign in this way may now send the request.")
	PermissionUnsupported = kind("permission-unsupported", Behaviour, "permission-supported", "Programs that sign in this way are refused.")

	CloudAdded   = kind("cloud-added", Addition, "cloud-removed", "The operation is there in one more cloud.")
	CloudRemoved = kind("cloud-removed", Behaviour, "cloud-added", "The operation is not there in this cloud.")
	BaseURL      = kind("base-url", Behaviour, "", "Clients send their requests to another address.")
)

// What only readers notice, and what follows from names.
var (
	Deprecated     = kind("deprecated", Documentation, "", "Programs go on working; tools warn where it is used.")
	Description    = kind("description", Documentation, "", "The words are others; what they state is the same.")
	Title          = kind("title", Documentation, "", "The words are others.")
	ExampleAdded   = kind("example-added", Documentation, "example-removed", "An example is no promise.")
	ExampleRemoved = kind("example-removed", Documentation, "example-added", "An example is no promise.")
	ExampleChanged = kind("example-changed", Documentation, "", "An example is no promise.")
	PageAdded      = kind("page-added", Documentation, "page-removed", "The page documents nothing that generated code has.")
	PageRemoved    = kind("page-removed", Documentation, "page-added", "The page documented nothing that generated code had.")
	PageMoved      = kind("page-moved", Documentation, "", "The same is documented elsewhere.")
	Text           = kind("text", Documentation, "", "The text of the page is another; nothing that generated code has depends on it.")
	GoName         = kind("go-name", Source, "", "The documentation calls it as before, but it has another name in Go, because of what came or went beside it; a rename in docmill.yaml keeps the old one.")
)
