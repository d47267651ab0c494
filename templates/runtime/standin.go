package runtime

// This file is not copied. It stands in for what the generator emits, so that
// the package compiles and can be tested on its own.

// defaultBaseURL is the service root of the documented API.
const defaultBaseURL = "https://graph.microsoft.com/v1.0"

// Generated tests call replay; nothing here does.
var _ = replay
