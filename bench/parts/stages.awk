# Makes a table of what the benchmarks of the stages printed: of each the fastest
# run, the folders added up. A stage that can only be measured together with the
# one before is the difference of the two.
/^Benchmark/ {
	sub(/-[0-9]+$/, "", $1)
	delete v
	for (i = 3; i < NF; i++) v[$(i+1)] = $i
	least("ms", v["ns/op"]/1e6)
	least("cpu", v["cpu-ms/op"])
	least("n", v["allocs/op"])
	least("alloc", v["B/op"]/1e6)
	if (!(($1, "mb") in best)) best[$1, "mb"] = v["MB/s"]*v["ns/op"]/1e9
	if (v["peak-MB"] > best[$1, "peak"]) best[$1, "peak"] = v["peak-MB"]
	split($1, part, "/")
	folders[part[2]]
}
function least(what, value) {
	if (!(($1, what) in best) || value < best[$1, what]) best[$1, what] = value
}
function sum(name, what,   s, f) {
	for (f in folders) {
		if (what == "peak") { if (best["Benchmark" name "/" f, what] > s) s = best["Benchmark" name "/" f, what] }
		else s += best["Benchmark" name "/" f, what]
	}
	return s
}
# row prints a stage; less is what was measured with it, "" for nothing.
function row(title, name, less, of,   ms, cpu, wall) {
	ms = sum(name, "ms") - (less == "" ? 0 : sum(less, "ms"))
	cpu = sum(name, "cpu") - (less == "" ? 0 : sum(less, "cpu"))
	printf "| %s | %d | %d | ×%.1f | %.1f | %s | %d | %d | %s |\n", title, ms, cpu, cpu/sum("Goldmark", "cpu"), 1000*sum(name, "mb")/ms, of,
		sum(name, "n") - (less == "" ? 0 : sum(less, "n")), sum(name, "alloc") - (less == "" ? 0 : sum(less, "alloc")),
		less == "" ? sprintf("%d", sum(name, "peak")) : ""
}
END {
	row("goldmark alone, without tables", "Goldmark", "", "Markdown")
	row("read files", "Files", "", "Markdown")
	row("Markdown to Document", "Documents", "", "Markdown")
	row("Document to Page", "Pages", "Documents", "Markdown")
	row("link", "Link", "", "Markdown")
	row("**read, parse and link**, from disk", "Load", "", "Markdown")
	row("check", "Lint", "", "Markdown")
	row("plan", "Plan", "", "Go")
	row("print", "Generate", "Plan", "Go")
	row("write, into a new folder", "Write", "", "Go")
	row("write, nothing changed", "WriteSame", "", "Go")
	row("**all**, from pages to a new folder", "All", "", "Markdown")
}
