package diag

import "slices"

// This file lists every rule. A code is words, is never changed and never
// reused: people type it in configuration and search for it. The severity is
// Error where a fact is lost, contradicted or wrong, Warning where a reader
// could recover, Info where the page is merely unusual.

func rule(code string, s Severity, doc string) *Rule {
	r := &Rule{Code: code, Severity: s, Doc: doc}
	rules = append(rules, r)
	return r
}

var rules []*Rule

// Rules returns all rules, sorted by code.
func Rules() []*Rule {
	out := slices.Clone(rules)
	slices.SortFunc(out, func(a, b *Rule) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return out
}

// Find returns the rule of a code, nil if there is none.
func Find(code string) *Rule {
	i := slices.IndexFunc(rules, func(r *Rule) bool { return r.Code == code })
	if i < 0 {
		return nil
	}
	return rules[i]
}

var (
	AnnotationSyntax = rule("annotation-syntax", Warning, `
A comment that looks like a JSON annotation does not parse as JSON. Its facts (type, name, collection) may be lost.
Mend the JSON: quote keys, no trailing comma, one object.`)

	BaseConflict = rule("base-conflict", Warning, `
A page names different base types in different places, or a type would inherit from itself, or by way of more than fifty others. The more trusted place wins:
annotation, then table, then heading, then sentence. Make the places agree.`)

	BrokenRow = rule("broken-row", Warning, `
A table row breaks over several lines, or a blank line stands between rows. Markdown ends the row or table there; docmill joined them. Write each row on one line, with <br> for breaks.`)

	DelimiterMismatch = rule("delimiter-mismatch", Warning, `
The delimiter row of a table (|---|---|) has another number of cells than its header, or there is none. Markdown renders no table; docmill read it as one. Give both rows the same number of cells.`)

	DuplicateField = rule("duplicate-field", Warning, `
A property is listed twice for one type, a parameter for one request, or a national cloud for one page, with different facts. The more trusted claim is kept. Remove one or make them agree.`)

	DuplicateOperation = rule("duplicate-operation", Info, `
The same method and path are described on several pages. The operations become one. Nothing to mend if the pages describe derived types.`)

	DuplicatePage = rule("duplicate-page", Warning, `
Two pages document the same thing: each is about the one type and has tables of its properties, or both have the same title and the same requests. What they say is united; readers see one of
the two, and one grows old. Remove one, or name in the title what sets them apart.`)

	EnumConflict = rule("enum-conflict", Warning, `
Places that list the members of one enum disagree. The members of tables are united, the most trusted first;
what only a sentence lists is not added where there is a table. Make the lists agree.`)

	ExampleEndpoint = rule("example-endpoint", Info, `
An example's request is not one that its page documents: the method or the path is another, or only a response is shown. The generated
tests cannot send it. Correct the example, or add the request line to "HTTP request".`)

	ExampleInvalid = rule("example-invalid", Warning, `
The request body of an example breaks a rule that the pages state: a member is too long, read-only, missing though required, or not listed by the operation's own table.
The generated validators would refuse it. Correct the example or the sentence; if docmill misread the sentence, switch the rule off by its place.`)

	ExampleJSON = rule("example-json", Warning, `
The JSON of an example does not parse. The example cannot be tested. Mend the JSON.`)

	ExampleMismatch = rule("example-mismatch", Warning, `
A value in an example contradicts the documented type of its member. The example is left out of the generated tests. Correct the table or the example.`)

	ExamplePlaceholder = rule("example-placeholder", Info, `
An example shows a placeholder ("size-value", "Size value", "String (timestamp)", "<size>") where its table documents another kind of value, or a list of values.
Whoever copies it gets an error. Show a value as the service would send it.`)

	FrontMatter = rule("front-matter", Warning, `
The front matter is not valid YAML. What could be read line by line is used. Quote values that contain ": ".`)

	HiddenPage = rule("hidden-page", Warning, `
All of a page but its front matter is in comments: its readers see nothing, and nothing of it is read. Take the marks of the comment away, or remove the page.`)

	IncludeCycle = rule("include-cycle", Error, `
A file includes itself, directly or through others. The inner include is left out.`)

	IncludeLimit = rule("include-limit", Error, `
Includes nest too deeply, or a page includes too much text. What is over the limit is left out. Include less, or directly; or raise the limit (--raise-limits, --max-include).`)

	IncludeMissing = rule("include-missing", Info, `
An included file does not exist in the docs root. Whatever it says is not read. Reported once for each file, or folder that is missing as a whole, at the first place that includes it.`)

	IncludeOutside = rule("include-outside", Info, `
An include names a file outside of the docs root. It is not read. Reported once for each file. Give docmill the folder that holds both, or move the file.`)

	InvalidUTF8 = rule("invalid-utf8", Warning, `
The file is not valid UTF-8. Wrong bytes are read as U+FFFD; UTF-16 is read as it is meant.`)

	LinkTarget = rule("link-target", Warning, `
A type's link leads to a page that does not exist in the docs root. The type is looked up by its name alone.`)

	LinkText = rule("link-text", Warning, `
The text of a type's link names one type and its target documents another. The text wins, unless it is the end of the target's name.
Correct the one that is wrong.`)

	LongRow = rule("long-row", Warning, `
A table row has more cells than the header, usually because of an unescaped "|". The surplus is joined into the last cell. Write \| for a literal bar.`)

	LookalikeName = rule("lookalike-name", Warning, `
A name mixes Latin letters with Cyrillic, Greek or other ones of the same shape, or has letters that cannot be seen: two such names look alike and are not the same.
Go names have the numbers of these letters ("ScU043Epe"); on the wire the name stays as it is. Type the name anew, in Latin letters.`)

	MemberValue = rule("member-value", Warning, `
The value of an enumeration's member is no whole number. The member is kept without a value. Write the number, in digits.`)

	NameCase = rule("name-case", Warning, `
A name is spelt with different capitals in two places. JSON is case-sensitive, so only one can be right: the JSON representation beats
the table, and of types the spelling that is written most often wins. Spell the name the same everywhere.`)

	NameClash = rule("name-clash", Info, `
Two things would get the same Go name; one or both got a longer one. Pin the names you want: below the finding stand the lines for docmill.yaml that pin those they have.`)

	NamelessRow = rule("nameless-row", Warning, `
A row of a table of properties or members has an empty name. It is not used. Write the name, or remove the row.`)

	NoEndpoint = rule("no-endpoint", Error, `
An operation's page has no request line that could be read, so nothing can be generated for it. Add an http block with METHOD /path under "HTTP request".`)

	NoPermissions = rule("no-permissions", Info, `
An operation's page has no permissions table.`)

	NoProperties = rule("no-properties", Info, `
A type's page has no section of properties. They are taken from its JSON representation, which tells neither what they mean nor their exact types. Add a section "Properties" with a table.`)

	NoResponse = rule("no-response", Info, `
An operation's page says nothing about the response that could be read.`)

	NoTable = rule("no-table", Info, `
A section of properties, relationships, methods, derived types, parameters or headers has text that is not "None", and no table. What its sentences and lists say is not used. Write it as a table.`)

	NoTitle = rule("no-title", Warning, `
A page has no level-1 heading, or none but "HTTP request" and its like above a request. Its name is taken from the front matter or the file name.`)

	NullMember = rule("null-member", Info, `
A table of an enumeration's members lists null. It is no member: a property that may be null says so in its own row. The row is left out.`)

	OverlayNeedless = rule("overlay-needless", Warning, `
A correction says what the page says, too: the documentation was mended. Take the correction, or the section or row of it, out.`)

	OverlayPart = rule("overlay-part", Error, `
A correction of a part of a page has no place in the page: no section with its heading, several of them, no row with its first cell, other columns.
What it says is not used. Spell headings and first cells as the page does, or write under "adds" in the front matter what is new.`)

	OverlayStale = rule("overlay-stale", Warning, `
The text that a correction replaces is not the one it was made for: the page changed, or is gone. The correction is used all the same, and may hide news.
Compare the two, then accept the page as it is: docmill overlay accept, or paste the digest that the message shows.`)

	PageChrome = rule("page-chrome", Info, `
A page saved from a browser holds lines that are the site's rather than the page's: navigation, buttons, a feedback form. They are left out.
Nothing to mend; if a line belongs to the page, save its source instead.`)

	PageCopy = rule("page-copy", Info, `
A page saved from a browser, or a copy of a page as text, stands beside the Markdown page of the same name. The Markdown page is read, the copy is not. Remove the one that is not wanted.`)

	PageKind = rule("page-kind", Info, `
The page's content is of another kind than its doc_type says. The content wins. Correct doc_type.`)

	PageLimit = rule("page-limit", Error, `
Something on a page is more than docmill reads: lists and quotes nested too deeply, a paragraph of a thousand lines, hundreds of opening brackets in one text, front matter that is too long,
a thousand request lines. It is read as plain text, or not at all. docs/limits.md has the limits. Write less of it, or in several parts; or raise the limits (--raise-limits).`)

	PathParameter = rule("path-parameter", Warning, `
The request lines and the table that explains their parameters do not go together: a placeholder that no row explains though others have rows, a row that no
request line has, or one placeholder that stands for two things in one path. A client cannot tell what to put there. Add or rename the row, or mend the request line.`)

	PermissionCell = rule("permission-cell", Warning, `
A permission cell holds text that is neither a list of scopes nor "Not supported". What could be read as a scope is used.`)

	PermissionLabel = rule("permission-label", Warning, `
A row of a permissions table has a label that is no known permission type. Its scopes belong to nobody and are not used.`)

	PermissionOrder = rule("permission-order", Warning, `
A column says that its scopes stand "from least to most privileged", or from most to least, and a cell has a scope on the wrong side of one that includes it:
ReadWrite includes Read, and Read.All includes Read. Readers take the first scope for the one that asks for the least, and a program that follows the page asks for too much.
Put the scopes in the order that the message expects, or mend the title if that is what is wrong.`)

	PermissionTie = rule("permission-tie", Info, `
A page has several permission tables, and they and its request lines do not go together: a request that no table is for, a table that is for no request, or nothing that tells which is for which. Name what each table is for in a heading or sentence above it, in the words of the path.`)

	RawHTML = rule("raw-html", Info, `
A section that is read holds HTML with text in it, which is not read. Write it as Markdown.`)

	RenderedLimit = rule("rendered-limit", Error, `
A page saved as HTML is too large, nested too deeply or has too many open brackets to be one, and is not read. Save the page's own content alone, or as text.`)

	RenderedRow = rule("rendered-row", Warning, `
A line of a table in a page saved as text could not be cut into the table's cells: browsers leave no bars between them, and the words do not tell.
The row is not used. Put a tab between the cells, or save the page as HTML.`)

	RequestLine = rule("request-line", Warning, `
A line of an HTTP request block is no valid METHOD /path line. Mend the template: balanced braces, a path that starts with "/".`)

	ResponseConflict = rule("response-conflict", Info, `
The Response text and the example's annotation name different types. The annotation wins if the type is known.`)

	ScopeSpelling = rule("scope-spelling", Warning, `
A scope differs by case only, by one letter in one of its words, or by a dot, from one that more pages name. A token request with the wrong spelling is refused.
A letter or a dot counts only where few pages have the one word and many the other. Spell it as the others do.`)

	ShortRow = rule("short-row", Info, `
A table row has fewer cells than the header. The missing cells are read as empty.`)

	StrayAnnotation = rule("stray-annotation", Info, `
An annotation says what the block of code below it holds, and there is none, or it is in another language than HTTP and JSON. What the
annotation says is not used. Put it right above the block, or mark the block as http or json.`)

	TranslatedName = rule("translated-name", Warning, `
On a page in another language, a property or member has a translated name. The service knows the original only. docmill takes it from the page's
JSON, from the list in back-quotes, or from other pages that translate the same word; the message says so. Put the original name back.`)

	TypeConflict = rule("type-conflict", Warning, `
Pages that describe one type contradict each other. The more trusted claim is kept. Make them agree.`)

	TypeSyntax = rule("type-syntax", Warning, `
A type cell is no type expression that docmill knows (a name, a link, "x collection", "Collection(x)"). The first type in it is used, or any JSON value if there is none.`)

	TypeWithoutPage = rule("type-without-page", Warning, `
No page documents a type that a request body is of. What the body's table lists, or the examples show, is all that is known of it: properties may be missing. Add the type's page.`)

	UnclosedComment = rule("unclosed-comment", Error, `
A comment is opened with <!-- and never closed, so Markdown hides the rest of the page. docmill closed it at the next blank line or heading. Add -->.`)

	UnclosedFence = rule("unclosed-fence", Error, `
A code fence is never closed, or only by the next one, so text became code. docmill closed it at the next heading or annotation. Add the closing fence.`)

	UnknownColumns = rule("unknown-columns", Info, `
A table has columns that no reader of its section knows, so its rows are not used; or one column of a table that is used has a title that nobody knows, so its cells
are not. What they say is not in the model. Use the titles that other pages use, or teach docmill the title.`)

	UnknownField = rule("unknown-field", Warning, `
A request table lists a property that the type of the body does not have. The service will refuse or ignore it, or the resource page lacks
a row. Correct the name, or add the property to the resource.`)

	UnknownKey = rule("unknown-key", Warning, `
An annotation names a key property that the type's tables do not list. Correct keyProperty, or add the row.`)

	UnknownLanguage = rule("unknown-language", Info, `
The headings of a page have known English anchors, but titles in a language that docmill has no words of. Types, properties and operations are read by anchors,
the places of columns and JSON; what only words say (read-only, required, possible values, "Not supported") is not. Give docmill the words: --dialect.`)

	UnknownSection = rule("unknown-section", Info, `
A section has a heading that docmill does not know. It is not used.`)

	UnreadPage = rule("unread-page", Error, `
A file with the name of a page is not read: it is larger than --max-page, a pipe, device or socket, a link that leads out of the docs root or nowhere, or its name or that of its folder is no UTF-8.
Nothing on it is part of the model. Raise the limit, put a file in its place, or rename it.`)

	UnresolvedType = rule("unresolved-type", Error, `
No page documents a type that is used. It becomes any JSON value. Correct the name or add the type's page.`)

	UnusableName = rule("unusable-name", Warning, `
A property has a name that no JSON member can have in Go (a comma, a quote, a control character), or that other properties leave no Go name for. Its values are kept in Extra. Correct the name.`)

	YesNo = rule("yes-no", Warning, `
A cell stands in a column of yes and no ("Required?", "Nullable") and says something else. It is not used. Write Yes or No, and what else there is to say into the description.`)
)
