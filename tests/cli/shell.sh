#!/bin/bash
# tests/cli/shell.sh - the interactive shell as a person meets it, and a script
# on standard input
. "$TESTS/lib.sh"

command -v expect >/dev/null || skip "expect is not there"

export LC_ALL=C.UTF-8 TERM=dumb
history=$XDG_STATE_HOME/hvsh/history

# --- the prompt, errors, the end ---
check 'it welcomes, prompts, runs and quits' session '' '
	want "Welcome to hvsh"
	want "hvsh # "
	send "echo one; echo two\r"
	want "one\r\ntwo\r\n"
	want "hvsh # "
	send "quit\r"
	ends 0
'
check 'quiet: no welcome; read-only: another prompt' session '-q -r' '
	expect -ex "hvsh > " {}
	if {[string match *Welcome* $expect_out(buffer)]} { exit 1 }
	send "exit\r"
	ends 0
'
check 'an error does not end it, nor makes it fail' session '' '
	want "hvsh # "
	send "nosuch\r"
	want "error: unknown command: '"'nosuch'"'"
	want "hvsh # "
	send "echo \"a\r"
	want "error: missing \""
	want "hvsh # "
	send "quit\r"
	ends 0
'
check 'Ctrl-D ends it' session '' '
	want "hvsh # "
	send "\004"
	want "\r\n"
	ends 0
'
check 'Ctrl-C clears the line and no more' session '' '
	want "hvsh # "
	send "echo gone"
	want "echo gone"
	send "\003"
	want "hvsh # "
	send "echo st\"\"ill here\r"
	want "still here\r\n"
	want "hvsh # "
	send "quit\r"
	ends 0
'
check 'cd and pwd' session '' '
	want "hvsh # "
	send "cd /usr\r"
	want "hvsh # "
	send "pwd\r"
	want "/usr\r\n\r\nhvsh # "
	send "quit\r"
	ends 0
'

check 'a host that cannot be used ends it at once' session '-c hyperv://h/?x=1' '
	want "error: "
	ends 2
'

# --- TAB ---
check 'TAB completes commands, options, and lists what there is' session '' '
	want "hvsh # "
	send "ec\t--sh\t\"a b\"\r"
	want "'"'a b'"'\r\n"
	want "hvsh # "
	send "e\t\t"
	want "echo"
	want "exit"
	send "\003"
	want "hvsh # "
	send "\"ec\t x\r"
	want "x\r\n"
	send "quit\r"
	ends 0
'
mkdir "$TMP/a b" && : >"$TMP/a b/it's"
check 'TAB completes and quotes file names' session '' "
	want {hvsh # }
	send \"cd $TMP/a\\t\\r\"
	want {hvsh # }
	send \"pwd\\r\"
	want {a b}
	send \"quit\\r\"
	ends 0
"

# --- history ---
rm -f "$history"
check 'commands for the history' session '' '
	want "hvsh # "
	send "echo kept\r"
	want "kept\r\n"
	send "echo kept\r"
	want "kept\r\n"
	send " echo blank\r"
	want "blank\r\n"
	send "connect hyperv://u:secret@h/?x=1\r"
	want "error: "
	send "echo --password-file p\r"
	want "error: "
	send "quit\r"
	ends 0
'
same 'the history has what may be kept' $'echo kept\nquit' "$(cat "$history")"
same 'nobody else reads it' '600 700' \
	"$(stat -c %a "$history") $(stat -c %a "${history%/*}")"
check 'the next shell remembers' session '' '
	want "hvsh # "
	send "\020\020\r"
	want "kept\r\n"
	send "quit\r"
	ends 0
'
for ((i = 0; i < 1500; i++)); do echo "echo $i"; done >"$history"
check 'a long history is cut' session '' '
	want "hvsh # "
	send "quit\r"
	ends 0
'
same 'to 1000 lines' 1000 "$(wc -l <"$history")"
check 'no home, no history, but a shell' env -u HOME -u XDG_STATE_HOME \
	bash -c "$(declare -f session); session '' \"\$1\"" - '
	want "hvsh # "
	send "echo fi\"\"ne\r"
	want "fine\r\n"
	send "quit\r"
	ends 0
'

# --- what a terminal must never get ---
check 'control characters are escaped' session "-q echo \"\$(printf 'a\\033[31mb')\"" '
	want "a\\x1b\[31mb"
	ends 0
'

# --- a script on standard input ---
script()
{
	printf '%b' "$1" | hvsh -q 2>&1
	echo "status ${PIPESTATUS[1]}"
}

same 'a script: no prompt, no welcome' $'one\n\n/\n\nstatus 0' \
	"$(printf 'echo one\n# no\n\ncd /;pwd\n' | hvsh; echo "status $?")"
same 'lines that end in CR LF' 'onestatus 0' "$(script 'echo one\r\n')"
same 'no newline at the end' 'onestatus 0' "$(script 'echo one')"
same 'it goes on after an error; the last status counts' \
	$'error: unknown command: \'nope\'\nonestatus 0' \
	"$(script 'nope\necho one\n')"
same 'the last command fails' $'oneerror: unknown command: \'nope\'\nstatus 2' \
	"$(script 'echo one\nnope\n')"
same 'a quote does not reach over the line' \
	$'error: missing "\nerror: unknown command: \'b"\'\nstatus 2' \
	"$(script 'echo "a\nb\\"\n' | sed 's/error: missing "$/&/')"
same 'quit ends it and keeps the status' \
	$'error: unknown command: \'nope\'\nstatus 2' \
	"$(script 'nope\nquit\necho no\n')"

# --- the version ---
same 'short' "$(hvsh -v)" "$(hvsh --version=short)"
check 'long: the libraries too' \
	grep -q '^ libcurl [0-9.]*$' <<<"$(hvsh -V)"

# --- several commands ---
export HVSH_DEFAULT_URI=test:///default
same 'read-only: refused, and the next one runs' \
	$'\nerror: read-only: \'start\' would change the host\n/\n\nstatus 0' \
	"$(cd / && hvsh -r 'start db01; pwd' 2>"$TMP/err" >"$TMP/out"
	   status=$?; head -1 "$TMP/out"; cat "$TMP/err"
	   tail -n +2 "$TMP/out"; echo "status $status")"
same 'read-only: the status' 4 "$(hvsh -r start db01 >/dev/null 2>&1; echo $?)"
same 'connect that fails leaves the host of before' 'test:///default' \
	"$(hvsh -q 'connect hyperv://h/?x=1; uri' 2>/dev/null)"
same 'connect' 'hyperv://admin@h/' \
	"$(HVSH_PASSWORD=x hvsh -q 'connect hyperv://admin@h/; uri' 2>/dev/null)"
same 'time' 1 "$(hvsh -t pwd | grep -c '^(Time: [0-9]*\.[0-9]\{3\} ms)$')"
unset HVSH_DEFAULT_URI

# --- output that cannot be written ---
if [ -w /dev/full ]; then
	same 'a full disk' \
		$'error: cannot write output: No space left on device\nstatus 1' \
		"$(hvsh 'echo a; echo b' 2>&1 >/dev/full; echo "status $?")"
fi
hvsh 'help; help; help; help; help; help; help; help; help; help; help; help;
      help; help; help; help; help; help; help; help; help; help; help; help;
      help; help; help; help; help; help; help; help; help; help; help' \
	2>"$TMP/pipe.err" | sleep 0.2
same 'nobody reads: ended by SIGPIPE, in silence' '141 ' \
	"${PIPESTATUS[0]} $(cat "$TMP/pipe.err")"

finish
