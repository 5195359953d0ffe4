#!/bin/bash
# tests/wire/hvsim-life.sh - how the simulated host begins and ends
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"

ONE='SELECT Name FROM Msvm_ComputerSystem WHERE Name = "HVSIM"'
HOST_PID=

# begin OPTION...: a host whose standard input is fd 8; waits until it is
# ready.
begin()
{
	local i

	rm -f "$TMP/in"
	mkfifo "$TMP/in"
	: >"$TMP/out"
	"$HVSIM" "$@" <"$TMP/in" >"$TMP/out" 2>"$TMP/err" &
	HOST_PID=$!
	exec 8>"$TMP/in"
	for ((i = 0; i < 200; i++)); do
		grep -q '^listening' "$TMP/out" && return
		kill -0 "$HOST_PID" 2>/dev/null || return
		sleep 0.05
	done
}

port()
{
	PORT=$(sed -n 's/^listening on .*:\([0-9]*\)$/\1/p' "$TMP/out")
}

# ended NAME STATUS: it ends soon, with that status.
ended()
{
	local i status

	for ((i = 0; i < 100; i++)); do
		kill -0 "$HOST_PID" 2>/dev/null || break
		sleep 0.05
	done
	kill -KILL "$HOST_PID" 2>/dev/null
	wait "$HOST_PID" 2>/dev/null
	status=$?
	same "$1" "$2" "$status"
	exec 8>&-
}

# refuses NAME STATUS PATTERN OPTION...
refuses()
{
	local name=$1 want=$2 pattern=$3 status

	shift 3
	timeout 10 "$HVSIM" "$@" </dev/null >"$TMP/out" 2>"$TMP/err"
	status=$?
	same "$name" "$want" "$status"
	check "  and says why" grep -q -- "$pattern" "$TMP/err"
}

# --- options ---
refuses 'an unknown option' 2 "'--frob'" --frob
refuses 'an option without its argument' 2 "'--port'" --port
refuses 'a word' 2 "'word'" word
refuses 'a port that is none' 2 "'65536'" --port 65536
refuses 'a release that is none' 2 "'1999'" --os 1999
refuses 'a language that is none' 2 "'x y'" --lang 'x y'
refuses 'a file that is not there' 2 "$TMP/no" --password-file "$TMP/no"
refuses 'an unknown failure' 2 "'frob'" --fail frob
refuses 'a failure at no request' 2 "'@0'" --fail 401@0
refuses 'a failure at half a request' 2 "'/x'" --fail 401/x
refuses 'a failure that takes no argument' 2 "'x'" --fail 401:x
refuses 'a reply without its file' 2 reply --fail reply
refuses 'a certificate without its key' 2 tls-key --tls --tls-cert x
refuses 'a certificate without TLS' 2 -- --tls --tls-cert x
refuses 'a socket and a port' 2 socket --socket x --port 1
refuses 'a load that is not there' 1 "$TMP/no" --load "$TMP/no" --port 0
refuses 'an address that is not here' 1 192.0.2.1 --listen 192.0.2.1 --port 0
refuses 'a log that cannot be' 1 "$TMP/no" --requests "$TMP/no/log" --port 0
check 'help names all options' test "$("$HVSIM" --help | grep -c '^  --')" -ge 22
check 'version' grep -q '^hvsim [0-9]' <("$HVSIM" --version)

# --- beginning and ending ---
begin --port 0
port
password=$(sed -n 's/^password: //p' "$TMP/out")
check 'a password is made up' test "${#password}" -ge 16
TEST_PASSWORD=$password
wql "$ONE"
same 'and it is the one' '200 HVSIM' "$STATUS $(text //Items//Name)"
refuses 'a port that is taken' 1 "$PORT" --port "$PORT"
kill -TERM "$HOST_PID"
ended 'SIGTERM ends it' 0
begin --port 0
kill -INT "$HOST_PID"
ended 'SIGINT ends it' 0

printf 'geheim\nmore\n' >"$TMP/pw"
begin --port 0 --password-file "$TMP/pw" --until-eof --user me
port
check 'no password is printed that was given' not grep -q password "$TMP/out"
TEST_PASSWORD=geheim TEST_USER=me
wql "$ONE"
same 'user and password of the options' 200 "$STATUS"
echo noise >&8
wql "$ONE"
same 'what comes on standard input is left alone' 200 "$STATUS"
exec 8>&-
ended '--until-eof ends it' 0

export HVSIM_PASSWORD=umwelt
begin --port 0 --user me
port
TEST_PASSWORD=umwelt
wql "$ONE"
same 'the password of the environment' 200 "$STATUS"
check 'is gone from it' not grep -q umwelt "/proc/$HOST_PID/environ"
kill -TERM "$HOST_PID"
ended 'it ends' 0

# --- a socket ---
mkdir -m 700 "$TMP/private"
SOCK=$TMP/private/s
begin --socket "$SOCK" --user me --until-eof
same 'it tells the socket' "listening on $SOCK" "$(tail -n 1 "$TMP/out")"
same 'for its owner alone' 600 "$(stat -c %a "$SOCK")"
URL=http://localhost/wsman
CURL=(--unix-socket "$SOCK")
wql "$ONE"
same 'served over it' '200 HVSIM' "$STATUS $(text //Items//Name)"
refuses 'a socket in use' 1 "$SOCK" --socket "$SOCK"
exec 8>&-
ended 'it ends with its input' 0
check 'the socket is gone' test ! -e "$SOCK"
begin --socket "$SOCK"
kill -KILL "$HOST_PID"
ended 'killed' 137
check 'the socket is left' test -S "$SOCK"
begin --socket "$SOCK" --user me
wql "$ONE"
same 'the next one takes it over' 200 "$STATUS"
kill -TERM "$HOST_PID"
ended 'and ends' 0
echo text >"$SOCK"
refuses 'a file is no socket' 1 "$SOCK" --socket "$SOCK"
same 'and is left alone' text "$(<"$SOCK")"
CURL=() URL=

# --- what lasts ---
VM='SELECT Name FROM Msvm_ComputerSystem WHERE EnabledState = 3 AND ElementName = "db01"'
begin --port 0 --user me --state "$TMP/state"
port
wql "$VM"
guid=$(text //Items//Name)
invoke Msvm_ComputerSystem RequestStateChange \
	"$(selectors CreationClassName Msvm_ComputerSystem Name "$guid")" \
	'<q:RequestedState>2</q:RequestedState>'
same 'a VM is started' 4096 "$(text //ReturnValue)"
sleep 0.3
kill -TERM "$HOST_PID"
ended 'it ends' 0
begin --port 0 --user me --state "$TMP/state"
port
wql "${VM/= 3/= 2}"
same 'and is on when the host is back' "$guid" "$(text //Items//Name)"
kill -TERM "$HOST_PID"
ended 'and ends' 0

# --- the log ---
begin --port 0 --user me --requests "$TMP/log"
port
wql "$ONE"
same 'a line for each request' \
	"$(printf 'POST\t%s\t%s\t200\t%s' "$NS_N/Enumerate" "$VIRT/*" "$(wc -c <"$TMP/reply")")" \
	"$(cut -f 1-4,6 "$TMP/log")"
curl -s -o "$TMP/reply" "http://127.0.0.1:$PORT/x?a=%0a"
same 'whatever it was' "$(printf 'GET\t-\t-\t404\t0\t0')" "$(tail -n 1 "$TMP/log")"
kill -TERM "$HOST_PID"
ended 'it ends at last' 0
finish
