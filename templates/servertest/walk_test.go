package servertest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	api "github.com/docmill/docmill/templates/runtime"
)

// These stand for a generated client and its services.
type (
	sampleClient struct{ call caller }
	petsService  struct{ call caller }
	caller       func(ctx context.Context, method, path string, body io.Reader) (io.ReadCloser, error)
)

func (c *sampleClient) Pets() *petsService { return &petsService{c.call} }

func (s *petsService) List(ctx context.Context, _ ...api.RequestOption) func(func(any, error) bool) {
	return func(yield func(any, error) bool) {
		_, err := s.call(ctx, "GET", "/pets", nil)
		yield(nil, err)
	}
}

func (s *petsService) Create(ctx context.Context, body *pet, _ ...api.RequestOption) (any, error) {
	return s.call(ctx, "POST", "/pets", strings.NewReader("{}"))
}

func (s *petsService) Photo(ctx context.Context, petID, photoPath string, _ ...api.RequestOption) (io.ReadCloser, error) {
	return s.call(ctx, "GET", "/pets/1:/a:/content", nil)
}

func (s *petsService) SetPhoto(ctx context.Context, petID string, content io.Reader, limit int, _ ...api.RequestOption) error {
	_, err := s.call(ctx, "PUT", "/pets/1:/a:/content", content)
	return err
}

func TestWalk(t *testing.T) {
	s := New()
	url := s.Listen(t)
	w := &walker{t: t, s: s, seen: make(map[*api.Operation]bool)}
	w.service(reflect.ValueOf(&sampleClient{func(ctx context.Context, method, path string, body io.Reader) (io.ReadCloser, error) {
		req, err := http.NewRequestWithContext(ctx, method, url+path, body)
		if err != nil {
			return nil, err
		}
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err == nil && resp.StatusCode >= 300 {
			err = errors.New(resp.Status)
		}
		return resp.Body, err
	}}))
	for _, op := range []*api.Operation{opPetsList, opPetsCreate, opPhotoGet, opPhotoPut} {
		if !w.seen[op] {
			t.Errorf("%s was not called", op.Name)
		}
	}
}
