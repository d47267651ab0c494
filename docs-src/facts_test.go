package docssrc_test

// This file reads the facts of one operation's page with a small line reader
// that shares nothing with docmill's parser: a test of the sample pages must
// not depend on the code that the sample pages test. It reads text as a
// browser shows it (a table row is one line, its cells joined by blanks), so
// that a page saved from a browser and a Markdown page can be compared:
// Markdown is first rendered into that form. Known limit: a type is one word,
// or two if the second is "collection".

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// facts are what one page claims: "permission Application" → "Not supported.",
// "body id" → "String", "example 1 request JSON /state" → "string".
type facts map[string]string

// sectionOf gives the section that a line opens, "" if it opens none.
func sectionOf(line string) string {
	switch strings.ToLower(line) {
	case "permissions", "prerequisites":
		return "permissions"
	case "http request", "request headers", "request body", "response", "optional query parameters", "path parameters":
		return strings.ToLower(line)
	case "example", "examples":
		return "examples"
	}
	return ""
}

// A pageReader walks the lines of a rendered page.
type pageReader struct {
	facts   facts
	section string
	table   bool // the header row of the section's table was seen
	example int
	message string // "example 1 request": the message whose header is being read, "" outside
	body    strings.Builder
}

// readFacts reads the facts of an operation's page in rendered form.
func readFacts(text string) facts {
	r := &pageReader{facts: facts{}}
	for line := range strings.Lines(text) {
		r.line(strings.TrimRight(line, "\r\n"))
	}
	if i := strings.Index(r.facts["example 1 request"], "/"); i >= 0 {
		r.facts["version"] = strings.SplitN(r.facts["example 1 request"][i:], "/", 3)[1]
	}
	return r.facts
}

func (r *pageReader) line(line string) {
	// Inside the examples "Response" is a heading of an example; before them
	// it is the section that counts.
	if s := sectionOf(line); s != "" && r.section != "examples" {
		r.section, r.table = s, false
		return
	}
	switch r.section {
	case "":
		r.title(line)
	case "permissions":
		r.permission(line)
	case "http request":
		if m := requestLine.FindStringSubmatch(line); m != nil {
			r.facts["endpoint "+m[1]+" "+m[2]] = "documented"
		}
	case "request headers":
		r.header(line)
	case "request body":
		r.property(line)
	case "response":
		for _, m := range statusText.FindAllString(line, -1) {
			r.facts["response"] = m
		}
		if m := bodyObject.FindStringSubmatch(line); m != nil {
			r.facts["response object"] = m[1]
		}
	case "examples":
		r.exampleLine(line)
	}
}

var (
	verbs       = regexp.MustCompile(`^(List|Get|Create|Update|Delete) \w+$`)
	requestLine = regexp.MustCompile(`^(GET|POST|PUT|PATCH|DELETE) (\S+)$`)
	statusText  = regexp.MustCompile(`\b[2-5]\d\d (OK|Created|Accepted|No Content)\b`)
	statusLine  = regexp.MustCompile(`^HTTP/1\.1 (.+)$`)
	headerLine  = regexp.MustCompile(`^([A-Za-z-]+): (.+)$`)
	roleName    = regexp.MustCompile(`([A-Z]\w* )+Administrator`)
	bodyObject  = regexp.MustCompile(`(\w+) objects?\b`)
	uuid        = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
)

func (r *pageReader) title(line string) {
	if verbs.MatchString(line) && r.facts["title"] == "" {
		r.facts["title"] = line
	}
	if ns, ok := strings.CutPrefix(line, "Namespace: "); ok {
		r.facts["namespace"] = ns
	}
	if strings.HasPrefix(line, "Global service ") {
		r.facts["clouds"] = line
	}
}

func (r *pageReader) permission(line string) {
	if role := roleName.FindString(line); role != "" {
		r.facts["role"] = role
	}
	if columns, ok := strings.CutPrefix(line, "Permission type "); ok {
		r.facts["permission columns"] = columns
	}
	for _, label := range []string{"Delegated (work or school account)", "Delegated (personal Microsoft account)", "Application"} {
		if cell, ok := strings.CutPrefix(line, label+" "); ok {
			r.facts["permission "+label] = cell
		}
	}
}

// header reads "Accept application/json". Of the value only what is no prose
// counts.
func (r *pageReader) header(line string) {
	name, value, _ := strings.Cut(line, " ")
	if !r.table {
		r.table = line == "Header Value" || line == "Name Description"
		return
	}
	if name == "" {
		return
	}
	var marks []string
	for _, mark := range []string{"Bearer {token}", "Bearer <token>", "application/json", "Required."} {
		if strings.Contains(value, mark) {
			marks = append(marks, mark)
		}
	}
	r.facts["header "+name] = strings.Join(marks, " ")
}

// property reads "state ndesConnectorState Whether … Possible values are: none, active."
func (r *pageReader) property(line string) {
	if !r.table {
		r.table = line == "Property Type Description"
		return
	}
	words := strings.Fields(line)
	if len(words) < 3 {
		return
	}
	typ := words[1]
	if words[2] == "collection" {
		typ += " collection"
	}
	r.facts["body "+words[0]] = typ
	if _, list, ok := strings.Cut(line, "Possible values are: "); ok {
		list, _, _ = strings.Cut(list, ".")
		r.facts["values "+words[0]] = list
	}
}

func (r *pageReader) exampleLine(line string) {
	if m := requestLine.FindStringSubmatch(line); m != nil {
		r.example++
		r.message = fmt.Sprintf("example %d request", r.example)
		r.facts[r.message] = m[1] + " " + anonymous(m[2])
	} else if m := statusLine.FindStringSubmatch(line); m != nil {
		r.message = fmt.Sprintf("example %d response", r.example)
		r.facts[r.message] = m[1]
	} else if r.body.Len() > 0 || r.message != "" && line == "{" {
		fmt.Fprintln(&r.body, line)
		if line == "}" {
			r.endBody()
		}
	} else if m := headerLine.FindStringSubmatch(line); m != nil && r.message != "" {
		r.facts[r.message+" header "+strings.ToLower(m[1])] = "present"
	} else if line != "" {
		r.message = "" // prose
	}
}

func (r *pageReader) endBody() {
	var v any
	if err := json.Unmarshal([]byte(r.body.String()), &v); err != nil {
		r.facts[r.message+" JSON"] = err.Error()
	} else {
		r.json("", v)
	}
	r.body.Reset()
	r.message = ""
}

// json records the JSON kind of each member and the value of "@odata.type".
func (r *pageReader) json(at string, v any) {
	key := r.message + " JSON " + at
	switch v := v.(type) {
	case map[string]any:
		r.facts[key] = "object"
		for name, member := range v {
			r.json(at+"/"+name, member)
		}
	case []any:
		r.facts[key] = "array"
		for i, element := range v {
			r.json(at+"/"+strconv.Itoa(i), element)
		}
	case string:
		r.facts[key] = "string"
		if path.Base(at) == "@odata.type" {
			r.facts[key] = v
		}
	default:
		r.facts[key] = fmt.Sprintf("%T", v)
	}
}

// anonymous is the path of an example's URL with "{}" for each key.
func anonymous(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	segments := strings.Split(rest, "/")[1:]
	for i, s := range segments {
		if strings.HasPrefix(s, "{") || uuid.MatchString(s) {
			segments[i] = "{}"
		}
	}
	return "/" + strings.Join(segments, "/")
}
