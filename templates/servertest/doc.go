// Package servertest is what every package for tests of programs contains
// besides its table of routes: a server that answers as the documentation
// does.
//
// It is not imported by anybody: its files are copied into a package beside the
// generated one, under its name, with the import of package runtime replaced
// by that of the generated package. What the generator emits there stands in
// standin.go here. The table of which file is copied when stands in package
// templates.
package servertest
