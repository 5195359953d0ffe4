#!/bin/bash
# tests/cli/install.sh - make install and uninstall: what lies where
. "$TESTS/lib.sh"

cd "$TESTS/.." || exit 1
into()
{
	make --no-print-directory "$1" B="$B" SAN="$SAN" PREFIX=/usr \
		DESTDIR="$TMP/to here" >"$TMP/log" 2>&1 && return
	cat "$TMP/log"
	return 1
}

check 'make install' into install
same 'the files' './usr/bin/hvsh
./usr/bin/hvsim
./usr/share/bash-completion/completions/hvsh
./usr/share/man/man1/hvsh.1
./usr/share/man/man1/hvsim.1' \
	"$(cd "$TMP/to here" && find . -type f | sort)"
same 'it runs' "$("$HVSH" --version)" "$("$TMP/to here/usr/bin/hvsh" --version)"
same 'it finds the hvsim beside it' HVSIM "$(PATH=/usr/bin:/bin \
	"$TMP/to here/usr/bin/hvsh" -q -c test:///default hostname)"
check 'make uninstall' into uninstall
same 'no file is left' '' "$(find "$TMP/to here" -type f)"
finish
