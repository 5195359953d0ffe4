# tests/cli/desc-edit.t - desc --edit: notes in an editor, and what editors do
#
# the file is private, has its suffix, holds the notes, and is gone afterwards
$ mkdir -p t; printf '#!/bin/sh\nstat -c "%%a %%s" "$1"\ncat "$1"\necho "$1" >name\nsed -i s/Front/Back/ "$1"\n' >ed; chmod +x ed
$ TMPDIR=$PWD/t EDITOR=./ed hvsh desc web01 --edit
600 40
Front end
owner: <web@example.org> & co
Domain description updated successfully

# requests: 3
$ sed 's|.*/t/|t/|' name; ls t
t/hvsh....txt
$ hvsh -q desc web01
Back end
owner: <web@example.org> & co
#
# VISUAL goes before EDITOR; an empty one is none
$ VISUAL='sed -i s/Back/Front/' EDITOR=false hvsh -q desc web01 --edit; VISUAL= EDITOR='cat' hvsh desc web01 --edit
Front end
owner: <web@example.org> & co
Domain description not changed

# requests: 5
#
# quotes and the like are for a shell; the file is its last argument
$ mkdir -p 'a b'; printf '#!/bin/sh\nprintf "%%s|" "$1" "$2"; basename "$3"\n' >'a b/ed it'; chmod +x 'a b/ed it'; EDITOR="'a b/ed it' \"x  y\" '\$z'" hvsh desc web01 --edit | sed "s/hvsh[^.]*/F/"
x  y|$z|F.txt
Domain description not changed

$ mkdir -p "t/o' o"; TMPDIR="$PWD/t/o' o" EDITOR='sed -i "s/Front end/Веб «1»/"' hvsh desc web01 --edit; hvsh -q desc web01 | head -n 1; ls "t/o' o"
Domain description updated successfully

Веб «1»
#
# words are what the editor begins with; all lines gone are no notes
$ EDITOR='sed -i s/b/c/' hvsh -q desc db01 --edit 'a b'; hvsh -q desc db01
a c
$ EDITOR='sed -i d' hvsh -q desc db01 --edit; hvsh desc db01
No description for domain: db01
$ printf '#!/bin/sh\necho one >"$1"\n' >ed; EDITOR=./ed hvsh -q desc db01 --edit; hvsh -q desc db01 | wc -l
1
#
# an editor that puts another file in the place of its own
$ printf '#!/bin/sh\necho two >"$1.new"; mv "$1.new" "$1"\n' >ed; EDITOR=./ed hvsh -q desc db01 --edit; hvsh -q desc db01
two
#
# editors that fail: nothing is changed, and no file stays behind
$ TMPDIR=$PWD/t EDITOR=false hvsh desc web01 --edit; ls t
error: the editor 'false' failed with status 1

o' o
$ TMPDIR=$PWD/t EDITOR=./nosuch hvsh desc web01 --edit
error: cannot run the editor './nosuch': No such file or directory
hint: set VISUAL or EDITOR to one that is there

[1]
$ printf '#!/bin/sh\nkill -9 $$\n' >ed; TMPDIR=$PWD/t EDITOR=./ed hvsh -q desc web01 --edit; ls t
error: the editor './ed' was ended by signal 9
o' o
$ TMPDIR=$PWD/t EDITOR="sh -c 'kill -2 \$\$'" hvsh -q desc web01 --edit
error: the editor 'sh -c 'kill -2 $$'' was interrupted
[130]
$ TMPDIR=$PWD/nosuch EDITOR=cat hvsh -q desc web01 --edit
error: cannot make a temporary file '.../nosuch/hvsh...': No such file or directory
[1]
#
# what such an editor had written is kept; so is what cannot be read back
$ printf '#!/bin/sh\necho mine >"$1"\nexit 3\n' >ed; TMPDIR=$PWD/t EDITOR=./ed hvsh -q desc web01 --edit; cat t/hvsh*; rm t/hvsh*
warning: what was edited is kept in '.../t/hvsh....txt'
error: the editor './ed' failed with status 3
mine
$ printf '#!/bin/sh\nprintf "a\\0b" >"$1"\n' >ed; TMPDIR=$PWD/t EDITOR=./ed hvsh -q desc web01 --edit; ls t | wc -l; rm t/hvsh*
warning: what was edited is kept in '.../t/hvsh....txt'
error: the edited text has a NUL character in it
2
$ printf '#!/bin/sh\nhead -c 4194305 /dev/zero >"$1"\n' >ed; TMPDIR=$PWD/t EDITOR=./ed hvsh -q desc web01 --edit; rm t/hvsh*
warning: what was edited is kept in '.../t/hvsh....txt'
error: the edited text is longer than 4194304 bytes
$ printf '#!/bin/sh\nrm "$1"; ln -s /etc/passwd "$1"\n' >ed; TMPDIR=$PWD/t EDITOR=./ed hvsh -q desc web01 --edit; rm t/hvsh*
warning: what was edited is kept in '.../t/hvsh....txt'
error: cannot read the edited file '.../t/hvsh....txt': Too many levels of symbolic links
$ TMPDIR=$PWD/t EDITOR=rm hvsh -q desc web01 --edit; ls t
error: cannot read the edited file '.../t/hvsh....txt': No such file or directory
o' o
#
# a script is not the editor's to read
$ printf "desc web01 --edit\necho next\n" | EDITOR='cat - ' hvsh -q | tail -n 1
next
#
# without a terminal there is no vi
$ hvsh desc web01 --edit
error: there is no terminal to edit on
hint: set VISUAL or EDITOR to a program that needs none

[2]
$ hvsh -q -r desc web01 --edit
error: read-only: 'desc' would change the host
[4]
# requests: 0
$ hvsh -q desc db01 --edit --live
error: domain 'db01' is not running
[1]
