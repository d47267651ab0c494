# shellcheck shell=bash
# What it costs to compile the generated package, what a binary weighs, and how
# fast the package reads and writes JSON, all beside the official SDK. Sourced by
# bench/run; writes build.md, package.md, codec.md and summary.md.

# The module refers to three packages that exist only here.
generate() { # package, version of the docs, flags
	local name=$1 version=$2
	shift 2
	"$tmp/docmill" generate --docs "$docs/$version" --out "$mod/$name" "$@" >"$tmp/$name.log" 2>&1 ||
		{ cat "$tmp/$name.log" >&2; exit 1; }
	rm -rf "$mod/$name"/testdata "$mod/$name"/*_test.go
}
if [[ -n $docs ]]; then
	generate whole v1.0
	generate beta beta
	generate selected v1.0 --select message
fi
cd "$mod"
if [[ -n $sdk ]] && ! go mod download 2>"$tmp/download.log"; then
	skip "the SDK: $(tail -1 "$tmp/download.log")"
	sdk=''
fi

programs=(nethttp json)
[[ -z $docs ]] || programs+=(selected whole beta)
declare -A label=(
	[nethttp]='`net/http` alone' [json]='`net/http` and `encoding/json`' [selected]='docmill, `--select message`'
	[whole]='docmill, all of v1.0' [beta]='docmill, all of beta' [sdk]='msgraph-sdk-go v1.89.0'
)

# ---- building -------------------------------------------------------------
cold() { # program: builds it with nothing in the cache
	rm -rf "$tmp/cache"
	GOCACHE=$tmp/cache "$tmp/measure" go build -p 2 -o "$tmp/$1.exe" "./one/$1" >>"$tmp/$1.cold"
	chmod -R u+w "$tmp/cache"
}
for _ in $(seq "$runs"); do
	for p in "${programs[@]}"; do cold "$p"; done
done
if [[ -n $sdk ]]; then
	cold sdk
	programs+=(sdk)
fi
export GOCACHE=$tmp/cache # what follows need not compile the SDK again
{
	echo "$where"
	echo
	echo '| one call with | wall s | beyond `net/http` | processor s | memory of all MB | of the largest process MB | binary bytes | against `net/http` |'
	echo '|---|--:|--:|--:|--:|--:|--:|--:|'
	for p in "${programs[@]}"; do
		read -r wall cpu all largest < <(measured "$tmp/$p.cold")
		size=$(wc -c <"$tmp/$p.exe")
		[[ $p != nethttp ]] || { wall0=$wall size0=$size; }
		[[ $p != nethttp ]] || cpu0=$cpu
		echo "$p $cpu $cpu0 $all" >>"$tmp/facts"
		awk -v l="${label[$p]}" -v w="$wall" -v w0="$wall0" -v c="$cpu" -v a="$all" -v m="$largest" -v s="$size" -v s0="$size0" \
			'BEGIN { printf "| %s | %.1f | %+.1f | %.1f | %d | %d | %d | %+.1f %% |\n", l, w, w-w0, c, a, m, s, 100*(s-s0)/s0 }'
	done
} | tee "$tmp/build.md"
echo

# ---- the package itself ---------------------------------------------------
[[ -n $docs ]] || return 0
again() { # package: builds it when all it imports is in the cache
	go build "./$1"
	printf '%s\n\n// Run %s.\n' "$(grep -h '^package ' "$1/opt.go")" "$RANDOM$RANDOM" >"$1/run.go"
	"$tmp/measure" go build -p 2 "./$1" >>"$tmp/$1.again"
	rm "$1/run.go"
}
for _ in $(seq "$runs"); do
	for p in selected whole beta; do again "$p"; done
done
{
	echo '| package | lines | functions | wall s | processor s | memory of all MB |'
	echo '|---|--:|--:|--:|--:|--:|'
	for p in selected whole beta; do
		read -r wall cpu all largest < <(measured "$tmp/$p.again")
		go build -o "$tmp/$p.a" "./$p"
		awk -v l="${label[$p]}" -v n="$(cat "$p"/*.go | wc -l)" -v f="$(go tool nm "$tmp/$p.a" | awk '$2 == "T" || $2 == "t"' | wc -l)" \
			-v w="$wall" -v c="$cpu" -v a="$all" 'BEGIN { printf "| %s | %d | %d | %.1f | %.1f | %d |\n", l, n, f, w, c, a }'
	done
} | tee "$tmp/package.md"
echo

# ---- reading and writing --------------------------------------------------
[[ -n $sdk ]] || { skip "reading and writing, which are compared with the SDK"; return 0; }
go vet ./codec
go test ./codec >&2
go test ./codec -run '^$' -bench . -benchtime "${BENCHTIME-2s}" -count "$runs" -cpu 1 >"$tmp/bench.txt"
{
	echo '| 1,000 messages | with | MB/s | against the SDK | allocations a message | against the SDK | bytes a message |'
	echo '|---|---|--:|--:|--:|--:|--:|'
	awk -v facts="$tmp/facts" '
		BEGIN { name["sdk"] = "msgraph-sdk-go v1.89.0"; name["docmill"] = "docmill"; name["encoding-json"] = "`encoding/json`, plain pointers" }
		/^Benchmark/ {
			if (!($1 in best)) order[++n] = $1
			for (i = 3; i < NF; i++) v[$(i+1)] = $i
			if (v["MB/s"] > best[$1]) { best[$1] = v["MB/s"]; allocs[$1] = v["allocs/op"]; bytes[$1] = v["B/op"] }
		}
		END {
			for (i = 1; i <= n; i++) {
				k = order[i]
				split(k, part, "/by=")
				what = tolower(substr(part[1], 10))
				who = part[2]
				if (who == "sdk") sdk = k
				if (who == "docmill") print what, best[k]/best[sdk], allocs[sdk]/allocs[k] >>facts
				printf "| %s | %s | %.1f | ×%.1f | %.1f | ÷%.1f | %d |\n", what, name[who], best[k], best[k]/best[sdk],
					allocs[k]/1000, allocs[sdk]/allocs[k], bytes[k]/1000
			}
		}' "$tmp/bench.txt"
} | tee "$tmp/codec.md"

# The paragraph of the README.
awk '
	{ fact[$1] = $0 }
	function of(name, i,   f) { split(fact[name], f, " "); return f[i] }
	function more(name) { return sprintf("%.0f s and %d MB", of(name, 2)-of(name, 3), of(name, 4)) }
	END {
		printf "Reading a page of 1,000 messages is %.0f times as fast as with msgraph-sdk-go\n", of("decode", 2)
		printf "v1.89.0 and takes a %.0fth of its allocations; writing them, %.0f times and a %.0fth.\n", of("decode", 3), of("encode", 2), of("encode", 3)
		printf "Building a program that makes one call costs %s with the SDK,\n", more("sdk")
		printf "%s with the package of all v1.0 pages, %.1f s with that of\n", more("whole"), of("selected", 2)-of("selected", 3)
		printf "`--select message` (processor time beyond that of `net/http` alone).\n"
	}' "$tmp/facts" >"$tmp/summary.md"
