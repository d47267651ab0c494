package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/docmill/docmill/model/diag"
)

// This file puts a tree of YAML into a [File]. It does so itself, because the
// library stops at the first unknown key and keeps no places: here all faults
// are found, and every value keeps its place for what is checked later.

// A decoder reads one file.
type decoder struct {
	file    string
	at      map[string]diag.Pos // of values, by path: "targets[0].lint.levels"
	anchors map[string]ast.Node
	nodes   int
	faults  Faults
}

func (d *decoder) fault(at diag.Pos, format string, args ...any) {
	d.faults = append(d.faults, &Fault{at, fmt.Sprintf(format, args...)})
}

// place returns where n begins: a block mapping with its first key.
func (d *decoder) place(n ast.Node) diag.Pos {
	switch m := n.(type) {
	case *ast.MappingNode:
		if !m.IsFlowStyle && len(m.Values) > 0 {
			n = m.Values[0].Key
		}
	case *ast.MappingValueNode:
		n = m.Key
	}
	return place(d.file, n.GetToken())
}

// value decodes n, which is found under path, into v.
func (d *decoder) value(n ast.Node, path string, v reflect.Value) {
	at := d.place(n)
	d.at[path] = at
	if n = d.resolve(n); n == nil {
		return
	}
	if n.Type() == ast.NullType {
		d.fault(at, "%s has no value", path)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.mapping(n, path, at, func(key string, at diag.Pos, value ast.Node) {
			i := slices.Index(keys(v.Type()), key)
			if i < 0 {
				d.fault(at, "%s", unknown(key, v.Type()))
				return
			}
			d.value(value, strings.TrimPrefix(path+"."+key, "."), v.Field(i))
		})
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		d.mapping(n, path, at, func(key string, _ diag.Pos, value ast.Node) {
			entry := reflect.New(v.Type().Elem()).Elem()
			d.value(value, path+"."+key, entry)
			v.SetMapIndex(reflect.ValueOf(key), entry)
		})
	case reflect.Slice:
		d.list(n, path, at, v)
	default:
		d.scalar(n, path, at, v)
	}
}

// mapping calls entry for each key of n, and for those that "<<" merges and n
// has not itself.
func (d *decoder) mapping(n ast.Node, path string, at diag.Pos, entry func(key string, at diag.Pos, value ast.Node)) {
	seen := make(map[string]bool)
	for depth := 0; n != nil; depth++ {
		var pairs []*ast.MappingValueNode
		switch n := n.(type) {
		case *ast.MappingNode:
			pairs = n.Values
		case *ast.MappingValueNode:
			pairs = []*ast.MappingValueNode{n}
		default:
			d.fault(at, "%s wants keys with values, found %s", named(path), kind(n))
			return
		}
		if depth > maxDepth {
			d.fault(at, "%s merges itself", named(path))
			return
		}
		n = nil
		for _, p := range pairs {
			key, ok := text(d.resolve(p.Key))
			switch {
			case p.Key.IsMergeKey():
				n, at = d.resolve(p.Value), d.place(p.Value)
			case !ok:
				d.fault(d.place(p.Key), "this is no key")
			case !seen[key]:
				seen[key] = true
				entry(key, d.place(p.Key), p.Value)
			}
		}
	}
}

func (d *decoder) list(n ast.Node, path string, at diag.Pos, v reflect.Value) {
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		hint := ""
		if s, isText := text(n); isText && v.Type().Elem().Kind() == reflect.String {
			hint = ": write [" + s + "]"
		}
		d.fault(at, "%s wants a list, found %s%s", path, kind(n), hint)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(seq.Values), len(seq.Values)))
	for i, item := range seq.Values {
		d.value(item, fmt.Sprintf("%s[%d]", path, i), v.Index(i))
	}
}

func (d *decoder) scalar(n ast.Node, path string, at diag.Pos, v reflect.Value) {
	s, ok := text(n)
	switch v.Kind() {
	case reflect.String:
		// A number is no text: YAML makes 1.10 of a version to 1.1.
		switch _, quoted := n.(*ast.StringNode); {
		case ok && !quoted && n.Type() != ast.LiteralType:
			d.fault(at, "%s wants text, found %s: write \"%s\"", path, s, s)
		case !ok:
			d.fault(at, "%s wants text, found %s", path, kind(n))
		case s == "":
			d.fault(at, "%s is empty", path)
		}
		v.SetString(s)
	case reflect.Int:
		i, err := strconv.Atoi(s)
		if n.Type() != ast.IntegerType || err != nil || i < 0 {
			d.fault(at, "%s wants a number from 0, found %s", path, kind(n))
			return
		}
		v.SetInt(int64(i))
	case reflect.Bool:
		b, isBool := n.(*ast.BoolNode)
		if !isBool {
			d.fault(at, "%s wants true or false, found %s", path, kind(n))
			return
		}
		v.SetBool(b.Value)
	default:
		panic("config: no way to read a " + v.Type().String())
	}
}

// resolve returns what stands behind tags, anchors and aliases, nil after a
// fault. It counts nodes, because aliases of aliases grow exponentially. An
// alias to what it is part of does no harm: a File is only so deep.
func (d *decoder) resolve(n ast.Node) ast.Node {
	for {
		if d.nodes++; d.nodes > maxNodes {
			if d.nodes == maxNodes+1 {
				d.fault(d.place(n), "the file is too large when its aliases are written out")
			}
			return nil
		}
		switch x := n.(type) {
		case *ast.TagNode:
			n = x.Value
		case *ast.AnchorNode:
			d.anchors[x.Name.GetToken().Value] = x.Value
			n = x.Value
		case *ast.AliasNode:
			name := x.Value.GetToken().Value
			if n = d.anchors[name]; n == nil {
				d.fault(d.place(x), "no anchor &%s before this", name)
				return nil
			}
		default:
			return n
		}
	}
}

// text returns a scalar as it is written, without quotes.
func text(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// kind names what n is, for people.
func kind(n ast.Node) string {
	switch n.(type) {
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "keys with values"
	}
	if s, ok := text(n); ok {
		return strconv.Quote(s)
	}
	return "something else"
}

// named returns how to call what is found under path.
func named(path string) string {
	if path == "" {
		return "the file"
	}
	return path
}
