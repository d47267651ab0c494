package model

import "testing"

// A page without its claims is another one: somebody may keep the first.
func TestDropClaims(t *testing.T) {
	page := &Page{Path: "resources/pot.md", Kind: ResourcePage, Types: []*TypeClaim{{Name: "pot"}}, Ops: []*OpClaim{{}}}
	api := &API{Pages: []*Page{page}}
	api.DropClaims()
	if got := api.Pages[0]; got.Path != page.Path || got.Kind != page.Kind || got.Types != nil || got.Ops != nil {
		t.Errorf("left: %+v", got)
	}
	if page.Types == nil || page.Ops == nil {
		t.Error("the page itself has lost its claims")
	}
}
