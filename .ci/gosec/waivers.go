package main

import "regexp"

// A waiver says why a finding is none. Each has a reason, and one that is no
// longer needed fails the check.
type waiver struct {
	rule       string
	file, code *regexp.Regexp // of the file's name, and of the lines around the finding
	reason     string
}

func waive(rule, file, code, reason string) waiver {
	return waiver{rule, regexp.MustCompile(file), regexp.MustCompile(code), reason}
}

// runtime are the files that are copied into generated packages, and their copies.
const runtime = `^(templates/(runtime|servertest)|generated/\w+(/\w+)?)/`

var waivers = []waiver{
	waive("G101", `^gen/openapi_security\.go$`, `https://login\.`, "public addresses, no secrets"),
	waive("G104", `.`, `\.Close\(\)|os\.Remove\(|\.Kill\(\)`, "tidying up behind an error that is told, or when nothing depends on it any more"),
	waive("G104", `^(config/digest|gen/outdir/diff|model/diff/markdown|model/report/(baseline|json))\.go$`, `Write`,
		"a hash, a buffer in memory, or a bufio.Writer whose Flush tells: none of these fails"),
	waive("G104", runtime, `w\.Write\(`, "the client that asked is gone, and nobody is left to tell"),
	waive("G115", `.`, `byte\(r\)`, "the condition before it says that the rune is ASCII"),
	waive("G115", `^spend/spend\.go$`, `garbagePerByte\*uint64`, "bytes of pages and of memory, of which no machine has 2^57, and a percentage of them that has an upper bound"),
	waive("G115", `^parser/(cell|markdown)/`, `int32\(`, "offsets, lines and columns of a page, which --max-page and --max-include keep below 2 GB"),
	waive("G115", `^model/diag/text\.go$`, `int32\(n\)`, "bytes of a line of a page, which --max-page keeps below 2 GB"),
	waive("G115", `^model/selection/tally\.go$`, `int32\(`, "numbers of nodes, of which memory holds fewer than 2^31"),
	waive("G115", `^model/sample/valid\.go$`, `int32\(`, "offsets in a text that parseValid found to be below 2 GB, and values, of which it has fewer than bytes"),
	waive("G115", runtime+`primitive\.go$`, `int(8|16|32)\(n\)`, "the line below compares what was stored with what was read"),
	waive("G115", runtime+`dates\.go$`, `uint64\(units`, "the units are positive constants"),
	waive("G115", `^parser/dialect/(automaton|filter)\.go$`, `u?int(8|16|32)\(`, "maxStates bounds the states and with them what ends in them and the clauses; bytes have 245 classes at most"),
	waive("G115", `^parser/memory_code\.go$`, `uint64\(|int\(n`, "lengths of what is in memory; of what is read, decode refuses those that are none"),
	waive("G602", `^gen/layout\.go$`, `wide\[i\]`, "a row has at most two cuts"),
	waive("G203", `^model/report/html\.go$`, `htmlStyle`, "style and script of our own, embedded in docmill"),
	waive("G204", `^parser/gittree/`, `"git"`, "git with a list of arguments, of which no shell makes anything; the user's revision follows --end-of-options"),
	waive("G301", `.`, `0o?777`, "folders of source are for whom the umask says"),
	waive("G304", `.`, `.`, "files that the user names. What pages name is read through a file system that holds the docs root and nothing else"),
	waive("G306", `.`, `0o?666`, "files of source are for whom the umask says"),
	waive("G404", runtime+`retry\.go$`, `rand\.N`, "pauses that differ from client to client; no secret"),
}
