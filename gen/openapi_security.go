package gen

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file writes permissions as security requirements. A requirement names the
// scopes that are needed together, so each alternative of a table is one: those
// for an app that acts for a user first, each in the table's order, the least
// privileged first. A personal account is the same security scheme with other
// scopes, which requirements cannot tell apart: it stands in
// x-docmill-permissions, which has the tables as they are.

// Names of the security schemes.
const (
	delegated   = "delegated"
	application = "application"
)

// The tables speak of the accounts of the Microsoft identity platform; its
// endpoints for all organizations are public (learn.microsoft.com, "Microsoft
// identity platform and OAuth 2.0 authorization code flow"). National clouds have
// others.
const (
	authorizeURL = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize"
	userTokenURL = "https://login.microsoftonline.com/common/oauth2/v2.0/token"
	appTokenURL  = "https://login.microsoftonline.com/organizations/oauth2/v2.0/token"
)

// permit adds the permissions of an endpoint to an operation.
func (d *oaMaker) permit(op *oaOperation, e *endpoint) {
	tables := e.tables()
	for _, t := range tables {
		op.Permissions = append(op.Permissions, oaPermission{
			For: t.For, DelegatedWork: oaGrantOf(t.Grants[model.DelegatedWork]), DelegatedPersonal: oaGrantOf(t.Grants[model.DelegatedPersonal]),
			Application: oaGrantOf(t.Grants[model.Application]), Source: sourceLine(t.Pos),
		})
	}
	op.Security = d.alternatives(tables, model.DelegatedWork, delegated)
	if op.Security == nil { // only people with personal accounts
		op.Security = d.alternatives(tables, model.DelegatedPersonal, delegated)
	}
	op.Security = append(op.Security, d.alternatives(tables, model.Application, application)...)
}

// alternatives returns the requirements of one way to be authorized, each once.
func (d *oaMaker) alternatives(tables []toldTable, scheme model.Scheme, name string) []oaRequirement {
	var out []oaRequirement
	known := make(map[string]bool)
	for _, t := range tables {
		for _, set := range t.Grants[scheme].AnyOf {
			d.useScopes(name, set)
			if key := strings.Join(set, " "); !known[key] {
				known[key] = true
				out = append(out, oaRequirement{name: slices.Clone(set)})
			}
		}
	}
	return out
}

// useScopes lists scopes with their security scheme.
func (d *oaMaker) useScopes(name string, scopes []string) {
	scheme := d.doc.Components.SecuritySchemes[name]
	if scheme == nil {
		scheme = newSecurityScheme(name)
		d.doc.Components.SecuritySchemes[name] = scheme
	}
	for _, flow := range scheme.Flows {
		for _, s := range scopes {
			flow.Scopes[s] = ""
		}
	}
}

func newSecurityScheme(name string) *oaSecurityScheme {
	if name == application {
		return &oaSecurityScheme{
			Type: "oauth2", Description: "An app that acts for itself, without a user. Tokens are asked for with the scope .default; the app's registration holds the permissions.",
			Flows: map[string]oaFlow{"clientCredentials": {TokenURL: appTokenURL, Scopes: make(map[string]string)}},
		}
	}
	return &oaSecurityScheme{
		Type: "oauth2", Description: "An app that acts for a user who has signed in.",
		Flows: map[string]oaFlow{"authorizationCode": {AuthorizationURL: authorizeURL, TokenURL: userTokenURL, Scopes: make(map[string]string)}},
	}
}

// oaGrantOf returns nil for what is not documented.
func oaGrantOf(g model.Grant) *oaGrant {
	if g.Support != model.No && len(g.AnyOf) == 0 && g.Note == "" {
		return nil
	}
	return &oaGrant{NotSupported: g.Support == model.No, AnyOf: g.AnyOf, Note: strings.TrimSpace(g.Note)}
}
