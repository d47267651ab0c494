# shellcheck shell=bash
# Each stage alone, by go test -bench, and goldmark alone on the same pages: all
# of v1.0 and beta, one after the other. Sourced by bench/run; writes stages.md.

[[ -n $docs ]] || return 0
cd "$root"
# docmill lets garbage lie (cmd/docmill/memory.go); so does goldmark here.
stages() { # pattern, package
	GOGC=${GOGC-400} DOCMILL_BENCH="$docs/v1.0:$docs/beta" go test -run '^$' -bench "$1" -benchtime 3x -benchmem "$2" >>"$tmp/stages.txt"
}
for _ in $(seq "$runs"); do
	stages . ./bench/stages
	stages '^BenchmarkPlan$' ./gen
done
{
	echo "$where"
	echo
	echo '| stage | wall ms | processor ms | against goldmark | MB/s | of | allocations | allocated MB | heap grows by MB |'
	echo '|---|--:|--:|--:|--:|---|--:|--:|--:|'
	awk -f "$root/bench/parts/stages.awk" "$tmp/stages.txt"
} | tee "$tmp/stages.md"
echo
