#!/bin/bash
# tests/cli/editor.sh - an editor on a terminal: the question after a result
# that cannot be used, the keyboard's signals, and what stays of it all
. "$TESTS/lib.sh"

command -v expect >/dev/null || skip "expect is not there"

export LC_ALL=C.UTF-8 TERM=dumb
start_hvsim || exit 1
hvsh -q snapshot-create-as db01 one 2>/dev/null
mkdir "$TMP/t" && export TMPDIR=$TMP/t

# editor SCRIPT: $EDITOR is a program of these lines; $1 is the file
editor()
{
	printf '#!/bin/sh\n%s\n' "$1" >"$TMP/ed"
	chmod +x "$TMP/ed"
}
export EDITOR="$TMP/ed"

description()
{
	hvsh -q snapshot-dumpxml db01 one --xpath 'string(//description)' \
		2>/dev/null
	hvsh -q snapshot-dumpxml db01 one --xpath '//description' 2>/dev/null
}

files()
{
	find "$TMPDIR" -type f | wc -l
}

# --- the question ---
editor 'sed -i s/domainsnapshot/oops/ "$1"'
check 'n throws it away' session 'snapshot-edit db01 one' '
	want "error: the edited XML: line 1: this is <oops>"
	want "Failed. Try again? \[y,n,f,?\]: "
	send "x"
	want "x\r\nFailed. Try again? "
	send "?"
	want "y - yes, start editor again\r\n"
	want "n - no, throw away my changes\r\n"
	want "f - force, try to redefine again\r\n"
	want "? - print this help\r\n"
	want "Failed. Try again? "
	send "n"
	want "error: what was edited is thrown away"
	ends 2
'
same 'and no file stays' 0 "$(files)"

# the editor's first round spoils it, the second one mends it
editor 'if grep -q oops "$1"; then
	sed -i "s/oops/domainsnapshot/
		s|<state|<description>second</description>&|" "$1"
else
	sed -i s/domainsnapshot/oops/ "$1"
fi'
check 'y edits again what was edited' session 'snapshot-edit db01 one' '
	want "Failed. Try again? "
	send "y"
	want "Snapshot one edited."
	ends 0
'
same 'which is applied' '<description>second</description>' \
	"$(description | tail -n 1)"
same 'no file stays' 0 "$(files)"

editor 'hvsh -q snapshot-rename db01 one --description theirs
sed -i s/second/mine/ "$1"'
check 'f overwrites what somebody else changed' session \
	'snapshot-edit db01 one' '
	want "error: the snapshot'"'"'s XML configuration was changed by another user"
	want "Failed. Try again? "
	send "f"
	want "Snapshot one edited."
	ends 0
'
same 'as it was meant' '<description>mine</description>' \
	"$(description | tail -n 1)"

editor 'sed -i s/domainsnapshot/oops/ "$1"'
check 'Ctrl-C at the question is a no' session 'snapshot-edit db01 one' '
	want "Failed. Try again? "
	send "\003"
	want "error: what was edited is thrown away"
	ends 2
'
same 'no file stays after it' 0 "$(files)"

# --- the keyboard's signals are the editor's ---
editor 'trap "echo caught" INT
echo here
sleep 5 &
wait $!
sed -i s/mine/after/ "$1"'
check 'Ctrl-C in an editor that takes it ends nothing' session \
	'snapshot-edit db01 one' '
	want "here"
	send "\003"
	want "caught"
	want "Snapshot one edited."
	ends 0
'
editor 'stty raw -echo; echo here; kill -9 $$'
check 'one that was killed leaves the terminal as it was' session '' '
	want "hvsh # "
	send "snapshot-edit db01 one\r"
	want "here"
	want "was ended by signal 9"
	want "hvsh # "
	send "echo st\"\"ill\r"
	want "still\r\n"
	want "hvsh # "
	send "quit\r"
	ends 0
'
editor 'echo here; exec sleep 5'
check 'Ctrl-C in any other ends the command, not the shell' session '' '
	want "hvsh # "
	send "snapshot-edit db01 one\r"
	want "here"
	send "\003"
	want "was interrupted"
	want "hvsh # "
	send "\020\r"
	want "here"
	send "\003"
	want "hvsh # "
	send "quit\r"
	ends 0
'
same 'the history has the shell'\''s lines' \
	$'snapshot-edit db01 one\necho st""ill\nquit\nsnapshot-edit db01 one\nquit' \
	"$(cat "$XDG_STATE_HOME/hvsh/history")"
same 'still no file' 0 "$(files)"

# --- signals to hvsh itself ---
for signal in TERM HUP; do
	editor "echo there >'$TMP/started'; sleep 2"
	rm -f "$TMP/started"
	hvsh snapshot-edit db01 one >/dev/null 2>&1 &
	pid=$!
	for ((i = 0; i < 200; i++)); do
		[ -s "$TMP/started" ] && break
		sleep 0.05
	done
	same "SIG$signal comes when there is a file" 1 "$(files)"
	kill -"$signal" "$pid"
	wait "$pid" 2>/dev/null
	status=$?
	same "it ends hvsh" "$((128 + $(kill -l "$signal")))" "$status"
	same "no file stays after SIG$signal" 0 "$(files)"
done

finish
