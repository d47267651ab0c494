package gen

import (
	"encoding/json"
	"testing"
)

func TestSeenJSON(t *testing.T) {
	const text = "é名🙂\u202e\u2028\ufeff\u0085\x7f\U000e0041\U000f0000 \t"
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	want := `"é名🙂\u202e\u2028\ufeff\u0085\u007f\udb40\udc41\udb80\udc00 \t"`
	got := string(seenJSON(data))
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var back string
	if err := json.Unmarshal([]byte(got), &back); err != nil || back != text {
		t.Errorf("reads as %q, %v", back, err)
	}
}
