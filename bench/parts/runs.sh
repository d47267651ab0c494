# shellcheck shell=bash
# Whole runs of the command, each in a process of its own, as users have them.
# Sourced by bench/run; writes runs.md.

[[ -n $docs ]] || return 0
work=$tmp/runs
mkdir -p "$work"
for version in v1.0 beta; do
	# A copy, to edit a page of.
	cp -r "$docs/$version" "$work/$version"
done
chmod -R u+w "$work"
page=resources/message.md

once() { # name, arguments of docmill
	local name=$1
	shift
	"$tmp/measure" "$tmp/docmill" "$@" >>"$work/$name.times" 2>"$work/$name.log" || { cat "$work/$name.log" >&2; exit 1; }
}
written() { # name, version, flags: into a folder that is not there yet
	local name=$1 version=$2
	shift 2
	# Not removed: for minutes, ext4 would look at the inodes of what was.
	[[ ! -e $work/$name ]] || mv "$work/$name" "$work/$name.$RANDOM$RANDOM"
	once "$name" generate --docs "$work/$version" --out "$work/$name" --package api "$@"
}
lint() { # version: findings are no failure
	"$tmp/measure" sh -c '"$@" || test $? = 1' sh "$tmp/docmill" lint --docs "$work/$1" >>"$work/$1-lint.times" 2>/dev/null
}
edit() { # version: one property more in the table of one page
	sed -i '/^|[[:space:]]*Property[[:space:]]*|/{n;s/$/\n|madeUp'"$RANDOM"'|String|How it came about.|/}' "$work/$1/$page"
}
for _ in $(seq "$runs"); do
	for version in v1.0 beta; do
		forget
		written "$version-new" "$version"
		once "$version-same" generate --docs "$work/$version" --out "$work/$version-new" --package api
		edit "$version"
		once "$version-page" generate --docs "$work/$version" --out "$work/$version-new" --package api
		written "$version-kept" "$version" --select message
		forget
		written "$version-part" "$version" --select message
		forget
		lint "$version"
	done
done

# size prints the MB that files of a kind have below a folder, of 10⁶ bytes.
size() { find "$1" -name "*.$2" -type f -printf '%s\n' | awk '{ s += $1 } END { printf "%.1f", s/1e6 }'; }
{
	echo "$where"
	echo
	echo '| run | pages | wall s | wanted | processor s | memory MB | wanted | Markdown MB/s | Go MB/s |'
	echo '|---|--:|--:|--:|--:|--:|--:|--:|--:|'
	for version in v1.0 beta; do
		pages=$(find "$work/$version/api" "$work/$version/resources" -name '*.md' | wc -l)
		md=$(size "$work/$version" md)
		while IFS='|' read -r name what go second memory; do
			[[ $version != beta || $name != new ]] || second=4
			[[ $version != beta ]] || { [[ $name == new ]] || second='' memory=''; [[ -z $memory ]] || memory=1200; }
			read -r wall cpu _ largest < <(measured "$work/$version-$name.times")
			mb=''
			[[ -z $go ]] || mb=$(size "$work/$version-$go" go)
			awk -v r="$version: $what" -v n="$pages" -v w="$wall" -v s="$second" -v c="$cpu" -v m="$largest" -v l="$memory" -v md="$md" -v g="$mb" \
				'BEGIN { printf "| %s | %d | %.2f | %s | %.2f | %d | %s | %.1f | %s |\n", r, n, w, s, c, m, l, md/w, g == "" ? "" : sprintf("%.1f", g/w) }'
		done <<-ROWS
			new|all, into a new folder|new|1.5|600
			same|again, nothing changed||0.6|
			page|again, one page changed||0.8|
			part|\`--select message\`||0.5|
			kept|\`--select message\`, pages read before|||
			lint|\`lint\`|||
		ROWS
	done
} | tee "$tmp/runs.md"
echo
rm -rf "$work"
