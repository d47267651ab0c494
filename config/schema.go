package config

import _ "embed"

// Schema is the JSON Schema (2020-12) of docmill.yaml, for editors. It is made
// of [File] and [Settings], and refuses what [Read] refuses, but for what no
// schema can say: files, places and patterns.
//
//go:embed docmill.schema.json
var Schema []byte
