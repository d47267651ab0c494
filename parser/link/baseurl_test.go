package link

import (
	"testing"

	"github.com/docmill/docmill/model"
)

func TestServiceRoot(t *testing.T) {
	users := []model.Segment{{Text: "users"}, {Kind: model.Key}, {Text: "messages"}}
	tests := []struct{ url, want string }{
		{"https://example.org/v1.0/users/7/messages?$top=1", "https://example.org/v1.0"},
		{"https://example.org/users/7/messages/9", "https://example.org"},
		{"https://example.org/api/v2/Users/7/messages", "https://example.org/api/v2"},
		{"https://example.org/callback", ""},
		{"/users/7/messages", ""},
		{"https://%zz", ""},
		{"https://example.org/v1%2E0/users/7/messages", "https://example.org/v1.0"},
		{"HTTPS://example.org:8080//a//users/{id}/messages#x", "https://example.org:8080/a/"},
		{"https://example.org//a//users/{id}/messages", "https://example.org/a/"},
		{"https:///users/7/messages", ""},
		{"https://example.org/users/7/messages#%zz", ""},
		{"https://EXAMPLE.org/users", ""},
	}
	for _, tt := range tests {
		got := serviceRoot(tt.url, []*model.Endpoint{{Path: model.Path{Segments: users}}})
		if got != tt.want {
			t.Errorf("serviceRoot(%q) = %q, want %q", tt.url, got, tt.want)
		}
	}
}
