package runtime

func unmarshal(data []byte, x any) error         { panic("TODO") }
func unmarshalOpt(data []byte, o optional) error { panic("TODO") }

// A DecodeError says which JSON value does not fit its documented type.
type DecodeError struct {
	Type   string // Go type that holds the member, e.g. "Group"
	Member string // JSON name of the member
	Path   string // JSON path from the outermost value, e.g. "members[2].name"
	Offset int64  // byte offset in the JSON text
	Want   string // what the documentation promises, e.g. "string"
	Got    string // what stands there, e.g. "number"
}

func (e *DecodeError) Error() string { return e.Path }
