package runtime

// An APIError is an error answer of the server.
type APIError struct{ StatusCode int }

func (e *APIError) Error() string { panic("TODO") }
