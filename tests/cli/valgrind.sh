#!/bin/bash
# tests/cli/valgrind.sh - one-shot commands: no error, no leak
. "$TESTS/lib.sh"

[ -z "$SAN" ] || skip 'the build is sanitised'
nm -D "$HVSH" 2>/dev/null | grep -q __asan_init && skip 'the build is sanitised'
command -v valgrind >/dev/null || skip 'there is no valgrind'

start_hvsim || exit 1

clean()
{
	valgrind -q --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite,indirect,possible \
		--child-silent-after-fork=yes "$HVSH" "$@" \
		>"$TMP/out" 2>"$TMP/err" && return
	cat "$TMP/out" "$TMP/err"
	return 1
}

check 'list --all' clean list --all
check 'list --all --output json' clean --output json list --all
check 'version' clean version
export EDITOR='sed -i s/8388608/4194304/'
check 'edit' clean edit db01
export EDITOR='sed -i s/hvm/xen/' TMPDIR=$TMP
check 'edit, refused' eval '! clean edit db01 && ! grep -q == "$TMP/err"'
finish
