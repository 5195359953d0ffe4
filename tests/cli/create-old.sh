# tests/cli/create-old.sh - create-vm, clone-vm and define at hosts that know less
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

hv()
{
	"$HVSH" -q "$@" >out 2>&1
}

# one_life OS OPTION...: made, dumped, cloned, defined anew, removed.
one_life()
{
	local os=$1

	shift
	hv create-vm one --disk size=1G "$@"
	same "$os: create-vm $*" 0 $?
	hv clone-vm one
	same "$os: clone-vm" 0 $?
	"$HVSH" -q dumpxml one >one.xml 2>/dev/null
	hv undefine one --yes
	hv define one.xml
	same "$os: define" 0 $?
	same "$os: as it was" "$(cat one.xml)" \
		"$("$HVSH" -q dumpxml one 2>/dev/null)"
	hv undefine one --yes --remove-all-storage
	same "$os: undefine --remove-all-storage" 0 $?
	hv undefine one-clone --yes --remove-all-storage
	same "$os: of the clone" 0 $?
}

for os in 2012 2012R2 2016 2025; do
	start_hvsim --os "$os" || exit 1
	before=$("$HVSH" -o name vol-list default 2>/dev/null)
	one_life "$os" --generation 1
	[ "$os" = 2012 ] || one_life "$os" --secure-boot windows
	[ "$os" = 2012 ] || one_life "$os" --secure-boot off
	hv create-vm two
	status=$?
	case $os in
	2012*)	same "$os: no secure boot for Linux" 1 "$status"
		check "$os: the hint says since when" grep -q \
			'^hint: generation 2 is there from .* 2016 on.* --secure-boot off' out ;;
	*)	same "$os: secure boot for Linux" 0 "$status"
		hv undefine two --yes ;;
	esac
	same "$os: the files are as they were" "$before" \
		"$("$HVSH" -o name vol-list default 2>/dev/null)"
	stop_hvsim
done
finish
