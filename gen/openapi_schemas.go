package gen

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file writes types as schemas.
//
// Two things are wider than pages put them, because services are. A member may
// be null unless a page says that it may not, as OData has it (CSDL, "Nullable"),
// and an enum is a list of names that are known, to which the service may add.

const schemaRef = "#/components/schemas/"

// schemas adds the schemas of all types and enums.
func (d *oaMaker) schemas() {
	for _, t := range d.p.api.Types {
		d.doc.Components.Schemas[d.schemaNames[t.Name]] = d.typeSchema(t)
	}
	for _, e := range d.p.api.Enums {
		d.doc.Components.Schemas[d.schemaNames[e.Name]] = enumSchema(e)
	}
}

// nameSchemas gives types and enums their documented names, which have no
// characters that a component's name must not have but in hostile pages.
func (d *oaMaker) nameSchemas() {
	var all []string
	for _, t := range d.p.api.Types {
		all = append(all, t.Name)
	}
	for _, e := range d.p.api.Enums {
		all = append(all, e.Name)
	}
	slices.Sort(all)
	for _, full := range all {
		d.schemaNames[full] = d.newSchemaName(full)
	}
}

// newSchemaName returns name, or one like it that no other schema has.
func (d *oaMaker) newSchemaName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r < 0x80 && (r == '.' || r == '_' || r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') {
			return r
		}
		return '_'
	}, cmp.Or(name, "_"))
	for n, wish := 2, clean; ; n++ {
		if key := strings.ToLower(wish); !d.taken[key] {
			d.taken[key] = true
			return wish
		}
		wish = fmt.Sprintf("%s-%d", clean, n)
	}
}

func (d *oaMaker) refTo(full string) *oaSchema {
	return &oaSchema{Ref: schemaRef + d.schemaNames[full]}
}

const odataType = "@odata.type"

// typeSchema returns the schema of a type. One with a base has what it adds
// beside the base.
func (d *oaMaker) typeSchema(t *model.Type) *oaSchema {
	s := &oaSchema{
		Type: "object", Description: t.Doc, Abstract: t.Abstract, Open: t.Open, Key: t.Key, Deprecated: t.Deprecated, Source: sourceLine(t.Pos),
	}
	inherited := make(map[string]*model.Field)
	if t.Base != nil {
		s.AllOf = []*oaSchema{d.refTo(t.Base.Name)}
		for _, f := range t.Base.AllFields() {
			inherited[f.Name] = f
		}
	}
	isRoot := t.Base == nil && len(t.Derived) > 0
	if isRoot { // those that inherit inherit it, too
		s.Discriminator = &oaDiscriminator{PropertyName: odataType, Mapping: make(map[string]string)}
		for _, sub := range append(t.Descendants(), t) {
			s.Discriminator.Mapping["#"+sub.Name] = d.refTo(sub.Name).Ref
		}
		s.Properties = oaMembers{{odataType, &oaSchema{Type: "string", Description: "Which type the value is of: # and its name."}}}
	}
	for _, f := range t.Fields {
		if !(isRoot && f.Name == odataType) && !repeats(f, inherited[f.Name]) {
			s.Properties = append(s.Properties, oaProperty{f.Name, d.fieldSchema(f, t.Key)})
		}
	}
	return s
}

// repeats reports whether a row says no more than the base's, or another type,
// which no value could have beside that.
func repeats(f, base *model.Field) bool {
	if base == nil {
		return false
	}
	same := f.Doc == base.Doc && f.ReadOnly == base.ReadOnly && f.Deprecated == base.Deprecated && len(f.Rules) == len(base.Rules)
	return same || model.RefName(f.Type) != model.RefName(base.Type)
}

// anyOf returns a reference to the schema of values that are of a type or of one
// that inherits from it, which @odata.type tells. It is a schema apart from the
// type's own, which those that inherit have in them. The discriminator is with
// the type: in an anyOf it would demand @odata.type, which OData leaves out of
// values that are just of the type.
func (d *oaMaker) anyOf(t *model.Type) *oaSchema {
	key := "any " + t.Name
	if s := d.refs[key]; s != nil {
		return s
	}
	name := d.newSchemaName("anyOf." + t.Name)
	s := &oaSchema{Description: "A value of " + t.Name + " or of a type that inherits from it, which " + odataType + " tells."}
	for _, sub := range append(t.Descendants(), t) { // the type itself is the widest
		s.AnyOf = append(s.AnyOf, d.refTo(sub.Name))
	}
	d.doc.Components.Schemas[name] = s
	d.refs[key] = &oaSchema{Ref: schemaRef + name}
	return d.refs[key]
}

// enumSchema returns the schema of an enum: any string, of which some are known.
func enumSchema(e *model.Enum) *oaSchema {
	s := &oaSchema{Type: "string", Description: e.Doc, Flags: e.Flags, Source: sourceLine(e.Pos)}
	for _, m := range e.Members {
		s.Values = append(s.Values, m.Name)
		s.Members = append(s.Members, oaMember{m.Name, m.Value, m.Doc})
	}
	return s
}

