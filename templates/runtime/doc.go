// Package runtime is what every generated package contains besides its own
// types and operations: optional values, a JSON codec that loses nothing, the
// HTTP client, validation, permissions and the replay of examples.
//
// It is not imported by generated code: its files are copied into each
// generated package under that package's name, so that the output depends on
// the standard library alone. That is why much of it is unexported and has no
// caller here; generated code is the caller. The table of which file is copied
// when stands in package templates.
package runtime
