package model

import "testing"

func TestTextDigest(t *testing.T) {
	const page = "# Pot\n\n|Name|Type|\n|:--|:--|\n|id|String|\n\nTwo words.\n"
	same := []string{
		"\xEF\xBB\xBF# Pot\r\n\r\n|Name|Type|\r\n|:--|:--|\r\n|id|String|\r\n\r\nTwo words.",
		"#  Pot\n\n| Name | Type   |\n|------|--------|\n| id   | String |\n\nTwo\nwords.\n\n",
		"# Pot\nName|Type\n-|-\nid|String\n\nTwo words.\n",
	}
	for _, s := range same {
		if TextDigest([]byte(s)) != TextDigest([]byte(page)) {
			t.Errorf("the text is said to be another:\n%s", s)
		}
	}
	for _, s := range []string{
		"# Pot\n\n|Name|Type|\n|:--|:--|\n|id|Int32|\n\nTwo words.\n",
		"# Pot\n\n|Name|Type|\n|:--|:--|\n|id|String|\n\nwords. Two\n",
		"# Pot\n\n|Type|Name|\n|:--|:--|\n|id|String|\n\nTwo words.\n",
		"# Pot\n\n|Name|Type|\n|:--|:--|\n|idString|\n\nTwo words.\n",
	} {
		if TextDigest([]byte(s)) == TextDigest([]byte(page)) {
			t.Errorf("the text is said to be the same:\n%s", s)
		}
	}
}

func TestTextLines(t *testing.T) {
	lines := TextLines([]byte("\n a  b \n|-|-|\n| c|d |\n"))
	if len(lines) != 2 || lines[0].Line != 2 || string(lines[0].Text) != "a b " || lines[1].Line != 4 || string(lines[1].Text) != "c | d " {
		t.Errorf("got %v", lines)
	}
}
