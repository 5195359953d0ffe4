# tests/lib.sh - what tests/run and the scripts in tests/ share
#
#	. tests/lib.sh
#	start_hvsim --vms 3             # exports PORT, HVSH_DEFAULT_URI, ...
#	check 'the name' test "$(hvsh hostname)" = HVSIM
#	finish
#
# A script that says 'check' at least once is counted by its checks, any other
# one as a whole by its exit status (77: skipped, the last line says why).

TEST_USER=Administrator
TEST_PASSWORD='Pa55 w<o>rd&'
CHECKS_FAILED=0

# Basic over plain HTTP is announced on stderr for each connection; in the
# tests it would be beside every answer. This line alone is taken out.
PLAIN_HTTP_WARNING='^(warning: |\{"warning":")Basic authentication sends the password to .* over plain'

skip()
{
	echo "$*"
	exit 77
}

# One private simulated host on 127.0.0.1; its requests in $REQUESTS.
start_hvsim()
{
	local i

	REQUESTS=$TMP/requests
	: >"$REQUESTS"
	: >"$TMP/hvsim.out"     # what an earlier one said is not its own
	export HVSIM_PASSWORD=$TEST_PASSWORD
	"$HVSIM" --port 0 --user "$TEST_USER" --requests "$REQUESTS" "$@" \
		>"$TMP/hvsim.out" 2>"$TMP/hvsim.err" </dev/null &
	HVSIM_PID=$!
	for ((i = 0; i < 400; i++)); do
		PORT=$(sed -n 's/^listening on .*:\([0-9]*\)$/\1/p' \
			"$TMP/hvsim.out")
		[ -n "$PORT" ] && break
		kill -0 "$HVSIM_PID" 2>/dev/null || break
		sleep 0.05
	done
	if [ -z "$PORT" ]; then
		echo "hvsim $* did not start:"
		cat "$TMP/hvsim.err"
		return 1
	fi
	export PORT HVSIM_PID REQUESTS
	export HVSH_DEFAULT_URI="hyperv://127.0.0.1:$PORT/?transport=http"
	export HVSH_USERNAME=$TEST_USER HVSH_PASSWORD=$TEST_PASSWORD
}

# Its exit status: what a sanitizer has to say about the host is heard too.
stop_hvsim()
{
	local status=0

	[ -n "$HVSIM_PID" ] || return 0
	kill -TERM "$HVSIM_PID" 2>/dev/null
	wait "$HVSIM_PID" 2>/dev/null || status=$?
	HVSIM_PID=
	case $status in
	0|143)	return 0 ;;
	esac
	echo "hvsim ended with status $status"
	cat "$TMP/hvsim.err"
	return 1
}

# How many requests the host has had so far.
requests()
{
	wc -l <"$REQUESTS"
}

# without_warning FILE: what hvsh printed, the announced line taken out.
without_warning()
{
	sed -E "/$PLAIN_HTTP_WARNING/d" "$@"
}

# check NAME COMMAND...: one test.
check()
{
	local name=$1

	shift
	if "$@"; then
		echo "ok - $name"
	else
		echo "not ok - $name"
		CHECKS_FAILED=1
	fi
}

# same NAME EXPECTED ACTUAL: one test; shows the difference.
same()
{
	if [ "$2" = "$3" ]; then
		echo "ok - $1"
		return
	fi
	echo "not ok - $1"
	diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | sed 's/^/    /'
	CHECKS_FAILED=1
}

# session WORDS SCRIPT: expect's script, with 'hvsh WORDS' spawned before it; exit
# status 0 when all that it waits for came, and 'ends N' saw the status N
session()
{
	WORDS=$1 SCRIPT=$2 expect -c '
		log_user 0
		set timeout 10
		spawn -noecho sh -c "exec hvsh $env(WORDS)"
		proc want {what} {
			expect {
				-ex $what {}
				timeout { puts "never came: $what"; exit 1 }
				eof { puts "ended before: $what"; exit 1 }
			}
		}
		proc ends {status} {
			expect {
				eof {}
				timeout { puts "did not end"; exit 1 }
			}
			set got [lindex [wait] 3]
			if {$got != $status} { puts "status $got"; exit 1 }
		}
		eval $env(SCRIPT)
		exit 0
	'
}

# The last line of a script with checks.
finish()
{
	stop_hvsim || CHECKS_FAILED=1
	exit "$CHECKS_FAILED"
}
