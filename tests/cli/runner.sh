#!/bin/bash
# tests/cli/runner.sh - the test runner and the checks can fail
. "$TESTS/lib.sh"

# run_on NAME TEXT LAST-LINE [PATTERN]: a file NAME with TEXT, alone.
run_on()
{
	local out

	printf '%s\n' "$2" >"$TMP/$1"
	out=$(TEST_TIMEOUT=2 "$TESTS/run" "$TMP/$1" 2>&1)
	if [ "$(tail -n 1 <<<"$out")" = "$3" ] &&
		grep -q -- "${4:-.}" <<<"$out"; then
		echo "ok - $1: $3"
	else
		echo "not ok - $1"
		sed 's/^/    /' <<<"$out"
		CHECKS_FAILED=1
	fi
}

none='# host: none'
run_on right.t "$none
\$ printf 'a\\nb\\n\\n'; exit 3
a
b

[3]
\$ printf '%s\\n' one 2 3 four 5
...
four
5
\$ echo 'took 17 ms'
took ... ms
\$ cat <<E
> x
>   y
> E
x
  y" '4 passed, 0 failed'
run_on output.t "$none
\$ echo a
b" '0 passed, 1 failed' '^ *+a'
run_on more.t "$none
\$ echo a; echo b
a" '0 passed, 1 failed'
run_on less.t "$none
\$ echo a
a
" '0 passed, 1 failed'
run_on status.t "$none
\$ false" '0 passed, 1 failed' 'exit status 1, not 0'
run_on dots.t "$none
\$ echo a; echo c
a
...
b" '0 passed, 1 failed'
run_on empty.t "$none" '0 passed, 1 failed' 'no test in it'
run_on slow.sh 'sleep 30 & sleep 30' '0 passed, 1 failed' 'ended after 2 s'
run_on skip.sh 'echo because; exit 77' '0 passed, 0 failed, 1 skipped' \
	'skipped .*skip.sh: because'
run_on whole.sh 'exit 0' '1 passed, 0 failed'
run_on broken.sh 'echo "ok - a"; exit 5' '1 passed, 1 failed' 'exit status 5'
run_on page.1 '.Sh EXAMPLES
.\" host: none
.Bd -literal
$ echo "a\eb"
a\eb
.Ed
.Dl $ echo what it prints is not looked at
.Bd -literal
no command
.Ed' '2 passed, 0 failed'

# includes FILE LINE [WHY]: refused, when WHY is given
includes()
{
	local out

	rm -rf "$TMP/src"
	mkdir -p "$TMP/src/${1%/*}"
	printf '%s\n' "$2" >"$TMP/src/$1"
	out=$("$TESTS/check-layers" "$TMP" | grep '^not ok')
	same "$1: $2" "${3:+not ok - src/$1:1: $3}" "$out"
}

includes hv/a.c '#include "wmi/job.h"'
includes hv/a.c '#include "shell/out.h"' 'hv may not include shell/out.h'
includes hv/a.c '#include "vm.h"' '"vm.h" does not name its folder'
includes base/a.c '#  include <libxml/tree.h>' 'base may not use <libxml/tree.h>'
includes xml/a.c '#include <libxml/tree.h>'
includes wmi/a.c '#include <libxml/tree.h>' 'wmi may not use <libxml/tree.h>'
includes new/a.c '#include <stdio.h>' 'src/new is not in tests/layers'

# Where nothing can be installed, the packages are named.
mkdir "$TMP/bin"
for p in dirname sh id cat; do
	ln -s "$(command -v "$p")" "$TMP/bin/$p"
done
sed -e 's/^PATH=.*/:/' "$TESTS/deps" >"$TMP/deps"
cp "$TESTS/packages" "$TMP"
out=$(PATH=$TMP/bin sh "$TMP/deps" build 2>&1)
same 'deps: exit status' 1 $?
check 'deps: names packages' grep -q 'libxml2-dev' <<<"$out"
check 'deps: names the command' grep -q 'apt-get install .*gcc' <<<"$out"
check 'deps: silent when all is there' test -z "$("$TESTS/deps" build)"
finish
