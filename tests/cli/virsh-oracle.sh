#!/bin/bash
# tests/cli/virsh-oracle.sh - virsh and hvsh are given the same words and have
# to say the same: quoting, usage errors, help. Known differences are taken
# out: hvsh's hints, and its exit status 2 for usage.
. "$TESTS/lib.sh"

command -v virsh >/dev/null || skip "virsh (libvirt-clients) is not there"

export LC_ALL=C.UTF-8
cd / || exit 1

of_virsh()
{
	virsh -c test:///default "$@" 2>&1
	echo "status $?"
}

of_hvsh()
{
	"$HVSH" "$@" 2>&1 | sed '/^hint: /d'
	echo "status ${PIPESTATUS[0]}" | sed 's/2$/1/'
}

alike()
{
	same "$(printf '%q ' "$@")" "$(of_virsh "$@")" "$(of_hvsh "$@")"
}

# --- words and quotes, one line ---
while IFS= read -r line; do
	alike "$line"
done <<'END'
echo a
echo a; echo b
echo a;echo b;
echo a;;echo b
;
echo a #b
echo a#b
# a comment
echo 'a b' "c d" e\ f
echo a"b c"d'e f' '"g'
echo "a\"b\c\\d"
echo 'a\b'
echo ""
echo "" x ''
"echo" a
echo "--shell" "a b"
echo "a
echo a \
echo -- --xml
echo -- a -- b
echo --=x
echo --string x --string y
echo --string="a b"
echo --string=
echo --string
echo --shell --split "a  b" c
echo --shell --xml "a & b"
echo --xml --split a
echo --xml --xml
echo --xml=1
echo --bogus
echo --err x
nope; echo b
echo b; nope
cd /; echo c
pwd; quit; pwd
pwd x
cd --dir
help --command
END

alike ' '
alike $'echo a\\\nb'
alike $'echo "a\\\nb"'
alike $'echo \'a\\\nb\''
alike $'echo a\necho b'
alike $'echo\ta\r'
alike $'echo a;#c d\necho b'

# --- several words are taken as they are ---
alike echo 'a b;c'
alike echo 'a;' echo b
alike echo a ';' '#b'
alike 'echo a' 'echo b'
alike echo -- --xml
alike -- echo a
alike echo '' x
alike echo --shell '' x "it's" 'é a' '~' '{' 'a,b@c%' 'a*b' '$x' '`' '\' '!'
alike echo --xml "a'b\"<>&" $'c\td\x01\ne'
alike echo --split a,b,,c d
alike echo --split a, ,b
alike -q echo a
alike -q pwd

# --- options before the command ---
alike -x
alike --bogus
alike -c

# --- help ---
for what in cd echo help pwd quit; do
	alike help "$what"
	alike "$what" --help
done
alike help nosuch

# --- each option of virsh's is there, or refused with a reason ---
refuses()
{
	"$HVSH" "$1" "$2" x 2>&1 | grep "doesn't support option"
}

options_of()
{
	virsh help "$1" 2>/dev/null | sed '1,/^  OPTIONS/d' |
		grep -oE '^ +(\[?--[a-z-]+|-[a-z] \| --[a-z-]+)' |
		grep -oE -e '--[a-z-]+'
}

n=0
for cmd in $("$HVSH" help | sed -n 's/^    \([a-z][a-z-]*\) .*/\1/p'); do
	unknown=
	for option in $(options_of "$cmd"); do
		n=$((n + 1))
		unknown+=$(refuses "$cmd" "$option")
	done
	same "virsh's options of $cmd" '' "$unknown"
done
check 'virsh has options' test "$n" -gt 200

finish
