package runtime

import "encoding/json"

// Extra holds the members of a JSON object that have no field: members the
// documentation does not mention, annotations such as "name@odata.bind", and
// nulls that a field cannot hold. Values are kept as received and written back.
type Extra map[string]json.RawMessage

// Decode decodes the member name into v, which is a pointer. It reports
// whether there is such a member.
func (e Extra) Decode(name string, v any) (bool, error) {
	raw, ok := e[name]
	if !ok {
		return false, nil
	}
	return true, json.Unmarshal(raw, v)
}

// Set sets the member name to the JSON form of v. A member that has a field
// is written from its field: Set cannot override it.
func (e *Extra) Set(name string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if *e == nil {
		*e = Extra{}
	}
	(*e)[name] = raw
	return nil
}
