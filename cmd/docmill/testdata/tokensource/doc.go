// Package tokensource holds the lines of the generated README.md about libraries
// that get tokens, for tests with these libraries. It is a module of its own,
// so that they do not become dependencies of docmill.
package tokensource
