// Package docssrc holds sample documentation: a small, complete API written
// in the format of the Microsoft Graph reference, in our own words. It shows
// each feature of such pages at least once, so it is what the end-to-end
// tests read, what generated/ is made from, and what
// "docmill generate --sample" uses where nothing else is at hand.
package docssrc

import "embed"

// FS holds the pages of both versions of the sample API: v1.0 and beta, each
// with api, resources and includes. A version's folder is a docs root of its
// own.
//
//go:embed v1.0 beta
var FS embed.FS
