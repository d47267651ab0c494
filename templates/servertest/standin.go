package servertest

import (
	"embed"
	"encoding/json"

	api "github.com/docmill/docmill/templates/runtime"
)

// This file is not copied. It stands in for what the generator emits, so that
// the package compiles and can be tested on its own.

// basePath is the path of the service root.
const basePath = "/v1.0"

//go:embed examples
var examples embed.FS

// The operations of the sample API.
var (
	opPetsList   = &api.Operation{Name: "pets.list", Method: "GET", Path: "/pets", Page: "api/pet-list.md"}
	opPetsCreate = &api.Operation{Name: "pets.create", Method: "POST", Path: "/pets", Page: "api/pet-create.md"}
	opPetsDelta  = &api.Operation{Name: "pets.delta", Method: "GET", Path: "/pets/delta", Page: "api/pet-delta.md"}
	opPetsGet    = &api.Operation{Name: "pets.get", Method: "GET", Path: "/pets/{petID}", Page: "api/pet-get.md"}
	opPetsUpdate = &api.Operation{Name: "pets.update", Method: "PATCH", Path: "/pets/{petID}", Page: "api/pet-update.md"}
	opPetsFind   = &api.Operation{Name: "pets.find", Method: "POST", Path: "/pets/find(name='{name}',limit={limit})", Page: "api/pet-find.md"}
	opPhotoPut   = &api.Operation{Name: "pets.byPath.content.replace", Method: "PUT", Path: "/pets/{petID}:/{photoPath}:/content", Page: "api/photo-put.md"}
	opPhotoGet   = &api.Operation{Name: "pets.byPath.content.get", Method: "GET", Path: "/pets/{petID}:/{photoPath}:/content", Page: "api/photo-put.md"}
	opThingGet   = &api.Operation{Name: "pets.byPath.get", Method: "GET", Path: "/pets/{petID}:/{thingPath}", Page: "api/thing-get.md"}
	opStalls     = &api.Operation{Name: "stalls.get", Method: "GET", Path: "/stalls({stallID})", Page: "api/stall-get.md"}
)

// routes holds the answers to all operations.
var routes = []route{
	{op: opPetsList, status: 200, list: true, file: "pet-list.json", header: [][2]string{{"Content-Type", "application/json"}}},
	{op: opPetsCreate, status: 201, body: "{}", takes: "application/json"},
	{op: opPetsDelta, status: 200, list: true, file: "pet-delta.json"},
	{op: opPetsGet, status: 200, body: "{}"},
	{op: opPetsUpdate, status: 204, needs: []string{"If-Match"}, takes: "application/json"},
	{op: opPetsFind, status: 200, list: true, file: "pet-list.json"},
	{op: opPhotoPut, status: 201, body: "{}", takes: "*/*"},
	{op: opPhotoGet, status: 200, file: "photo.txt", header: [][2]string{{"Content-Type", "image/x-none"}}},
	{op: opThingGet, status: 200, body: "{}"},
	{op: opStalls, status: 200, body: "{}"},
}

// bodies holds the types of bodies.
var bodies = []bodyType{
	{op: opPetsCreate, typ: (*pet)(nil)},
	{op: opPetsCreate, odataType: "test.dog", typ: (*dog)(nil)},
}

// A pet is what a generated type looks like from outside.
type pet struct{ name string }

// UnmarshalJSON implements json.Unmarshaler.
func (p *pet) UnmarshalJSON(data []byte) error {
	var x struct{ Name string }
	err := json.Unmarshal(data, &x)
	p.name = x.Name
	return err
}

// Validate reports which rules p breaks.
func (p *pet) Validate() error {
	switch {
	case len(p.name) > 5:
		return api.ValidationErrors{{
			Type: "pet", Path: "name", Rule: api.RuleMaxLength, Value: p.name, Message: "is longer than 5 characters",
			Sentence: "At most five characters.", Page: "resources/pet.md",
		}}
	case p.name == "odd":
		return api.ValidationErrors{{Type: "pet", Path: "name", Rule: api.RuleEnum, Message: "is unusual", Warning: true}}
	}
	return nil
}

// A dog is a pet that must have a name.
type dog struct{ pet }

// Validate reports which rules d breaks.
func (d *dog) Validate() error {
	if d.name == "" {
		return api.ValidationErrors{{Type: "dog", Path: "name", Rule: api.RuleRequired, Message: "is required"}}
	}
	return d.pet.Validate()
}
