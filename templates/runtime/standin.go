package runtime

// This file is not copied. It stands in for what the generator emits, so that
// the package compiles and can be tested on its own.

// defaultBaseURL is the service root of the documented API.
const defaultBaseURL = "https://graph.microsoft.com/v1.0"

// defaultOptions are those that every client begins with.
func defaultOptions() []ClientOption { return []ClientOption{WithBaseURL(defaultBaseURL)} }

// mapsTypes says that properties are mapped to types which are none of ours,
// such as a UUID, and which read and write themselves as text. Where there are
// none, nothing calls MarshalText and UnmarshalText through an interface, and the
// linker can drop those of all types of a program.
const mapsTypes = true

// Generated tests call replay; nothing here does.
var _ = replay
