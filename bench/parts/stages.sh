# shellcheck shell=bash
# Each stage alone, by go test -bench, and goldmark alone on the same pages: all
# of v1.0 and beta, one after the other. Sourced by bench/run; writes stages.md.

[[ -n $docs ]] || return 0
cd "$root"
stages() { # pattern, package
	DOCMILL_BENCH="$docs/v1.0:$docs/beta" go test -run '^$' -bench "$1" -benchtime 3x -benchmem "$2" >>"$tmp/stages.txt"
}
# docmill lets garbage lie (spend/spend.go), and so do its stages; goldmark is
# fastest where none does.
for _ in $(seq "$runs"); do
	GOGC=${GOGC-100} stages '^BenchmarkGoldmark$' ./bench/stages
	stages '^Benchmark[^G]|^BenchmarkGenerate$' ./bench/stages
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
