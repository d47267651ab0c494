# shellcheck shell=bash
# Whole runs on one, two, four and eight times the pages of v1.0 and beta
# together: copies with names of their own (bench/grow). Sourced by bench/run;
# writes growth.md.

[[ -n $docs ]] || return 0
(cd "$root" && go build -o "$tmp/grow" ./bench/grow)
# In memory where there is enough of it. For minutes after files were removed ext4
# looks at their inodes before it makes a file, which would make one time all pages
# dearer than eight times if other parts were measured before.
room=$tmp/grown
if [[ -w /dev/shm && $(awk '/^MemAvailable/ { print int($2/1e6) }' /proc/meminfo) -ge 20 ]]; then
	shm=$(mktemp -d /dev/shm/docmill.XXXXXX)
	room=$shm
fi
{
	echo "$where"
	echo
	echo '| times | pages | Markdown MB | wall s | processor s | processor ms a page | against one | memory MB | kB a page | against one |'
	echo '|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|'
	for n in ${GROWTH-1 2 4 8}; do
		grown=$room/$n
		mkdir -p "$room"
		"$tmp/grow" "$n" "$grown" "$docs/v1.0" "$docs/beta"
		for i in $(seq "$runs"); do
			forget
			# What is written stays to the end, for the same reason.
			"$tmp/measure" "$tmp/docmill" generate --docs "$grown" --out "$grown-out-$i" --package api >>"$tmp/grown-$n.times" 2>"$tmp/grown.log" ||
				{ cat "$tmp/grown.log" >&2; exit 1; }
		done
		read -r wall cpu _ largest < <(measured "$tmp/grown-$n.times")
		find "$grown/api" "$grown/resources" -name '*.md' -printf '%s\n' | awk '{ s += $1 } END { print NR, s/1e6 }' |
			{ read -r pages md; echo "$n $pages $md $wall $cpu $largest"; }
	done | awk '{
			cpu = 1000*$5/$2; memory = 1024*$6/$2
			if (NR == 1) { cpu1 = cpu; memory1 = memory }
			printf "| %d | %d | %.1f | %.1f | %.1f | %.2f | ×%.2f | %d | %.1f | ×%.2f |\n", $1, $2, $3, $4, $5, cpu, cpu/cpu1, $6, memory, memory/memory1
		}'
} | tee "$tmp/growth.md"
echo
rm -rf "$room"