// fieldSchema returns the schema of a property.
func (d *oaMaker) fieldSchema(f *model.Field, key string) *oaSchema {
	s := d.valueSchema(f.Type)
	keepRules(s, f)
	if d.mayBeNull(f, key) {
		s = nullable(s)
	}
	s.Description, s.Deprecated, s.Navigation, s.Source = f.Doc, f.Deprecated, f.Nav, sourceLine(f.Pos)
	s.ReadOnly = f.ReadOnly.Bool()
	return s
}

// mayBeNull reports whether a property may be null. Collections and keys may
// not; what is required where a thing is created may come back as null.
func (d *oaMaker) mayBeNull(f *model.Field, key string) bool {
	_, list := model.Elem(f.Type)
	if list || f.Name == key || f.Nullable == model.No {
		return false
	}
	return !slices.ContainsFunc(f.Rules, func(c *model.Constraint) bool { return c.Kind == model.NotNull })
}

// nullable returns a schema that allows null, too.
func nullable(s *oaSchema) *oaSchema {
	if s.Ref != "" {
		return &oaSchema{AnyOf: []*oaSchema{{Ref: s.Ref}, {Type: "null"}}}
	}
	if name, ok := s.Type.(string); ok {
		s.Type = []string{name, "null"}
	}
	return s // without a type it allows everything
}

// valueSchema returns the schema of a reference.
func (d *oaMaker) valueSchema(r model.Ref) *oaSchema {
	switch r := r.(type) {
	case nil:
		return &oaSchema{}
	case model.Prim:
		s := primSchemas[r]
		return &s
	case *model.Type:
		if len(r.Derived) > 0 {
			return &oaSchema{Ref: d.anyOf(r).Ref}
		}
		return d.refTo(r.Name)
	case *model.Enum:
		return d.refTo(r.Name)
	case *model.List:
		return &oaSchema{Type: "array", Items: d.valueSchema(r.Elem)}
	default:
		panic("gen: reference of unknown kind")
	}
}

// primSchemas say what a primitive is in JSON. What is missing is any value:
// Json, any, and Stream.
var primSchemas = map[model.Prim]oaSchema{
	model.String:         {Type: "string"},
	model.Boolean:        {Type: "boolean"},
	model.Byte:           {Type: "integer", Format: "uint8"},
	model.SByte:          {Type: "integer", Format: "int8"},
	model.Int16:          {Type: "integer", Format: "int16"},
	model.Int32:          {Type: "integer", Format: "int32"},
	model.Int64:          {Type: "integer", Format: "int64"},
	model.Single:         {Type: "number", Format: "float"},
	model.Double:         {Type: "number", Format: "double"},
	model.Decimal:        {Type: "number", Format: "decimal"},
	model.GUID:           {Type: "string", Format: "uuid"},
	model.Date:           {Type: "string", Format: "date"},
	model.DateTimeOffset: {Type: "string", Format: "date-time"},
	model.TimeOfDay:      {Type: "string", Format: "time-local"},
	model.Duration:       {Type: "string", Format: "duration"},
	model.Binary:         {Type: "string", Format: "byte", Encoding: "base64"},
}

// formats are the formats of JSON Schema for those that pages name.
var formats = map[string]string{
	"guid": "uuid", "url": "uri", "email": "email", "date": "date", "date-time": "date-time", "duration": "duration",
}

// keepRules states the rules about values of a property: as keywords those that
// have one, else in the page's words.
func keepRules(s *oaSchema, f *model.Field) {
	fits := f.ValueRules()
	for _, c := range f.Rules {
		if !slices.Contains(fits, c) && c.Kind != model.NotUpdatable && c.Kind != model.Exclusive || c.Kind == model.NotNull {
			continue
		}
		switch {
		case c.Kind == model.MaxLength && isCount(c.Max):
			s.MaxLength = json.Number(limit(c.Max))
		case c.Kind == model.MaxItems && isCount(c.Max):
			s.MaxItems = json.Number(limit(c.Max))
		case c.Kind == model.Range:
			s.Minimum, s.Maximum = json.Number(limit(c.Min)), json.Number(limit(c.Max))
		case c.Kind == model.Format && s.Format == "" && formats[c.Text] != "":
			s.Format = formats[c.Text]
		case c.Kind == model.OneOf && s.Type == "array":
			s.Items.Values = f.Values
		case c.Kind == model.OneOf && s.Type == "string":
			s.Values = f.Values
		default:
			s.Rules = append(s.Rules, oaRule{Rule: c.String(), Sentence: c.Sentence, Source: sourceLine(c.Pos)})
		}
	}
}

// isCount reports whether n is a whole number from 0.
func isCount(n *float64) bool { return n != nil && *n >= 0 && *n == float64(int64(*n)) }
