#!/bin/bash
# tests/cli/lab.sh - hvsh against the lab's host, held to what virsh prints
#
# $SHARED/lab has a host as data, and what virsh printed and its exit status
# for each of a list of cases. hvsh has to print the same, byte for byte, and
# to end with the same status, but for what tests/lab-differences lists; a
# difference listed there that is none fails, too. What hvsh says of a failure
# is its own: tests/lab-errors says what it has to name. Each key of the
# differences is in the table of the manual's section COMPATIBILITY, with its
# reason, and no other key is there.
. "$TESTS/lib.sh"

DIFFERENCES=$TESTS/lab-differences
ERRORS=$TESTS/lab-errors
RULES=$TMP/rules
LAB=$SHARED/lab

# --- the lists ------------------------------------------------------------

keys_in_manual()
{
	awk '/^\.Sh / { on = ($2 == "COMPATIBILITY") }
		on && /^\.It Sy / { print $3 }' "$TESTS/../man/hvsh.1" | sort
}

keys_in_differences()
{
	sed -n 's/^\[\(.*\)\]$/\1/p' "$DIFFERENCES" | sort
}

# Each case's rules: $RULES/CASE.status the status, and in their order
# $RULES/CASE.1.sed, CASE.2.sed, ... the scripts.
split_differences()
{
	mkdir -p "$RULES"
	awk -v dir="$RULES" '
	function fail(why) {
		print FILENAME ":" FNR ": " why
		bad = 1
	}
	/^(#.*)?$/ { next }
	/^\[[a-z-]+\]$/ { key = $0; n = 0; next }
	/^\t/ {
		if (!n)
			fail("a script without a case")
		for (i = 1; i <= n; i++)
			print substr($0, 2) >script[i]
		next
	}
	{
		n = split($0, part, ":")
		if (n != 2 || !key || part[2] !~ /^( [0-9]+)?$/)
			fail("not \"CASE ...: [STATUS]\"")
		n = split(part[1], name, " ")
		for (i = 1; i <= n; i++) {
			print name[i] >(dir "/cases")
			script[i] = dir "/" name[i] "." ++count[name[i]] ".sed"
			if (part[2] == "")
				continue
			if (name[i] in status)
				fail("a second status of " name[i])
			status[name[i]] = 1
			print part[2] + 0 >(dir "/" name[i] ".status")
			close(dir "/" name[i] ".status")
		}
	}
	END { exit bad }' "$DIFFERENCES"
}

# What a list names must be a case; the list's column 1 on standard input.
not_cases()
{
	grep -v '^#' | sort -u | comm -23 - <(cut -f 1 "$LAB/cases.tsv" | sort)
}

# --- one case -------------------------------------------------------------

# Runs hvsh: $TMP/out, $TMP/err, and its exit status in STATUS.
run_hvsh()
{
	STATUS=0
	(cd "$TMP/work" && exec "$HVSH" "$@") >"$TMP/out" 2>"$TMP/err" \
		</dev/null || STATUS=$?
	sed -i "s|127\\.0\\.0\\.1:$PORT|127.0.0.1:PORT|g" "$TMP/out"
}

# virsh's output, by the listed differences made hvsh's: $TMP/want.
make_want()
{
	local i script

	cat "$LAB/virsh/$1.out" >"$TMP/want" 2>/dev/null || : >"$TMP/want"
	if [ ! -s "$TMP/want" ] && [ -f "$RULES/$1.1.sed" ]; then
		echo nothing >"$TMP/want"
	fi
	for ((i = 1; ; i++)); do
		script=$RULES/$1.$i.sed
		[ -f "$script" ] || [ -f "$RULES/$1.$((i + 1)).sed" ] || break
		[ -f "$script" ] || continue
		sed -zE -f "$script" "$TMP/want" >"$TMP/want.new" || return 1
		if cmp -s "$TMP/want" "$TMP/want.new"; then
			echo "    listed, but there is no such difference:"
			sed 's/^/        /' "$script"
			return 1
		fi
		mv "$TMP/want.new" "$TMP/want"
	done
}

# status_as_listed CASE VIRSH: holds STATUS to the list, else to virsh's.
status_as_listed()
{
	local want=$2

	if [ -f "$RULES/$1.status" ]; then
		want=$(cat "$RULES/$1.status")
		if [ "$want" = "$2" ]; then
			echo "    status $want is listed, but it is virsh's"
			return 1
		fi
	fi
	[ "$STATUS" = "$want" ] && return
	echo "    exit status $STATUS, not $want"
	sed 's/^/    /' "$TMP/err"
	return 1
}

# A failure says what lab-errors has it say; a success says nothing of it.
error_as_listed()
{
	local want

	want=$(awk -F '\t' -v name="$1" '$1 == name { print $2 }' "$ERRORS")
	if [ "$STATUS" = 0 ]; then
		[ -z "$want" ] && ! grep '^error:' "$TMP/err" && return
	else
		[ -n "$want" ] && sed -n 's/^error: //p' "$TMP/err" |
			grep -qE -- "$want" && return
	fi
	echo "    status $STATUS, error wanted: ${want:-none}; there is:"
	sed 's/^/    /' "$TMP/err"
	return 1
}

# one_case NAME STATUS: what run_hvsh left against what is wanted.
one_case()
{
	local bad=0

	status_as_listed "$1" "$2" || bad=1
	error_as_listed "$1" || bad=1
	make_want "$1" || bad=1
	if ! cmp -s "$TMP/want" "$TMP/out"; then
		diff -u --label virsh --label hvsh "$TMP/want" "$TMP/out" |
			sed 's/^/    /'
		bad=1
	fi
	return "$bad"
}

# --- all of them ----------------------------------------------------------

# A host on which no method was called is as good as a new one.
is_fresh()
{
	[ -n "$HVSIM_PID" ] && ! cut -f 2 "$REQUESTS" | grep -q /wmi/
}

# prepare HOST: a host as the case wants it.
prepare()
{
	[ "$1" = then ] && return
	[ "$1" = fresh ] && is_fresh && return
	stop_hvsim || return 1
	if [ "$1" = fresh ]; then
		rm -rf "$TMP/work"
		mkdir "$TMP/work"
		cp "$LAB"/inputs/* "$TMP/work"
		start_hvsim --load "$LAB/host" --job-ms 30 --guest-ms 300
	fi
}

# What a guest does takes its time: the last answer counts, at most 10 s late.
wait_for_guest()
{
	local i

	make_want "$1" >/dev/null
	for ((i = 0; i < 200; i++)); do
		cmp -s "$TMP/want" "$TMP/out" && break
		sleep 0.05
		run_hvsh "${@:2}"
	done
}

run_cases()
{
	local name host args status before= words

	while IFS=$'\t' read -r name host args status _; do
		[ "$name" = case ] && continue
		prepare "$host" || {
			echo "not ok - the host for $name"
			exit 1
		}
		eval "words=($args)"
		case $name in
		bad-password)
			HVSH_PASSWORD=wrong run_hvsh "${words[@]}" ;;
		undefine|undefine-off|undefine-running|managedsave-remove)
			run_hvsh "${words[@]}" --yes ;;
		*)	run_hvsh "${words[@]}" ;;
		esac
		case $before/$name in
		shutdown/*-after|reboot/*-after)
			wait_for_guest "$name" "${words[@]}" ;;
		esac
		check "$name: $args" one_case "$name" "$status"
		before=$name
	done <"$LAB/cases.tsv"
}

same 'keys: differences and manual' \
	"$(keys_in_differences)" "$(keys_in_manual)"
check 'the list of differences' split_differences
if [ ! -d "$LAB" ]; then
	echo "ok - the lab # SKIP there is no shared/lab beside the repository"
	finish
fi
same 'differences of cases that are none' '' "$(not_cases <"$RULES/cases")"
same 'errors of cases that are none' '' "$(cut -f 1 "$ERRORS" | not_cases)"
run_cases
finish
