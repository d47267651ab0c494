# shellcheck shell=bash
# Each stage alone, by go test -bench, and goldmark alone on the same pages: all
# of v1.0 and beta, one after the other. Sourced by bench/run; writes stages.md.

[[ -n $docs ]] || return 0
cd "$root"
# docmill lets garbage lie (cmd/docmill/memory.go); so does goldmark here.
export GOGC=${GOGC-400}
for _ in $(seq "$runs"); do
	DOCMILL_BENCH="$docs/v1.0:$docs/beta" go test -run '^$' -bench . -benchtime 3x -benchmem ./bench/stages >>"$tmp/stages.txt"
	DOCMILL_BENCH="$docs/v1.0:$docs/beta" go test -run '^$' -bench '^BenchmarkPlan$' -benchtime 3x -benchmem ./gen >>"$tmp/stages.txt"
done
{
	echo "$where"
	echo
	echo '| stage | wall ms | processor ms | against goldmark | MB/s | of | allocations | allocated MB | heap grows by MB |'
	echo '|---|--:|--:|--:|--:|---|--:|--:|--:|'
	awk -f "$root/bench/parts/stages.awk" "$tmp/stages.txt"
} | tee "$tmp/stages.md"
echo
unset GOGC
