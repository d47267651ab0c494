package cell

import "testing"

func TestRepresentation(t *testing.T) {
	d := english(t)
	for _, c := range []struct{ text, want string }{
		{"In the request body, supply a JSON representation of the [shelf](shelf.md) object.", "shelf"},
		{"In the request body, supply a JSON representation of [shelf](shelf.md) object.", "shelf"},
		{"In the request body, supply a JSON representation for the shelfList object. The following table shows the properties.", "shelfList"},
		{"In the request body, supply a JSON representation of a **shelves** object.", "shelves"},
		{"In the request body, supply a JSON representation of a [shelf](shelf.md) or [box](box.md) object.", "shelf|box"},
		{"Provide the new [shelf](shelf.md) object in the request body for this method.", "shelf"},
		{"A [shelf](shelf.md).", "shelf"},
		{"Supply the values to change. The following table shows the properties that are required when you update the [shelf](shelf.md).", "shelf"},
		{"In the request body, supply JSON representation of the parameters.", ""},
		{"In the request body, provide a JSON object with the following parameters. The path of the [shelf](shelf.md) counts.", ""},
		{"In the request body, supply the identifier of the [shelf](shelf.md) object.", ""},
		{"In the request body, provide a JSON representation of the `id` of the [shelf](shelf.md) you want.", ""},
		{"In the request body, supply a JSON representation of a link to a [shelf](shelf.md) object.", ""},
		{"In the request body, supply the values for relevant fields that should be updated.", ""},
		{"Do not supply a request body for this method.", ""},
	} {
		e, _ := Representation(text(c.text), d)
		got := e.Name
		for _, alt := range e.Or {
			got += "|" + alt.Name
		}
		if got != c.want {
			t.Errorf("%s\n got %q, want %q", c.text, got, c.want)
		}
	}
}
