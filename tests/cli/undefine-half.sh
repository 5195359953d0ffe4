# tests/cli/undefine-half.sh - what undefine leaves when a file cannot go
. "$TESTS/lib.sh"
cd "$TMP" || exit 1
DISK='D:\Hyper-V\Virtual Hard Disks\db01.vhdx'

undefine()
{
	"$HVSH" -q undefine db01 --remove-all-storage --yes >out 2>&1
}

start_hvsim || exit 1
undefine
same 'it works' 0 $?
first=$(grep -n 'DataFile/Delete' "$REQUESTS" | head -n 1 | cut -d : -f 1)
stop_hvsim

for kind in denied 500; do
	start_hvsim --fail "$kind@$first" || exit 1
	undefine
	same "$kind: the first of two files is refused" 1 $?
	check 'it is named, and how many remain' grep -qE \
		"^error: domain 'db01' is undefined, but 1 of its 2 files are still there: .*db01-data.vhd'" out
	same 'the domain is gone' 6 "$("$HVSH" domstate db01 >out 2>&1
		echo $?)"
	check 'the file is there' "$HVSH" -q vol-info db01-data.vhd
	check 'the other is not' sh -c '! "$HVSH" vol-path "$1" 2>out' - "$DISK"
	stop_hvsim
done

# the host is merging what the checkpoints had: the files are in use till then
start_hvsim --job-ms 400 || exit 1
"$HVSH" -q snapshot-create-as db01 'vor <&>' >out 2>&1
before=$("$HVSH" -q vol-list default 2>/dev/null | grep -c db01)
same 'two files more' 4 "$before"
undefine
same 'undefine waits for the merge' 0 $?
same 'and all are gone' 0 "$("$HVSH" -q vol-list default 2>/dev/null |
	grep -c db01)"
stop_hvsim

start_hvsim --job-ms 3000 || exit 1
"$HVSH" -q snapshot-create-as db01 a >out 2>&1
"$HVSH" -q --timeout 5 undefine db01 --remove-all-storage --yes >out 2>&1
same 'a merge that takes longer than the timeout' 1 $?
check 'names what is in use' grep -qE 'still there: .*in use \(15\)' out
stop_hvsim

start_hvsim --job-ms 3000 || exit 1
"$HVSH" -q --timeout 1 undefine db01 --remove-all-storage --yes >out 2>&1
same 'a domain that takes longer to go' 5 $?
check 'its files are named' grep -q "its files stay: .*db01-data.vhd', '.*db01.vhdx'" out
"$HVSH" -q destroy web01 2>/dev/null
"$HVSH" -q --timeout 1 undefine web01 --yes >out 2>&1
same 'one that keeps its disks' 5 $?
check 'none is named' test -z "$(grep 'files stay' out)"
finish
