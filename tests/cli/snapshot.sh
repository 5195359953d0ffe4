#!/bin/bash
# tests/cli/snapshot.sh - checkpoints: the question on a terminal, completion,
# libvirt's schema, and virsh's own tree and messages
. "$TESTS/lib.sh"

export LC_ALL=C.UTF-8 TERM=dumb

# --- the question ---
if command -v expect >/dev/null; then
	start_hvsim || exit 1

	# answered ANSWER STATUS: 'y', 'n', ...; what hvsh ends with
	answered()
	{
		ANSWER=$1 STATUS=$2 expect -c '
			log_user 0
			set timeout 10
			spawn -noecho hvsh snapshot-delete Прод-01 upgraded
			expect {
				-ex {Really delete snapshot '"'upgraded'"' of} {}
				timeout { exit 1 }
				eof { exit 1 }
			}
			expect -ex {[y/N] }
			send $env(ANSWER)
			expect { eof {} timeout { exit 1 } }
			set got [lindex [wait] 3]
			if {$got != $env(STATUS)} { puts "status $got"; exit 1 }
			exit 0
		'
	}
	there()
	{
		hvsh snapshot-list Прод-01 --name 2>/dev/null | grep -qx upgraded
	}
	gone()
	{
		! there
	}
	for no in $'n\r' $'\r' $'maybe\r' $'yess\r' $'nyyyyyyyyyyyyyyyyyyyy\r'; do
		check "no: $(printf %q "$no")" answered "$no" 1
		check 'it is there' there
	done
	check 'the end of input is no' answered $'\x04' 1
	check 'it is there' there
	check 'Ctrl-C is no' answered $'\x03' 130
	check 'it is there' there
	check 'yes is yes' answered $'yes\r' 0
	check 'it is gone' gone
	stop_hvsim
else
	echo 'ok - the question # SKIP there is no expect'
fi

# --- completion, and the schema ---
start_hvsim || exit 1

same 'names of this domain' "$(printf '%s\n' '"before upgrade"' installed \
	'"tuned <1> & \"co\""' upgraded)" \
	"$(hvsh complete -- 'hvsh snapshot-info Прод-01 ' '' | sed 's/ *$//' |
		tr -d '\\' | sed "s/^'\(.*\)'$/\"\1\"/" | LC_ALL=C sort |
		sed 's/^\([^"]* .*\)$/"\1"/; s/"co""/\\"co\\""/')"
same 'none of another' '' "$(hvsh complete -- 'hvsh snapshot-info db01 ' '')"
same 'the value of an option' 'installed' \
	"$(hvsh complete -- 'hvsh snapshot-list Прод-01 --from in' in |
		tr -d ' ')"

if command -v virt-xml-validate >/dev/null; then
	valid()
	{
		hvsh -q "$@" >"$TMP/x.xml" 2>/dev/null &&
			virt-xml-validate "$TMP/x.xml" domainsnapshot
	}
	while read -r name; do
		check "valid: $name" valid snapshot-dumpxml Прод-01 "$name"
	done < <(hvsh -q snapshot-list Прод-01 --name 2>/dev/null)
	check 'valid: to be made' valid snapshot-create-as x 'a & b' '<c>' \
		--print-xml
	check 'what dumpxml prints can be used again' sh -c '
		hvsh snapshot-dumpxml Прод-01 upgraded >"$TMP/u.xml" 2>/dev/null &&
		hvsh snapshot-create db01 "$TMP/u.xml" >/dev/null 2>&1 &&
		test "$(hvsh -q snapshot-current db01 --name 2>/dev/null)" = upgraded'
else
	echo 'ok - the schema # SKIP there is no virt-xml-validate'
fi

# --- what virsh says ---
if command -v virsh >/dev/null; then
	# The same story for both.
	cat >"$TMP/story" <<'END'
snapshot-create-as DOM a
snapshot-create-as DOM b
snapshot-create-as DOM c
snapshot-revert DOM a
snapshot-create-as DOM d
snapshot-create-as DOM e
snapshot-revert DOM a
snapshot-create-as DOM f
snapshot-delete DOM d
snapshot-list DOM --tree
snapshot-list DOM --name
snapshot-list DOM --roots --name
snapshot-list DOM --leaves --name
snapshot-list DOM --no-leaves --name
snapshot-list DOM --from a --name
snapshot-list DOM --from a --descendants --name
snapshot-list DOM --from b --tree
snapshot-list DOM --current --name
snapshot-parent DOM b
snapshot-parent DOM a
snapshot-parent DOM --current
snapshot-current DOM --name
snapshot-delete DOM a
snapshot-list DOM --tree
snapshot-delete DOM b --children-only
snapshot-list DOM --name
snapshot-delete DOM b --children
snapshot-list DOM --name
snapshot-list DOM --tree --roots
snapshot-list DOM --parent --tree
snapshot-list DOM --descendants
snapshot-list DOM --from nope
snapshot-info DOM
snapshot-info DOM x --current
snapshot-info DOM nope
snapshot-parent DOM nope
snapshot-revert DOM nope
snapshot-delete DOM
snapshot-create-as DOM f
END
	# virsh echoes prompt and command where nobody types
	of_virsh()
	{
		sed 's/DOM/test/' "$TMP/story" |
			virsh -q -c test:///default 2>&1 |
			sed 's/virsh # .*//' | grep -v '^ *$'
	}
	# hvsh is asked by files as well, but destroys with --yes only
	of_hvsh()
	{
		sed 's/DOM/db01/; /-revert\|-delete/s/$/ --yes/' "$TMP/story" |
			hvsh -q 2>&1 | without_warning | grep -v '^ *$' |
			grep -v '^hint: '
	}
	hvsh snapshot-delete db01 upgraded --yes >/dev/null 2>&1
	same "virsh's words and trees" \
		"$(of_virsh | grep -v ' created$\| deleted$\| reverted$')" \
		"$(of_hvsh)"
else
	echo "ok - virsh's words # SKIP there is no virsh"
fi
finish
